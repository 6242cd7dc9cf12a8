using System.Globalization;
using System.Text.RegularExpressions;
using DevLab.JmesPath;
using DevLab.JmesPath.Expressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Bot.Alerts.Expressions;

/// <summary>
/// A JMESPath expression, or a template such as <c>{repository.name}/{job}</c> with expressions in its braces: checked before it
/// is parsed, and bounded in what it may make of a payload.
/// </summary>
public sealed partial class Expression
{
    /// <summary>Of all that an expression says together, in characters; and how many values that may be.</summary>
    public const int MostText = 64 * 1024, MostValues = 1000;

    static readonly JmesPath Library = new();

    readonly JmesPathExpression? whole;
    readonly IReadOnlyList<(string Text, Expression? Value)> parts = [];

    Expression(string text, JmesPathExpression whole) => (Text, this.whole) = (text, whole);

    Expression(string text, IReadOnlyList<(string Text, Expression? Value)> parts) => (Text, this.parts) = (text, parts);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>The expression, or null and one sentence that says where it is wrong and what to do.</summary>
    public static Expression? Parse(string text, out string? problem)
    {
        text = text.Trim();
        if (text.Length == 0) problem = "It is empty. Name a field of the payload, such as title.";
        else if (text.Length > Bounds.MostLength) problem = $"It is longer than {Bounds.MostLength:N0} characters. Ask for less.";
        else if (Path(text, out problem) is { } path) return path;
        else if (Template.Is(text)) return Template.Parts(text, out problem) is { } parts ? new(text, parts) : null;
        return null;
    }

    /// <summary>
    /// What it says of a payload: texts, numbers and yes or no as texts, of a list one after the other; nothing where it finds
    /// nothing. Throws <see cref="ExpressionException"/> where it cannot be worked out.
    /// </summary>
    public IReadOnlyList<string> Values(Payload payload)
    {
        if (whole is null) return Filled(payload) is { } text ? [text] : [];
        var (values, room) = (new List<string>(), MostText);
        Add(values, Asked(payload), ref room);
        return values;
    }

    /// <summary>The first of them.</summary>
    public string? Value(Payload payload) => Values(payload) is [var first, ..] ? first : null;

    /// <summary>What it finds, as documents of their own; of a list each.</summary>
    public IReadOnlyList<Payload> Parts(Payload payload) => whole is null ? [] : Asked(payload) switch
    {
        JArray list => [.. list.Where(one => one.Type != JTokenType.Null).Select(Payload.Of)],
        { Type: JTokenType.Null } => [],
        var one => [Payload.Of(one)],
    };

    /// <summary>A template with its values; null where none of them is there, as a text without them names nothing.</summary>
    string? Filled(Payload payload)
    {
        var filled = parts.Select(p => p.Value is null ? p.Text : string.Join(", ", p.Value.Values(payload))).ToList();
        return parts.Where((p, i) => p.Value is not null && filled[i].Length > 0).Any() ? string.Concat(filled).Trim() : null;
    }

    JToken Asked(Payload payload)
    {
        var root = payload.Root;
        try
        {
            return whole!.Transform(root).AsJToken();
        }
        catch (Exception e)
        {
            throw new ExpressionException($"{Text} cannot be worked out: {Faults.OfValues(e)}", e);
        }
    }

    static void Add(List<string> values, JToken found, ref int room)
    {
        if (found is JArray list)
        {
            foreach (var one in list) Add(values, one, ref room);
            return;
        }

        var text = found switch
        {
            JObject => found.ToString(Formatting.None),
            { Type: JTokenType.Null } => "",
            { Type: JTokenType.Boolean } => found.Value<bool>() ? "true" : "false",
            JValue { Value: IFormattable number } => number.ToString(null, CultureInfo.InvariantCulture),
            _ => $"{((JValue)found).Value}",
        };
        if (string.IsNullOrWhiteSpace(text)) return;
        if ((room -= text.Length) < 0 || values.Count == MostValues)
            throw new ExpressionException(
                $"It finds more than {MostValues:N0} values or {MostText / 1024} KB of text. Ask for less.");
        values.Add(text);
    }

    static Expression? Path(string text, out string? problem)
    {
        var (tokens, unknown) = Tokens.Of(text);
        problem = unknown ?? Bounds.Broken(tokens) ?? QuotedNames.Problem(tokens) ?? SilentMistakes.Problem(tokens);
        if (problem is not null) return null;
        try
        {
            return new(text, Library.Parse(text));
        }
        catch (Exception e)
        {
            problem = Faults.OfSyntax(e, text, tokens);
            return null;
        }
    }

    /// <summary>Text with expressions in braces; a brace itself is written twice.</summary>
    static partial class Template
    {
        const int MostParts = 20;

        /// <summary>Whether it is one, and no expression that makes an object: <c>{title: name}</c>.</summary>
        public static bool Is(string text) => text.Contains('{') && !Object().IsMatch(text);

        public static List<(string Text, Expression? Value)>? Parts(string text, out string? problem)
        {
            var (parts, at) = (new List<(string, Expression?)>(), 0);
            while (at < text.Length)
            {
                if (parts.Count >= MostParts) return No($"It has more than {MostParts} parts. Ask for less.", out problem);
                if (text[at] == '{' && !Twice(text, at))
                {
                    var end = End(text, at);
                    if (end < 0) return No($"The {{ at character {at + 1} is never closed.", out problem);
                    if (Path(text[(at + 1)..end].Trim(), out problem) is not { } value)
                        return No($"In the braces that begin at character {at + 1}: {problem}", out problem);
                    parts.Add((value.Text, value));
                    at = end + 1;
                }
                else
                {
                    var next = at;
                    while (next < text.Length && (text[next] != '{' || Twice(text, next))) next += Twice(text, next) ? 2 : 1;
                    parts.Add((Once(text[at..next]), null));
                    at = next;
                }
            }

            problem = null;
            return parts;
        }

        static string Once(string text) =>
            text.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);

        static bool Twice(string text, int at) => at + 1 < text.Length && text[at] is '{' or '}' && text[at] == text[at + 1];

        /// <summary>The brace that closes this one: braces may stand inside, and in quotes they mean nothing.</summary>
        static int End(string text, int opens)
        {
            var (depth, quote) = (0, '\0');
            for (var at = opens; at < text.Length; at++)
                if (quote != '\0')
                {
                    if (text[at] == '\\') at++;
                    else if (text[at] == quote) quote = '\0';
                }
                else if (text[at] is '\'' or '"' or '`') quote = text[at];
                else if (text[at] == '{') depth++;
                else if (text[at] == '}' && --depth == 0) return at;
            return -1;
        }

        static List<(string, Expression?)>? No(string why, out string? problem)
        {
            problem = why;
            return null;
        }

        [GeneratedRegex("""\{\s*([A-Za-z_][0-9A-Za-z_]*|"[^"]*")\s*:""", RegexOptions.NonBacktracking)]
        private static partial Regex Object();
    }
}
