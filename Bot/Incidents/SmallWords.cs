using System.Text.RegularExpressions;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>Words that stand between a verb and what it is about, or beside it, and say nothing of their own.</summary>
static partial class SmallWords
{
    /// <summary>"to @ben", "= fixing", "→ critical" without their first word; every other text as it is.</summary>
    public static string Off(string text) =>
        Joining().Match(PlainSigns.Of(text)) is { Success: true } match ? text[match.Length..] : text;

    /// <summary>", he knows it" and "— he knows it" as "he knows it": what ended the words before says nothing.</summary>
    public static string Behind(string text) => text[Ending().Match(PlainSigns.Of(text)).Length..].Trim();

    /// <summary>"ben," as "ben".</summary>
    public static string Ended(string word) => PlainSigns.Of(word).TrimEnd(',', '.', ';', ':', '!', '?', ')', '"', '\'');

    /// <summary>"INC-1—fixing" as "INC-1 — fixing": a long dash parts words without spaces as well.</summary>
    public static string Apart(string text) => LongDash().Replace(text, "$1 — ");

    /// <summary>"please", "it now" and nothing at all.</summary>
    public static bool AreAll(string text) => text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .All(word => Polite.Contains(PlainSigns.Of(word).TrimEnd('.', '!', '?')));

    /// <summary>"of the month", "is empty": a word before it was the beginning of a name.</summary>
    public static bool GoOnWithName(string text) => Naming.Contains(
        text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("").ToLowerInvariant());

    static readonly HashSet<string> Polite = ["please", "pls", "now", "thanks", "it", "this", "that", "over", "incident", "one"];

    static readonly HashSet<string> Naming =
        ["of", "is", "are", "was", "were", "has", "have", "had", "isn't", "aren't", "for", "rate", "fails", "failed"];

    [GeneratedRegex(@"^\s*(?:(?:(?:over\s+)?to|is|as|into|=|:|-+)\s+|(?:-+>|→|=>)\s*)(?=\S)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Joining();

    [GeneratedRegex("""^[,.;:!?)\]"']*(?:\s*-+(?=\s))?(?=\s|$)""", RegexOptions.None, 1000)]
    private static partial Regex Ending();

    [GeneratedRegex("^([\\w#(\\[-]*\\w)[—―](?=[^\\s>])", RegexOptions.None, 1000)]
    private static partial Regex LongDash();
}
