namespace Bot.Incidents;

/// <summary>Ends what people wrote, who end it or do not, so that another sentence can follow.</summary>
public static class Sentence
{
    const string Ends = ".!?…:;。！？";

    /// <summary>"Reverted the revert." whether they typed the stop or not.</summary>
    public static string Ended(string text) => IsEnded(text) ? text.TrimEnd() : $"{text.TrimEnd()}.";

    /// <summary>"“It is back.”", "“it is back”.": what ends inside its quotes needs no stop behind them.</summary>
    public static string Quoted(string text) => $"“{text}”{(IsEnded(text) ? "" : ".")}";

    /// <summary>One sentence after the other; words that do not end lead to what follows.</summary>
    public static string Joined(string before, string quoted) => IsEnded(before) ? $"{before} {quoted}" : $"{before}: {quoted}";

    static bool IsEnded(string text) =>
        text.TrimEnd().TrimEnd('”', ')', '*') is { Length: > 0 } words && Ends.Contains(words[^1]);
}
