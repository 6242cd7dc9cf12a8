using System.Text.RegularExpressions;
using Bot.Slack;

namespace Bot.Alerts.Dbt;

/// <summary>
/// What dbt or a warehouse said, without the values that it quotes: rows of a company's data are not for a chat.
/// </summary>
static partial class Masked
{
    const string Hidden = "…";

    public static string Of(string? message, int most)
    {
        var lines = (message ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(l => !Place().IsMatch(l)).ToList();
        if (lines.Count > 1) lines.RemoveAll(l => Heading().IsMatch(l));
        var said = Values(string.Join('\n', lines));
        return said.Length <= most ? said : $"{Limits.First(said, most - 1)}…";
    }

    /// <summary>The first line of it.</summary>
    public static string? FirstLine(string? message, int most) =>
        Of(message, int.MaxValue).Split('\n')[0] is { Length: > 0 } line
            ? line.Length <= most ? line : $"{Limits.First(line, most - 1)}…"
            : null;

    static string Values(string text) => Keys().Replace(Quoted().Replace(text, $"'{Hidden}'"), $"=({Hidden})");

    // Names stand in double quotes or backticks, values in single ones.
    [GeneratedRegex("'[^'\n]*'", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    // "Key (email)=(ana@example.com) already exists."
    [GeneratedRegex("=\\([^)\n]*\\)", RegexOptions.NonBacktracking)]
    private static partial Regex Keys();

    // The title says which node it was, and where its code lies the build does.
    [GeneratedRegex("^(\\^+|[Cc]ompiled ([Ss][Qq][Ll]|[Cc]ode) at .*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Place();

    [GeneratedRegex("^[A-Z][a-z]+ Error in [a-z_ ]+ .*\\(.*\\)$", RegexOptions.NonBacktracking)]
    private static partial Regex Heading();
}
