using System.Text.RegularExpressions;
using Bot.Domain.Requests;
using Bot.Slack;

namespace Bot.Requests;

/// <summary>
/// The text of a message as Slack keeps it, read for what it asks: the groups that it names, and its words. Code and quotes name
/// nobody, and say nothing of their own.
/// </summary>
/// <param name="Groups">Ids of user groups, in the order in which they are named.</param>
/// <param name="Handles">Names behind an @ that Slack made no mention of, in small letters.</param>
/// <param name="Words">What is left.</param>
public sealed partial record ReadText(IReadOnlyList<string> Groups, IReadOnlyList<string> Handles, PostWords Words)
{
    public bool NamesNothing => Groups.Count + Handles.Count == 0;

    public static ReadText Of(string text, bool hasFiles = false)
    {
        var own = Quote().Replace(Code().Replace(text, " "), "");
        var words = Mrkdwn.Unescape(Token().Replace(own, Shown));
        return new(
            [.. Group().Matches(own).Select(m => m.Groups[1].Value)],
            [.. Handle().Matches(Token().Replace(own, " ")).Select(m => m.Groups[1].Value.TrimEnd('.', '-').ToLowerInvariant())],
            new(words, hasFiles || own.Contains("<http", StringComparison.Ordinal) || Code().IsMatch(text)));
    }

    // Whoever is named is no word; a channel is one.
    static string Shown(Match token) => token.Groups[1].Value switch
    {
        "#" => token.Groups[2].Value.Length > 0 ? $"#{token.Groups[2].Value}" : "a channel",
        "@" or "!" => " ",
        _ => token.Groups[2].Value,
    };

    [GeneratedRegex("```.*?(?:```|$)|`[^`\n]+`", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    [GeneratedRegex(@"^[ \t]*&gt;.*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Quote();

    [GeneratedRegex("<!subteam\\^([A-Z0-9]+)(?:\\|[^<>]*)?>", RegexOptions.NonBacktracking)]
    private static partial Regex Group();

    [GeneratedRegex("<([@#!]?)[^<>|]*(?:\\|([^<>]*))?>", RegexOptions.NonBacktracking)]
    private static partial Regex Token();

    [GeneratedRegex(@"(?<![\w@./+-])@([\p{L}\p{Nd}][\p{L}\p{Nd}._-]*)", RegexOptions.None, 1000)]
    private static partial Regex Handle();
}
