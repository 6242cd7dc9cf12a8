using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Incidents;

/// <summary>An incident where it is typed: 12, #12, INC-12, inc 12 and #inc-12-orders-are-late are all incident 12.</summary>
static partial class TypedIncident
{
    /// <summary>The incident that a text begins with.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="IsBare">Digits alone, which can count something else.</param>
    /// <param name="IsSetOff">A colon stands behind.</param>
    /// <param name="Behind">The words behind it.</param>
    public sealed record Found(long Number, bool IsBare, bool IsSetOff, string Behind)
    {
        public bool IsAlone => Behind.Length == 0;
    }

    public static Found? Begins(string text)
    {
        var match = Beginning().Match(text.Trim());
        return match.Success
            ? new(
                long.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture),
                !match.Groups["sign"].Success,
                match.Groups["off"].Value.StartsWith(':'),
                match.Groups["behind"].Value.Trim())
            : null;
    }

    /// <summary>The first of several: of "1, 2", "INC-1 and INC-2", and nothing else.</summary>
    public static long? FirstOfSeveral(string text) => Several().Match(text) is { Success: true } match
        ? long.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)
        : null;

    [GeneratedRegex(
        @"^(?:(?<sign>#?inc[-_ ]?)(?<number>\d{1,9})(?:-[\w-]*)?|(?<sign>#)?(?<number>\d{1,9}))"
            + @"(?<off>[:,.;!?]*)(?:\s+(?<behind>.*))?$",
        RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Beginning();

    [GeneratedRegex(
        @"^(?:#?inc[-_ ]?|#)?(?<number>\d{1,9})"
            + @"(?:\s*(?:,|;|&|\+|\band\b)\s*(?:#?inc[-_ ]?|#)?\d{1,9})+$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Several();
}
