using System.Text;
using System.Text.RegularExpressions;

namespace Bot.Slack;

/// <summary>
/// Somebody's message as it is read: Slack's escapes undone once, everybody and everything by name, and behind the words of a
/// link where it leads. Nothing in it acts any more; where it is shown it is escaped again.
/// </summary>
public static partial class MessageText
{
    /// <summary>The ids of all whom a message mentions.</summary>
    public static IEnumerable<string> People(string sent) => CommandText.People(sent);

    /// <param name="sent">The text as Slack has it.</param>
    /// <param name="name">How a person is called, by their id.</param>
    public static string Read(string sent, Func<string, string> name)
    {
        var (text, end) = (new StringBuilder(sent.Length), 0);
        foreach (Match token in Token().Matches(sent))
        {
            text.Append(Mrkdwn.Unescape(sent[end..token.Index]));
            text.Append(Mrkdwn.Unescape(Shown(token.Groups[1].Value, token.Groups[2].Value, token.Groups[3].Value, name)));
            end = token.Index + token.Length;
        }

        return SeenText.Of(text.Append(Mrkdwn.Unescape(sent[end..])).ToString()).Trim();
    }

    static string Shown(string kind, string what, string label, Func<string, string> name) => (kind, label) switch
    {
        ("@", _) => $"@{name(what)}",
        ("#", "") => "a private channel",
        ("#", _) => $"#{label}",
        ("!", _) when what.StartsWith("date^", StringComparison.Ordinal) => label,
        ("!", "") when what.StartsWith("subteam^", StringComparison.Ordinal) => "a user group",
        ("!", "") => $"@{what}",
        ("!", _) => $"@{label.TrimStart('@')}",
        (_, "") => what,
        // Slack makes a link of an address that was typed.
        _ when what.EndsWith(label, StringComparison.Ordinal) => what,
        _ => $"{label} ({what})",
    };

    [GeneratedRegex("<([@#!]?)([^<>|]+)(?:\\|([^<>]*))?>", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
