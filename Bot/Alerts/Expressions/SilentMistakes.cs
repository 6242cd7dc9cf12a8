using System.Globalization;

namespace Bot.Alerts.Expressions;

/// <summary>
/// What is taken as an expression and works out to something else than its writer means, without a word: names with a dash,
/// true and false without the signs of a value, and numbers compared as texts.
/// </summary>
static class SilentMistakes
{
    static readonly string[] Comparing = ["==", "!=", "<", "<=", ">", ">="], Ordering = ["<", "<=", ">", ">="],
        Values = ["true", "false", "null"];

    /// <summary>The sentence about the first of them, or null.</summary>
    public static string? Problem(List<Token> tokens) =>
        Enumerable.Range(0, tokens.Count).Select(i => Dash(tokens, i) ?? Value(tokens, i) ?? Order(tokens, i))
            .FirstOrDefault(problem => problem is not null);

    /// <summary>"git-branch" without a space is a name, and would be one field less another.</summary>
    static string? Dash(List<Token> tokens, int i)
    {
        if (!tokens[i].Is("-") || i == 0 || i + 1 == tokens.Count) return null;
        var (before, after) = (tokens[i - 1], tokens[i + 1]);
        var isOne = before.Kind == TokenKind.Name && after.Kind == TokenKind.Name
            && before.At + before.Text.Length == tokens[i].At && after.At == tokens[i].At + 1;
        return !isOne ? null
            : $"{before.Text}-{after.Text} {before.Where} is read as {before.Text} less {after.Text}. "
                + $"Write \"{before.Text}-{after.Text}\" for the field.";
    }

    static string? Value(List<Token> tokens, int i)
    {
        var (before, after) = (i > 0 ? tokens[i - 1] : null, i + 1 < tokens.Count ? tokens[i + 1] : null);
        var isValue = tokens[i].Kind == TokenKind.Name && Values.Contains(tokens[i].Text)
            && after?.Is(".", "[", "(", ":") != true && before?.Is(".") != true
            && (before?.Is(Comparing) == true || after?.Is(Comparing) == true);
        return !isValue ? null
            : $"{tokens[i].Text} {tokens[i].Where} names a field. Write `{tokens[i].Text}` for the value.";
    }

    static string? Order(List<Token> tokens, int i)
    {
        if (!tokens[i].Is(Ordering) || i == 0 || i + 1 == tokens.Count) return null;
        var (before, after) = (tokens[i - 1], tokens[i + 1]);
        // Times are written so that their letters tell which is later.
        if (IsNumber(before) || IsNumber(after))
            return $"The {tokens[i].Text} {tokens[i].Where} compares with a text, by its letters. Write the number as `10`, and "
                + "to_number(…) around a field that holds it as text.";
        return after.Kind == TokenKind.Literal && IsText(tokens, First(tokens, i - 1))
            || before.Kind == TokenKind.Literal && IsText(tokens, i + 1)
            ? $"The {tokens[i].Text} {tokens[i].Where} compares what stands under alert, which is all text. Write to_number(…) "
                + "around it." : null;
    }

    static bool IsNumber(Token token) => token.Kind == TokenKind.RawText
        && double.TryParse(token.Text[1..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>Where the path begins that ends here.</summary>
    static int First(List<Token> tokens, int end)
    {
        while (end > 1 && tokens[end].Kind is TokenKind.Name or TokenKind.QuotedName && tokens[end - 1].Is(".")) end -= 2;
        return end;
    }

    static bool IsText(List<Token> tokens, int first) =>
        tokens[first] is { Kind: TokenKind.Name, Text: "alert" } && first + 1 < tokens.Count && tokens[first + 1].Is(".")
        && (first == 0 || !tokens[first - 1].Is("."));
}
