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

    /// <summary>The first line of it.</summary>
    public static string? FirstLine(string? message, int most) =>
        Of(message, int.MaxValue).Split('\n')[0] is { Length: > 0 } line
            ? line.Length <= most ? line : $"{Limits.First(line, most - 1)}…"
            : null;

    static string Values(string text) => Quoted().Replace(
        Mail().Replace(Rows().Replace(Keys().Replace(text, $"=({Hidden})"), $"${{before}} {Hidden}"), Hidden),
        q => q.Groups["name"].Success ? q.Value : $"{q.Groups["before"].Value}'{Hidden}'");

    // Behind these words stands a value, or a whole row.
    [GeneratedRegex(
        "(?<before>(?:failing row contains|row values:|rows?:|invalid input (?:syntax|value) for [^:\n]*:"
            + "|(?:bad|invalid|unexpected|malformed) [a-z0-9 ]*value:?|(?:could not|can't|cannot|failed to) "
            + "(?:parse|cast|convert)"
            + "|out of range:|parameter values?:|bind variables:|numeric value|timestamp|date)) ?[^\n]+",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Rows();

    // "Key (email)=(ana@example.com) already exists."
    [GeneratedRegex("=\\([^\n]*\\)", RegexOptions.NonBacktracking)]
    private static partial Regex Keys();

    [GeneratedRegex("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+[.][A-Za-z0-9.-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Mail();

    // Names stand in double quotes or backticks, values in single ones; but for a name of which the word before says so. An
    // apostrophe within a word opens nothing.
    [GeneratedRegex(
        "(?<name>(?:identifier|object|table|relation|column|view|schema|database|function|macro) '[A-Za-z0-9_.$]+')"
            + "|(?<before>^|[^A-Za-z0-9])'[^'\n]*'",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();
}
