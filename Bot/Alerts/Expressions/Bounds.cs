using System.Globalization;
using Bot.Alerts.Json;

namespace Bot.Alerts.Expressions;

/// <summary>
/// What an expression may ask for at most, held against its tokens before it is parsed: the library that works expressions out
/// cannot be stopped once it runs. What makes more of a payload than is in it, such as lists of lists of it, is multiplied out.
/// </summary>
sealed class Bounds
{
    public const int MostLength = 1000;

    /// <summary>So many times what is in the payload may be in a result.</summary>
    const int MostGrowth = 16;
    const int MostTokens = 200, MostDepth = 12, MostSteps = 30, MostProjections = 6, MostTexts = 3, MostText = 100,
        MostNumber = 9999;

    // Those of JMESPath, and of the newer ones what makes no more of what it is given.
    static readonly string[] Functions =
    [
        "abs", "avg", "ceil", "contains", "ends_with", "floor", "join", "keys", "length", "lower", "map", "max", "max_by",
        "merge", "min", "min_by", "not_null", "reverse", "sort", "sort_by", "starts_with", "sum", "to_array", "to_number",
        "to_string", "trim", "type", "upper", "values",
    ];

    static readonly string[] Alternatives = ["||", "&&", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%"];

    readonly List<Token> tokens;
    int at;

    Bounds(List<Token> tokens) => this.tokens = tokens;

    /// <summary>The sentence that says what is too much, or null.</summary>
    public static string? Broken(List<Token> tokens) =>
        Counted(tokens) ?? Brackets(tokens) ?? Enumerable.Range(0, tokens.Count).Select(i => Single(tokens, i))
            .FirstOrDefault(problem => problem is not null) ?? Grows(tokens);

    static string? Counted(List<Token> tokens)
    {
        if (tokens.Count > MostTokens) return "It is too long to be worked out for each alert. Ask for less.";
        if (tokens.Count(t => t.Is(".", "[", "|")) > MostSteps) return $"It takes more than {MostSteps} steps. Ask for less.";
        if (tokens.Where((t, i) => IsProjection(tokens, i)).Count() > MostProjections)
            return $"It goes through more than {MostProjections} lists. Ask for less.";
        return tokens.Count(t => t.Text == "to_string") > MostTexts
            ? $"It uses to_string more than {MostTexts} times. Ask for less." : null;
    }

    static bool IsProjection(List<Token> tokens, int i) => tokens[i].Is("[?", "[]", "*")
        || tokens[i].Is(":") && i > 0 && (tokens[i - 1].Is("[") || tokens[i - 1].Kind == TokenKind.Number);

    static string? Brackets(List<Token> tokens)
    {
        var open = new Stack<Token>();
        foreach (var token in tokens)
            if (token.Is("(", "[", "[?", "{"))
            {
                open.Push(token);
                if (open.Count > MostDepth)
                    return $"More than {MostDepth} brackets are inside of each other {token.Where}. Ask for less.";
            }
            else if (token.Is(")", "]", "}") && (!open.TryPop(out var begins) || Closing(begins) != token.Text))
            {
                return $"The {token.Text} {token.Where} closes nothing.";
            }

        return open.TryPeek(out var left) ? $"The {left.Text} {left.Where} is never closed." : null;
    }

    static string Closing(Token begins) => begins.Text switch { "(" => ")", "{" => "}", _ => "]" };

    static string? Single(List<Token> tokens, int i)
    {
        var (token, next) = (tokens[i], i + 1 < tokens.Count ? tokens[i + 1] : null);
        return token.Kind switch
        {
            TokenKind.Name when next?.Is("(") == true => Call(tokens, i),
            TokenKind.RawText or TokenKind.Literal when token.Text.Length > MostText + 2 =>
                $"The text {token.Where} is longer than {MostText} characters.",
            TokenKind.Literal when !StrictJson.TryRead(token.Text[1..^1], out _) =>
                $"{token.Text} {token.Where} is no JSON. Write text as '{token.Text[1..^1].Trim()}'.",
            TokenKind.Number when token.Text.Length > 6 || Number(token) > MostNumber =>
                $"The number {token.Where} is larger than {MostNumber}. Compare with it as `{token.Text}`.",
            _ => null,
        };
    }

    static int Number(Token token) => Math.Abs(int.Parse(token.Text, CultureInfo.InvariantCulture));

    static string? Call(List<Token> tokens, int i) => tokens[i] switch
    {
        { Text: var name } call when !Functions.Contains(name) =>
            $"There is no function {name} here ({call.Where}). docs/alerts.md of the bot lists those there are.",
        // What is put between, again and again, is no part of the payload, which may be long.
        { Text: "join" } call when !(i + 2 < tokens.Count && tokens[i + 2].Kind is TokenKind.RawText or TokenKind.Literal) =>
            $"join {call.Where} begins with what it puts between, as text: join('/', [a, b]).",
        { Text: "trim" } call when HasSecond(tokens, i + 1) => $"trim {call.Where} takes one value.",
        _ => null,
    };

    static bool HasSecond(List<Token> tokens, int opens)
    {
        var depth = 0;
        foreach (var token in tokens.Skip(opens))
            if (token.Is("(", "[", "[?", "{")) depth++;
            else if (token.Is(")", "]", "}") && --depth == 0) return false;
            else if (depth == 1 && token.Is(",")) return true;
        return false;
    }

    static string? Grows(List<Token> tokens)
    {
        var bounds = new Bounds(tokens);
        var growth = bounds.Level();
        return bounds.at < tokens.Count ? $"The {tokens[bounds.at].Text} {tokens[bounds.at].Where} parts nothing."
            : growth > MostGrowth ? $"It would make more than {MostGrowth} times what it is given. Ask for less." : null;
    }

    /// <summary>
    /// Up to the bracket or comma that ends it: how many times what it is given may be in what it makes. What follows multiplies
    /// what stands in front; of alternatives there is one.
    /// </summary>
    long Level()
    {
        var (all, most, chain) = (1L, 1L, 1L);
        for (; at < tokens.Count; at++)
        {
            var token = tokens[at];
            if (token.Is(")", "]", "}", ",")) break;
            if (token.Is("(", "[", "[?", "{")) chain = Times(chain, Group(token));
            else if (token.Kind == TokenKind.Literal) chain = Times(chain, 1 + token.Text.Count(c => c is ',' or '[' or '{'));
            else if (token.Is("|")) (all, most, chain) = (Times(all, Math.Max(most, chain)), 1, 1);
            else if (token.Is(Alternatives)) (most, chain) = (Math.Max(most, chain), 1);
        }

        return Times(all, Math.Max(most, chain));
    }

    /// <summary>
    /// What stands in brackets: of a list, all of its entries; what an ampersand begins is done with each of the others.
    /// </summary>
    long Group(Token begins)
    {
        var (sum, each) = (0L, 1L);
        do
        {
            at++;
            if (at < tokens.Count && tokens[at].Is("&")) each = Times(each, Level());
            else sum = Math.Min(long.MaxValue / 2, sum + Level());
        }
        while (at < tokens.Count && tokens[at].Is(","));
        return Times(Math.Max(sum, 1), each);
    }

    static long Times(long one, long other) => Math.Min(1_000_000, one) * Math.Min(1_000_000, other);
}
