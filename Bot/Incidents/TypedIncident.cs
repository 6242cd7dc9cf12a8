using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>
/// An incident where it is typed: 12, #12, INC-12, inc 12, (INC-12) and #inc-12-orders-are-late are all incident 12.
/// </summary>
static partial class TypedIncident
{
    /// <summary>The incident that a text begins with.</summary>
    /// <param name="Number">Its number; of more digits than any has, <see cref="long.MaxValue"/>.</param>
    /// <param name="IsBare">Digits alone, which can count something else.</param>
    /// <param name="IsSetOff">A colon stands behind.</param>
    /// <param name="Behind">The words behind it.</param>
    public sealed record Found(long Number, bool IsBare, bool IsSetOff, string Behind)
    {
        public bool IsAlone => Behind.Length == 0;
    }

    public static Found? Begins(string text)
    {
        text = SmallWords.Apart(text.Trim());
        var match = Beginning().Match(PlainSigns.Of(text));
        return match.Success
            ? new(
                Number(match),
                !match.Groups["sign"].Success,
                match.Groups["off"].Value.StartsWith(':'),
                text.Substring(match.Groups["behind"].Index, match.Groups["behind"].Length).Trim())
            : null;
    }

    /// <summary>The first of several: of "1, 2", "INC-1 and INC-2", and nothing else.</summary>
    public static long? FirstOfSeveral(string text) =>
        Several().Match(PlainSigns.Of(text)) is { Success: true } match ? Number(match) : null;

    static long Number(Match match) =>
        long.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : long.MaxValue;

    [GeneratedRegex(
        """^(?<open>["'(\[{<*_`]+)?(?:(?<sign>#?inc(?: ?[-_] ?| )?)(?<number>[0-9]+)(?:-[\w-]*)?|(?<sign>#)?(?<number>[0-9]+))"""
            + """(?(open)[.,:;!?]*["')\]}>*_`]+)(?<off>[:,.;!?]*)(?:\s+(?:-+\s+)?(?<behind>.*))?$""",
        RegexOptions.IgnoreCase | RegexOptions.Singleline, 1000)]
    private static partial Regex Beginning();

    [GeneratedRegex(
        @"^(?:#?inc[-_ ]?|#)?(?<number>[0-9]+)(?:(?:\s*(?:,|;|&|\+|\band\b)\s*(?:#?inc[-_ ]?|#)?[0-9]+)+"
            + @"|(?:\s*(?:,|;|&|\+|\band\b|\s)\s*(?:#?inc[-_ ]?|#)?[0-9]+)+\s+into\s+(?:#?inc[-_ ]?|#)?[0-9]+)$",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Several();
}
