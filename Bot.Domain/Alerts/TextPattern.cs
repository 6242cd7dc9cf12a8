using System.Text.RegularExpressions;

namespace Bot.Domain.Alerts;

/// <summary>
/// A pattern that somebody wrote, found anywhere in a text without regard to case. It takes time in proportion to the text,
/// whatever it says: what would need more is refused when it is made.
/// </summary>
public sealed partial class TextPattern
{
    /// <summary>In characters.</summary>
    public const int Longest = 200;

    const int MostRepeats = 1000, LongestText = 4000;

    readonly Regex regex;

    TextPattern(Regex regex) => this.regex = regex;

    /// <summary>The pattern, or null and why it is none in one sentence.</summary>
    public static TextPattern? Of(string text, out string? problem)
    {
        problem = text.Trim().Length == 0 ? "Write a pattern, such as ^stg_."
            : text.Length > Longest ? $"A pattern has at most {Longest} characters."
            : Repeats(text) > MostRepeats ? $"A pattern may repeat something {MostRepeats} times at most."
            : null;
        if (problem is not null) return null;
        try
        {
            return new(new Regex(text, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            problem = "It is no pattern that can be used: look at its brackets, and use no look-ahead, look-behind or back "
                + "reference.";
            return null;
        }
    }

    /// <summary>Whether it is found in the text, of which the beginning is looked at.</summary>
    public bool IsIn(string text) => regex.IsMatch(text.AsSpan(0, Math.Min(text.Length, LongestText)));

    // One may stand in another, so that they multiply.
    static long Repeats(string text) => Counts().Matches(text)
        .Select(m => long.TryParse(m.Groups["most"].Value, out var most) ? Math.Clamp(most, 1, MostRepeats + 1) : MostRepeats + 1)
        .Aggregate(1L, (product, most) => Math.Min(product * most, MostRepeats + 1));

    [GeneratedRegex("""\{\s*(?:[0-9]*\s*,\s*)?(?<most>[0-9]+)\s*\}""", RegexOptions.NonBacktracking)]
    private static partial Regex Counts();
}
