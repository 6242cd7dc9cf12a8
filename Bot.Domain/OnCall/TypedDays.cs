using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Domain.OnCall;

/// <summary>
/// A day, or the first and the last of several, at the beginning of a line as people and their tables write it. What could be
/// two days, such as 03/04/2027, is none.
/// </summary>
public sealed partial record TypedDays(DateOnly First, DateOnly Last, string Rest)
{
    /// <summary>How long a line may be off on end: a slip in a year is not to take all of it.</summary>
    const int Longest = 92;

    static readonly string[] Forms =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "d.M.yyyy", "d MMM yyyy", "d MMMM yyyy", "MMM d yyyy", "MMMM d yyyy",
        "d-MMM-yyyy", "d-MMMM-yyyy",
    ];

    public static TypedDays? Read(string line)
    {
        var plain = Plain(line);
        if (Beginning().Match(plain) is not { Success: true } match || Day(match.Groups["first"].Value) is not { } first)
            return null;
        var (last, end) = (first, match.Length);
        if (Until().Match(plain[end..]) is { Success: true } until && Day(until.Groups["last"].Value) is { } named)
            (last, end) = (named, end + until.Length);
        return last < first || last.DayNumber - first.DayNumber > Longest ? null
            : new(first, last, line[end..].TrimStart(' ', '\t', '\u00A0', ',', ';', ':', '|', '-', '–', '—'));
    }

    static DateOnly? Day(string text)
    {
        text = text.Split('T', 't') is [var date, ['0', ..]] ? date : text;
        var plain = Spaces().Replace(
            Ordinal().Replace(text, "").Replace(',', ' ').Replace(". ", " ", StringComparison.Ordinal), " ");
        if (DateOnly.TryParseExact(plain, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        return Slashes().Match(plain) is { Success: true } match ? Slashed(match) : null;
    }

    // Which of the two is the month is known where only one can be.
    static DateOnly? Slashed(Match match)
    {
        int Part(int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
        var (one, other, year) = (Part(1), Part(2), Part(3));
        var (day, month) = one > 12 ? (one, other) : other > 12 || one == other ? (other, one) : (0, 0);
        return day is > 0 and <= 31 && month is > 0 and <= 12 && day <= DateTime.DaysInMonth(year, month) ? new(year, month, day)
            : null;
    }

    // As long as the line, so that what was found in it is cut off the line itself.
    static string Plain(string line) => string.Create(line.Length, line, (plain, typed) =>
    {
        for (var at = 0; at < plain.Length; at++)
            plain[at] = CharUnicodeInfo.GetDecimalDigitValue(typed[at]) is >= 0 and var digit ? (char)('0' + digit)
                : typed[at] is (>= '\u2010' and <= '\u2015') or '\u2212' or '－' ? '-'
                : typed[at] is '／' ? '/'
                : char.IsWhiteSpace(typed[at]) ? ' ' : typed[at];
    });

    const string Month = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}";
    const string Weekday = @"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? +)?";

    const string OneDay = @"(?:[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{8}|[0-9]{1,2}([./])[0-9]{1,2}\2[0-9]{4}"
        + "|[0-9]{1,2}(?:st|nd|rd|th)?[. -] ?" + Month + "[., -] ?[0-9]{4}|" + Month
        + @"\.? [0-9]{1,2}(?:st|nd|rd|th)?,? [0-9]{4})"
        + "(?:T00:00(?::00)?Z?)?(?![0-9])";

    [GeneratedRegex("^(?:[-*•] +)?" + Weekday + "(?<first>" + OneDay + ")", RegexOptions.IgnoreCase)]
    private static partial Regex Beginning();

    [GeneratedRegex(
        @"^(?: *-+ *| *\.\.+ *| +to +| +until +| +through +|/)" + Weekday + "(?<last>" + OneDay + ")", RegexOptions.IgnoreCase)]
    private static partial Regex Until();

    [GeneratedRegex("^([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})$")]
    private static partial Regex Slashes();

    [GeneratedRegex("(?<=[0-9])(st|nd|rd|th)\\b", RegexOptions.IgnoreCase)]
    private static partial Regex Ordinal();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
