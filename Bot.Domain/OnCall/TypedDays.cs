using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Domain.OnCall;

/// <summary>
/// A day, or the first and the last of several, at the beginning of a line as people and their tables write it. What could be
/// two days, such as 03/04/2027, is none.
/// </summary>
public sealed partial record TypedDays(DateOnly First, DateOnly Last, string Rest)
{
    /// <summary>How many days a line may take: a slip in a year is not to take all of it.</summary>
    const int Longest = 92;

    const string Several = "could be several days. Write one day a line, or the first and the last, such as "
        + "2026-12-24 – 2026-12-26 Shutdown; a name begins with a word.";

    const string InPart =
        "is off for a part of the day, and a list takes whole days. Leave the line out, or write no time in it.";

    static readonly char[] Separators = [' ', '\t', '\u00A0', ',', ';', ':', '|', '-', '–', '—'];

    static readonly string[] Forms =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "d.M.yyyy", "d MMM yyyy", "d MMMM yyyy", "MMM d yyyy", "MMMM d yyyy",
        "d-MMM-yyyy", "d-MMMM-yyyy",
    ];

    public static TypedDays? Read(string line) => Read(line, out _);

    /// <param name="line">The line.</param>
    /// <param name="problem">What follows the line in a sentence about it; null too where nothing like a date begins it.</param>
    public static TypedDays? Read(string line, out string? problem)
    {
        // A table's cell in quotes.
        if (line is ['"', ..] && line.IndexOf('"', 1) is > 0 and var close) line = line[1..close] + line[(close + 1)..];
        var plain = Plain(line);
        if (Beginning().Match(plain) is not { Success: true } match || Day(match.Groups["first"].Value) is not { } first)
        {
            problem = DayProblem.Of(plain);
            return null;
        }
        var (last, end) = Until(plain, match.Length, first);
        var days = last.DayNumber - first.DayNumber + 1;
        problem = days < 1 ? "ends before it begins."
            : days > Longest ? $"takes {days} days. One line takes at most {Longest}: write it in parts."
            : Clock().IsMatch(plain[end..]) ? InPart
            : GoesOn(plain[end..], last) ? Several : PartOfDay.In(plain[end..]) ? InPart : null;
        return problem is null ? new(first, last, Unquoted(line[end..].TrimStart(Separators))) : null;
    }

    static string Unquoted(string name) => name is ['"', .., '"'] ? name[1..^1].Trim() : name;

    /// <summary>"– 2026-03-13", or the day of the same month alone: "–13".</summary>
    static (DateOnly Last, int End) Until(string plain, int end, DateOnly first)
    {
        var rest = plain[end..];
        if (Until().Match(rest) is { Success: true } until && Day(until.Groups["last"].Value) is { } named)
            return (named, end + until.Length);
        return !Clock().IsMatch(rest) && UntilDay().Match(rest) is { Success: true } day
            && Number(day.Groups["day"]) is var number && number > first.Day
            && number <= DateTime.DaysInMonth(first.Year, first.Month)
            ? (new(first.Year, first.Month, number), end + day.Length) : (first, end);
    }

    /// <summary>
    /// Whether what follows begins with one more day, which as a part of a name would be lost; a number that cannot be a later
    /// day of the month, as in "2026-12-26 – 2. Weihnachtstag", begins a name, and so does the same day once more.
    /// </summary>
    static bool GoesOn(string rest, DateOnly last) =>
        More().Match(rest) is { Success: true } more && !IsSame(more.Groups["again"].Value, last)
        || MoreDay().Match(rest) is { Success: true } day && Number(day.Groups["day"]) is var number && number > last.Day
            && number <= 31;

    static bool IsSame(string dayAndMonth, DateOnly last) =>
        dayAndMonth.Length > 0 && Day($"{dayAndMonth.TrimEnd('.', ' ')} {last.Year}") == last;

    static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    static DateOnly? Day(string text)
    {
        text = Midnight().Replace(text, "");
        var plain = Spaces().Replace(
            Ordinal().Replace(text, "").Replace(',', ' ').Replace(". ", " ", StringComparison.Ordinal), " ");
        if (DateOnly.TryParseExact(plain, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        return Slashes().Match(plain) is { Success: true } match ? Slashed(match) : null;
    }

    // Which of the two is the month is known where only one can be.
    static DateOnly? Slashed(Match match)
    {
        var (one, other, year) = (Number(match.Groups[1]), Number(match.Groups[2]), Number(match.Groups[3]));
        var (day, month) = one > 12 ? (one, other) : other > 12 || one == other ? (other, one) : (0, 0);
        return day > 0 && month is > 0 and <= 12 && year > 0 && day <= DateTime.DaysInMonth(year, month)
            ? new(year, month, day) : null;
    }

    // As long as the line, so that what was found in it is cut off the line itself.
    static string Plain(string line) => string.Create(line.Length, line, (plain, typed) =>
    {
        for (var at = 0; at < plain.Length; at++)
            plain[at] = CharUnicodeInfo.GetDecimalDigitValue(typed[at]) is >= 0 and var digit ? (char)('0' + digit)
                : typed[at] is (>= '\u2010' and <= '\u2015') or '\u2212' or '－' ? '-'
                : typed[at] is '／' ? '/'
                : typed[at] is '～' or '〜' ? '~'
                : typed[at] is '⇒' or '➔' or '➡' or '⟶' ? '→'
                : char.IsWhiteSpace(typed[at]) ? ' ' : typed[at];
    });

    internal const string Month = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}";
    internal const string Weekday = @"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? +)?";

    const string OneDay =
        @"(?:[0-9]{4}(?<a>[-/.])[0-9]{1,2}\k<a>[0-9]{1,2}|[0-9]{8}|[0-9]{1,2}(?<b>[-./])[0-9]{1,2}\k<b>[0-9]{4}"
        + "|[0-9]{1,2}(?:st|nd|rd|th)?[. -] ?" + Month + "[., -] ?[0-9]{4}|" + Month
        + @"\.? [0-9]{1,2}(?:st|nd|rd|th)?,? [0-9]{4})"
        + "(?:[T ]00:00(?::00)?Z?)?(?![0-9])";

    [GeneratedRegex("^(?:[-*•] +)?" + Weekday + "(?<first>" + OneDay + ")", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Beginning();

    const string Arrow = @"-+>+|=*>+|→|~|…|\.\.+", Word = "to|until|till|through|thru|bis";

    [GeneratedRegex("^(?: *(?:-+|/|" + Arrow + ") *| +(?:" + Word + ") +)" + Weekday + "(?<last>" + OneDay + ")",
        RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Until();

    [GeneratedRegex("^(?:[-/]| *(?:" + Arrow + ") *| +(?:" + Word + ") +)(?<day>[0-9]{1,2})(?:st|nd|rd|th|[.])?(?=[ ,;:|]|$)"
        + "(?! *" + Month + @"\b)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex UntilDay();

    const string Joint = "(?: *[-,;&+/]+ *| *(?:" + Arrow + ") *| +(?:" + Word + "|and|und) +)";

    // A whole date; behind a sign or a word a day with its month; or what can only begin a last day, and is none.
    [GeneratedRegex("^(?: +" + OneDay + "|" + Joint + Weekday + "(?:" + OneDay + "|(?<again>[0-9]{1,2}"
        + "(?:st|nd|rd|th)?[. -]{1,2}" + Month + @"\b|" + Month + @"\.? [0-9]{1,2}(?:st|nd|rd|th)?(?![0-9:])))"
        + "|[-/][0-9]| *(?:" + Arrow + ") *[0-9]| +(?:" + Word + ") +[0-9])",
        RegexOptions.IgnoreCase, 1000)]
    private static partial Regex More();

    [GeneratedRegex("^(?: *[-,;&+/]+ *| +(?:and|und) +)" + Weekday + "(?<day>[0-9]{1,2})(?:st|nd|rd|th|[.])?"
        + @"(?=[ ,;:|&+-]|$)(?! +of\b)",
        RegexOptions.IgnoreCase, 1000)]
    private static partial Regex MoreDay();

    const string At = Word + "|from|after|before|at|ab|um";

    // "10:00", "until 14:30", "3 pm", "12 Uhr", "to noon": only a part of the day.
    [GeneratedRegex("^(?:(?:" + Joint + "| +(?:(?:" + At + ") +)?)(?:[0-9]{1,2}:[0-9]{2}"
        + @"|[0-9]{1,2}(?:[.:][0-9]{2})? *(?:[ap]\.?m|h|hrs?|uhr|noon|o.?clock)\b)| +(?:" + At
        + @") +(?:noon|midday|midnight)\b)",
        RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Clock();

    [GeneratedRegex("^([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})$", RegexOptions.NonBacktracking)]
    private static partial Regex Slashes();

    [GeneratedRegex("(?<=[0-9])(st|nd|rd|th)\\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Ordinal();

    [GeneratedRegex("[T ]00:00(:00)?Z?$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Midnight();

    [GeneratedRegex(" +", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
