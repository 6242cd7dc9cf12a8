using System.Text.RegularExpressions;

namespace Bot.Domain.Alerts.Dbt;

/// <summary>How dbt lays out what it says of an error, line by line.</summary>
public static partial class DbtMessage
{
    /// <summary>The lines that say anything.</summary>
    public static string[] Lines(string message) =>
        message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>"Database Error" of the heading "Database Error in model a (models/a.sql)"; null of every other line.</summary>
    public static string? Heading(string line) => HeadingLine().Match(line) is { Success: true } heading
        ? heading.Groups["what"].Value : null;

    /// <summary>Where it is: the statement of each node, a caret below it, and the file that was compiled.</summary>
    public static bool IsPlace(string line) => PlaceLine().IsMatch(line) || CompiledLine().IsMatch(line);

    [GeneratedRegex("^(?<what>[A-Z][a-z]+ Error) in [a-z_ ]+ .*\\(.*\\)$", RegexOptions.NonBacktracking)]
    private static partial Regex HeadingLine();

    // "LINE 10: select …" of PostgreSQL shows the statement, which is each node's own.
    [GeneratedRegex("^(\\^+|LINE [0-9]+:.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex PlaceLine();

    [GeneratedRegex("^compiled (sql|code) at ", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex CompiledLine();
}
