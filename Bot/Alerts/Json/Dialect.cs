using System.Text.RegularExpressions;

namespace Bot.Alerts.Json;

/// <summary>How a document that is no JSON writes its keys, told by its first one.</summary>
/// <param name="IsBare">Without quotes, as JavaScript and Ruby do: {title: "x"}, {:title=>"x"}.</param>
/// <param name="HasArrows">With Ruby's arrow behind them.</param>
sealed partial record Dialect(bool IsBare, bool HasArrows)
{
    const string Double = "“”„‟", Single = "‘’‚‛";

    public static Dialect Of(string text) => FirstKey().Match(text) is { Success: true } key
        ? new(key.Groups["bare"].Success, key.Groups["arrow"].Success) : new(false, false);

    /// <summary>With straight quotes, each in the place of a curly one, where the first key stands in curly ones.</summary>
    public static string Straight(string text) => !FirstCurly().IsMatch(text) ? text
        : string.Create(text.Length, text, (to, from) =>
        {
            var isDouble = Double.Contains(from[from.AsSpan().IndexOfAny(Double + Single)]);
            for (var at = 0; at < to.Length; at++)
                to[at] = isDouble && Double.Contains(from[at]) ? '"' : !isDouble && Single.Contains(from[at]) ? '\'' : from[at];
        });

    [GeneratedRegex("""^[\s\[(]*\{\s*(?:(?<bare>:?[A-Za-z_][A-Za-z0-9_.-]*)|"[^"\r\n]+"|'[^'\r\n]+')\s*(?:(?<arrow>=>)|:)""",
        RegexOptions.NonBacktracking)]
    private static partial Regex FirstKey();

    [GeneratedRegex(@"^[\s\[(]*\{\s*[" + Double + Single + "]", RegexOptions.NonBacktracking)]
    private static partial Regex FirstCurly();
}
