using System.Text;
using System.Text.RegularExpressions;

namespace Bot.Domain.Alerts.Dbt;

/// <summary>What an error says but for names, numbers and ids: the same for all nodes that one trouble stopped.</summary>
public static partial class ErrorSignature
{
    const int MostRead = 2000, MostKept = 200;

    /// <summary>The signature, or null where nothing is left to compare.</summary>
    public static string? Of(string? message)
    {
        if (string.IsNullOrWhiteSpace(message)) return null;
        var text = message.Length > MostRead ? message[..MostRead] : message;
        var said = new StringBuilder();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // The heading names the node, the end the file that was compiled, and a caret a place in it.
            if (Heading().Match(line) is { Success: true } heading)
            {
                said.Append(heading.Groups["what"].Value).Append(' ');
                continue;
            }

            if (Compiled().IsMatch(line) || Place().IsMatch(line)) continue;
            said.Append(line).Append(' ');
        }

        var plain = Space().Replace(Changing().Replace(Quoted().Replace(said.ToString(), "?"), "?"), " ").Trim()
            .ToLowerInvariant();
        return plain.Length == 0 ? null : plain.Length > MostKept ? plain[..MostKept] : plain;
    }

    [GeneratedRegex("^(?<what>[A-Z][a-z]+ Error) in [a-z_ ]+ .*\\(.*\\)$", RegexOptions.NonBacktracking)]
    private static partial Regex Heading();

    [GeneratedRegex("^compiled (sql|code) at ", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Compiled();

    // "LINE 10: select …" of PostgreSQL shows the statement, which is each node's own.
    [GeneratedRegex("^(\\^+|LINE [0-9]+:.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Place();

    [GeneratedRegex("'[^']*'|\"[^\"]*\"|`[^`]*`", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    // Numbers, and words that hold one: ids, addresses, times, tables of a day.
    [GeneratedRegex("[A-Za-z0-9_./:@-]*[0-9][A-Za-z0-9_./:@-]*", RegexOptions.NonBacktracking)]
    private static partial Regex Changing();

    [GeneratedRegex("[\\s?]+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();
}
