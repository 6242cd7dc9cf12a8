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
        foreach (var line in DbtMessage.Lines(text))
        {
            // The heading names the node, and a place is each node's own.
            if (DbtMessage.Heading(line) is { } heading) said.Append(heading).Append(' ');
            else if (!DbtMessage.IsPlace(line)) said.Append(line).Append(' ');
        }

        var plain = Space().Replace(Part().Replace(said.ToString(), Kept), " ").Trim().ToLowerInvariant();
        return plain.Length == 0 ? null : plain.Length > MostKept ? plain[..MostKept] : plain;
    }

    /// <summary>What names an object stays, as another object is another trouble; values, numbers and ids go.</summary>
    static string Kept(Match part) => part.Groups["noun"].Success ? part.Value : "?";

    // A name in quotes, with the word that says so; any other quoted value; a number or a word that holds one, such as an id.
    [GeneratedRegex(
        "(?<noun>(?:identifier|object|table|relation|view|schema|database|function|macro) ['\"`][A-Za-z0-9_.$-]+['\"`])"
            + "|\"[^\"]*\"|`[^`]*`|'[^']*'|[A-Za-z0-9_./:@-]*[0-9][A-Za-z0-9_./:@-]*",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Part();

    [GeneratedRegex("[\\s?]+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();
}
