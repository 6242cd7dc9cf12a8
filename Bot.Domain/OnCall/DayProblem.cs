using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Domain.OnCall;

/// <summary>What is wrong with a day as somebody typed it, as the end of a sentence that begins with it.</summary>
static partial class DayProblem
{
    const string NoYear = "has no year. Write one day a line, such as 2026-12-25 Christmas Day.";

    /// <summary>Null where a line begins with nothing like a date.</summary>
    public static string? Of(string line)
    {
        if (YearFirst().Match(line) is { Success: true } iso)
            return NoSuch(Part(iso, "y"), Part(iso, "m"), Part(iso, "d"));
        if (Named().Match(line) is { Success: true } named)
            return named.Groups["y"].Success
                ? NoSuch(Part(named, "y"), MonthOf(named.Groups["m"].Value), Part(named, "d")) : NoYear;
        if (Numbers().Match(line) is not { Success: true } numbers) return null;
        var (one, other) = (Part(numbers, "one"), Part(numbers, "other"));
        if (!numbers.Groups["y"].Success) return NoYear;
        if (numbers.Groups["y"].Length == 2)
            return "has a year of two digits. Write all four, such as 2026-12-25 Christmas Day.";
        var year = Part(numbers, "y");
        var isPoint = numbers.Groups["sign"].Value == ".";
        if (one is > 0 and <= 12 && other is > 0 and <= 12 && year > 0 && !isPoint)
            return $"could be {one} {Name(other)} or {other} {Name(one)}. "
                + $"Write {Text(year, other, one)} or {Text(year, one, other)}.";
        return isPoint || one > 12 ? NoSuch(year, other, one) : NoSuch(year, one, other);
    }

    static string? NoSuch(int year, int month, int day) =>
        year == 0 ? null
        : month is 0 or > 12 ? $"is no day: there is no month {month}."
        : day == 0 || day > DateTime.DaysInMonth(year, month) ? $"is no day: {Name(month)} {year} has no {Ordinal(day)}."
        : null;

    static string Ordinal(int day) => (day % 10) switch { 1 => $"{day}st", 2 => $"{day}nd", 3 => $"{day}rd", _ => $"{day}th" };

    static string Name(int month) => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);

    static int MonthOf(string name) => Array.FindIndex(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames,
        month => month.Length > 0 && name.StartsWith(month, StringComparison.OrdinalIgnoreCase)) + 1;

    static string Text(int year, int month, int day) =>
        string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}");

    static int Part(Match match, string name) => int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);

    const string Begin = "^(?:[-*•] +)?" + TypedDays.Weekday;

    [GeneratedRegex(Begin + "(?<y>[0-9]{4})[-/.]?(?<m>[0-9]{1,2})[-/.]?(?<d>[0-9]{1,2})(?![0-9])", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex YearFirst();

    [GeneratedRegex(Begin + "(?:(?<d>[0-9]{1,2})(?:st|nd|rd|th)?[. -]{0,2}(?<m>" + TypedDays.Month + @")|(?<m>" + TypedDays.Month
        + @")\.? (?<d>[0-9]{1,2})(?:st|nd|rd|th)?)(?![0-9])(?:[., -]{1,2}(?<y>[0-9]{4})(?![0-9]))?",
        RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(Begin + "(?<one>[0-9]{1,2})(?<sign>[-/.])(?<other>[0-9]{1,2})(?:\\k<sign>(?<y>[0-9]{4}|[0-9]{2}))?(?![0-9])",
        RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Numbers();
}
