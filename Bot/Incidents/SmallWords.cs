using System.Text.RegularExpressions;

namespace Bot.Incidents;

/// <summary>Words that stand between a verb and what it is about, or beside it, and say nothing of their own.</summary>
static partial class SmallWords
{
    /// <summary>"to @ben", "= fixing", "→ critical" without their first word; every other text as it is.</summary>
    public static string Off(string text) => Joining().Match(text) is { Success: true } match ? text[match.Length..] : text;

    /// <summary>"please", "it now" and nothing at all.</summary>
    public static bool AreAll(string text) => text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .All(word => Polite.Contains(word.TrimEnd('.', '!', '?')));

    /// <summary>"of the month", "is empty": a word before it was the beginning of a name.</summary>
    public static bool GoOnWithName(string text) => Naming.Contains(
        text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("").ToLowerInvariant());

    static readonly HashSet<string> Polite = ["please", "pls", "now", "thanks", "it", "this", "that", "over", "incident", "one"];

    static readonly HashSet<string> Naming =
        ["of", "is", "are", "was", "were", "has", "have", "had", "isn't", "aren't", "for", "rate", "fails", "failed"];

    [GeneratedRegex(@"^\s*(?:(?:(?:over\s+)?to|is|as|into|=|:)\s+|(?:->|→|=>)\s*)(?=\S)", RegexOptions.IgnoreCase)]
    private static partial Regex Joining();
}
