namespace Bot.Alerts.Expressions;

enum TokenKind
{
    Space,
    Name,
    QuotedName,
    RawText,
    Literal,
    Number,
    Sign,
}

/// <summary>A word or sign of an expression, and where it begins.</summary>
sealed record Token(TokenKind Kind, string Text, int At)
{
    /// <summary>Where it stands, as people count.</summary>
    public string Where => $"at character {At + 1}";

    public bool Is(params ReadOnlySpan<string> signs) => Kind == TokenKind.Sign && signs.Contains(Text);
}

/// <summary>Takes expressions apart, so that what is in them is known before anything parses them.</summary>
static class Tokens
{
    static readonly string[] Pairs = ["[?", "[]", "&&", "||", "==", "!=", "<=", ">="];
    const string Signs = "[](){}.,:|&!<>@*=+-/%";

    /// <summary>All tokens, or the sentence that says where something is none.</summary>
    public static (List<Token> Tokens, string? Problem) Of(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            if (Next(text, at) is not var (kind, length)) return (tokens, Unknown(text, at));
            if (kind != TokenKind.Space) tokens.Add(new(kind, text.Substring(at, length), at));
            at += length;
        }

        return (tokens, null);
    }

    static (TokenKind Kind, int Length)? Next(string text, int at)
    {
        var rest = text.AsSpan(at);
        return rest[0] switch
        {
            ' ' or '\t' or '\r' or '\n' => (TokenKind.Space, 1),
            '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => (TokenKind.Name, While(rest, IsOfName)),
            >= '0' and <= '9' => (TokenKind.Number, While(rest, char.IsAsciiDigit)),
            '-' when rest.Length > 1 && char.IsAsciiDigit(rest[1]) => (TokenKind.Number, 1 + While(rest[1..], char.IsAsciiDigit)),
            '"' => Quoted(rest, TokenKind.QuotedName),
            '\'' => Quoted(rest, TokenKind.RawText),
            // How a ` is written inside, parsers do not agree on.
            '`' => rest[1..].IndexOf('`') is >= 0 and var end && rest[end] != '\\' ? (TokenKind.Literal, end + 2) : null,
            _ when Pairs.Contains(rest.Length > 1 ? rest[..2].ToString() : "") => (TokenKind.Sign, 2),
            _ => Signs.Contains(rest[0]) ? (TokenKind.Sign, 1) : null,
        };
    }

    static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    static int While(ReadOnlySpan<char> text, Func<char, bool> goesOn)
    {
        var length = 0;
        while (length < text.Length && goesOn(text[length])) length++;
        return length;
    }

    static (TokenKind Kind, int Length)? Quoted(ReadOnlySpan<char> text, TokenKind kind)
    {
        for (var at = 1; at < text.Length; at++)
            if (text[at] == '\\') at++;
            else if (text[at] == text[0]) return (kind, at + 1);
        return null;
    }

    static string Unknown(string text, int at)
    {
        var sign = char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? text.Substring(at, 2) : text[at].ToString();
        return sign switch
        {
            "'" or "\"" or "`" => $"The {sign} at character {at + 1} has no other that ends what it begins.",
            "$" => $"The $ at character {at + 1} is not known here: name what you need from @, the payload, on.",
            _ when char.IsLetter(sign, 0) =>
                $"“{sign}” at character {at + 1}: a name with other letters than a to z stands in double quotes, "
                    + "text in single ones.",
            _ => $"“{sign}” at character {at + 1} means nothing in an expression. Put text into single quotes: 'like this'.",
        };
    }
}
