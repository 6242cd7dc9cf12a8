using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Alerts.Expressions;

/// <summary>What the library says of an expression, for people.</summary>
static partial class Faults
{
    /// <summary>Where an expression is wrong: it says "Error(1, 11): syntax, near '='." and the like.</summary>
    public static string OfSyntax(Exception fault, string text, List<Token> tokens)
    {
        if (tokens.Find(t => t.Is("=")) is { } single)
            return $"The = {single.Where} is written == where two values are compared.";
        if (Syntax().Match(fault.Message) is not { Success: true } match) return Said(fault);
        var at = int.Parse(match.Groups["at"].Value, CultureInfo.InvariantCulture);
        return tokens[^1].Kind == TokenKind.Sign && !tokens[^1].Is(")", "]", "}", "[]", "*", "@")
            ? $"It ends too early: something is missing behind {tokens[^1].Text}."
            : $"Something is wrong at character {at + 1}, near “{text[at..Math.Min(text.Length, at + 12)].TrimEnd()}”. "
                + "Put text into single quotes, and && or || between what belongs together.";
    }

    /// <summary>Why values do not go with what is done with them: "Error: invalid-type, function join expects …".</summary>
    public static string OfValues(Exception fault) => Said(fault);

    static string Said(Exception fault) =>
        Prefix().Replace(fault.Message, "").Trim() is { Length: > 0 } said ? $"{said.TrimEnd('.')}."
            : "its values do not go together.";

    [GeneratedRegex(@"^Error\([0-9]+, (?<at>[0-9]+)\): syntax", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Syntax();

    [GeneratedRegex(@"^Error(\([0-9, ]+\))?: ([a-z-]+, )?", RegexOptions.NonBacktracking)]
    private static partial Regex Prefix();
}
