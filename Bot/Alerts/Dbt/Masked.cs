using System.Text.RegularExpressions;
using Bot.Domain.Alerts.Dbt;
using Bot.Slack;

namespace Bot.Alerts.Dbt;

/// <summary>
/// What dbt or a warehouse said, without the values that it quotes: rows of a company's data are not for a chat.
/// </summary>
public static partial class Masked
{
    const string Hidden = "…";

    public static string Of(string? message, int most)
    {
        var lines = DbtMessage.Lines(message ?? "").Where(l => !DbtMessage.IsPlace(l)).ToList();
        // The title says which node it was, and where its code lies the build does.
        if (lines.Count > 1) lines.RemoveAll(l => DbtMessage.Heading(l) is not null);
        var said = Values(string.Join('\n', lines));
        return said.Length <= most ? said : $"{Limits.First(said, most - 1)}…";
    }

    /// <summary>
    /// What is wrong in one line: the first, and the next ones too where that only says that something is. Where in the code
    /// it is, the whole of it says.
    /// </summary>
    public static string? FirstLine(string? message, int most)
    {
        var said = "";
        foreach (var line in Of(message, int.MaxValue).Split('\n'))
        {
            said = $"{said} {Position().Replace(line, "${before}")}".Trim();
            if (said.Length > most || !Announces().IsMatch(said)) break;
            if (!said.EndsWith(':')) said += ":";
        }

        said = said.TrimEnd(':', ' ');
        return said.Length == 0 ? null : said.Length <= most ? said : $"{Limits.First(said, most - 1)}…";
    }

    static string Values(string text) => Quoted().Replace(
        Mail().Replace(ValueWords().Replace(Keys().Replace(text, $"${{before}}({Hidden})${{how}}"), Behind), Hidden),
        q => q.Groups["name"].Success ? q.Value : $"{q.Groups["before"].Value}'{Hidden}'");

    static string Behind(Match value) =>
        value.Groups["type"].Success ? value.Value : $"{value.Groups["before"].Value.TrimEnd()} {Hidden}";

    // Behind these words stands a value, or a whole row. It may hold line ends, quotes and brackets, so that nobody can say where
    // it ends: nothing behind it is shown. Some of the words name other things too, but where a quote or a digit follows.
    [GeneratedRegex(
        "(?<type>\\bcannot cast type )"
            + "|(?<before>\\b(?:failing row contains|row values:|original line:|rows?:"
            + "|invalid input (?:syntax|value) for [^:\n]*:"
            + "|(?:bad|invalid|unexpected|malformed) [a-z0-9 ]*\\bvalue\\b:?"
            + "|(?:could not|can't|cannot|failed to) (?:parse|cast|convert)\\b"
            + "|out of range:|parameter values?:|bind variables:)) ?.+"
            + "|(?<before>\\b(?:duplicate key|numeric value|timestamp|date)(?: |: ?))-?[\"'0-9].*",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex ValueWords();

    // "Key (email)=(ana@example.com) already exists.", whatever lines and brackets the value has. Without such words it ends at
    // its bracket where that is the only one; else nobody can say where.
    [GeneratedRegex(
        "(?<before>\\)=)\\((?:.*\\)(?<how> (?:already exists|is not present|is still referenced|is duplicated|conflicts with))"
            + "|[^()\n]*\\)(?<how>[^()]*)$|.*)"
            + "|(?<before>=)\\([^\n]*\\)",
        RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Keys();

    [GeneratedRegex("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+[.][A-Za-z0-9.-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Mail();

    // Names stand in double quotes or backticks, values in single ones; but for a name of which the word before says so. An
    // apostrophe within a word opens nothing and ends nothing; what is not closed goes on to the end.
    [GeneratedRegex(
        "(?<name>(?:identifier|object|table|relation|column|view|schema|database|function|macro) '[A-Za-z0-9_.$]+'"
            + "|[\"`]'s\\b)"
            + "|(?<before>^|[^A-Za-z0-9])'(?:[^']|'[A-Za-z0-9'])*'?",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    // Snowflake's.
    [GeneratedRegex(
        "(?<before>^|: ?)error line [0-9]+ at position [0-9]+|,? ?line [0-9]+ at position [0-9]+",
        RegexOptions.NonBacktracking)]
    private static partial Regex Position();

    // "SQL compilation error:", "on-run-end failed, error:", "Database Error".
    [GeneratedRegex("(:|(^|: )[A-Z][a-z]+ Error)$", RegexOptions.NonBacktracking)]
    private static partial Regex Announces();
}
