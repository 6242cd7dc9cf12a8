using System.Text;
using System.Text.RegularExpressions;

namespace Bot.Slack;

/// <summary>Somebody, a channel or a user group named in a command, and how the command's text shows them.</summary>
public sealed record Mention(string Id, string Shown);

/// <summary>
/// What a person typed behind a command: Slack's escapes undone once, everybody and everything by name, quotes and spaces
/// plain, without control characters. An id that nobody can name becomes a word, since a text of this kind names incidents.
/// </summary>
sealed partial record CommandText(
    string Text, IReadOnlyList<Mention> Mentions, IReadOnlyList<Mention> Channels, IReadOnlyList<Mention> Groups)
{
    const string Group = "subteam^";

    /// <summary>The ids of all who are mentioned.</summary>
    public static IEnumerable<string> People(string sent) =>
        Token().Matches(sent).Where(t => t.Groups[1].Value == "@").Select(t => t.Groups[2].Value).Distinct();

    public static CommandText Read(string sent, IReadOnlyDictionary<string, string>? names = null)
    {
        List<Mention> mentions = [], channels = [], groups = [];
        var (text, end) = (new StringBuilder(), 0);
        foreach (Match token in Token().Matches(sent))
        {
            text.Append(Plain(sent[end..token.Index]));
            var shown = Plain(Shown(token.Groups[1].Value, token.Groups[2].Value, token.Groups[3].Value, names)).Trim();
            if (token.Groups[1].Value == "@") mentions.Add(new(token.Groups[2].Value, shown));
            if (token.Groups[1].Value == "#") channels.Add(new(token.Groups[2].Value, shown));
            if (token.Groups[2].Value.StartsWith(Group, StringComparison.Ordinal))
                groups.Add(new(token.Groups[2].Value[Group.Length..], shown));
            text.Append(shown);
            end = token.Index + token.Length;
        }
        return new(text.Append(Plain(sent[end..])).ToString().Trim(), mentions, channels, groups);
    }

    static string Shown(string kind, string what, string label, IReadOnlyDictionary<string, string>? names) =>
        (kind, label) switch
        {
            ("@", _) => $"@{names?.GetValueOrDefault(what) ?? (label.Length > 0 ? label : "somebody")}",
            // Slack leaves the label empty where the app cannot see the channel.
            ("#", "") => "a private channel",
            ("#", _) => $"#{label}",
            ("!", "") when what.StartsWith(Group, StringComparison.Ordinal) => "a user group",
            ("!", "") => $"@{what}",
            ("!", _) when what.StartsWith("date^", StringComparison.Ordinal) => label,
            ("!", _) => $"@{label.TrimStart('@')}",
            (_, "") => what,
            _ => label,
        };

    static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var sign in SeenText.Of(Mrkdwn.Unescape(text)))
            if (Quotes.TryGetValue(sign, out var quote)) plain.Append(quote);
            else if (sign == '\n' || !char.IsWhiteSpace(sign)) plain.Append(sign);
            else if (sign != '\r') plain.Append(' ');
        return plain.ToString();
    }

    static readonly Dictionary<char, char> Quotes = new()
    {
        ['‘'] = '\'',
        ['’'] = '\'',
        ['‚'] = '\'',
        ['‛'] = '\'',
        ['“'] = '"',
        ['”'] = '"',
        ['„'] = '"',
        ['‟'] = '"',
    };

    [GeneratedRegex("<([@#!]?)([^<>|]+)(?:\\|([^<>]*))?>", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
