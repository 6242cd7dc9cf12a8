using System.Text.RegularExpressions;

namespace Bot.Alerts.Expressions;

/// <summary>
/// Text in double quotes: they name a field, so that <c>env == "prod"</c> compares with a field that is not there and is silently
/// false.
/// </summary>
static partial class QuotedNames
{
    // Who quotes a name with a dash or a space may well mean the field; these compare texts.
    static readonly string[] Comparing = ["==", "!=", "<", "<=", ">", ">="],
        Joining = ["||", "&&", ",", "(", ")", "]", "}", "!", "|"],
        OfTexts = ["contains", "starts_with", "ends_with", "join"];

    /// <summary>The sentence about the first that is meant as text, or null.</summary>
    public static string? Problem(List<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
            if (tokens[i].Kind == TokenKind.QuotedName && IsText(tokens, i))
            {
                var (name, text) = (tokens[i].Text, tokens[i].Text[1..^1]);
                return $"{name} {tokens[i].Where} names a field, as all in double quotes does. Write '{text}' for the text"
                    + (NeedsQuotes(tokens[i]) ? $", or @.{name} where the field is meant." : $", or {text} for the field.");
            }

        return null;
    }

    static bool IsText(List<Token> tokens, int i)
    {
        var (before, after) = (i > 0 ? tokens[i - 1] : null, i + 1 < tokens.Count ? tokens[i + 1] : null);
        // A path through it, or what a hash is to call something.
        if (before?.Is(".") == true || after?.Is(".", "[", "[?", "[]", ":", "(") == true || before is null && after is null)
            return false;
        return before?.Is(Comparing) == true || after?.Is(Comparing) == true
            || !NeedsQuotes(tokens[i]) && (before is null || before.Is(Joining)) && (after is null || after.Is(Joining))
            || IsArgumentOfTexts(tokens, i);
    }

    static bool IsArgumentOfTexts(List<Token> tokens, int i)
    {
        var depth = 0;
        for (var at = i - 1; at > 0; at--)
            if (tokens[at].Is(")", "]", "}")) depth++;
            else if (tokens[at].Is("(", "[", "[?", "{") && depth-- == 0)
                return tokens[at].Is("(") && OfTexts.Contains(tokens[at - 1].Text);
        return false;
    }

    static bool NeedsQuotes(Token token) => !Plain().IsMatch(token.Text);

    [GeneratedRegex("""^"[A-Za-z_][0-9A-Za-z_]*"$""", RegexOptions.NonBacktracking)]
    private static partial Regex Plain();
}
