using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.OnCall.Absences.Holidays;

/// <summary>Which days an event takes, whole; or why it takes none.</summary>
readonly partial record struct DayShape(DateOnly First, int Days, TimeZoneInfo? Zone, string? Problem)
{
    public const string NoDate = "without a date that can be read", Timed = "at a time of day", Long = "longer than a year";
    const int Longest = 366;

    static DayShape None(string problem) => new(default, 0, null, problem);

    public static DayShape Of(IcalEntry entry)
    {
        if (IcalMoment.Read(entry["DTSTART"]) is not { } start) return None(NoDate);
        if (start.IsDate) return Whole(start.Day, Nearest(entry, start, null), null);
        var zone = IcalZones.Find(start.Zone) ?? (start.IsUtc ? entry.Calendar.ZoneInfo : null);
        var (begins, ends) = (start.Wall(zone), End(entry, start, zone));
        if (entry.SaysAllDay) return Whole(IcalMoment.Nearest(begins), ends is { } end ? IcalMoment.Nearest(end) : null, zone);
        // Written as midnight of Greenwich in a calendar that lives elsewhere.
        if (start.IsUtc && begins.TimeOfDay != TimeSpan.Zero)
            (zone, begins, ends) = (null, start.Wall(null), End(entry, start, null));
        return begins.TimeOfDay == TimeSpan.Zero && ends is { } last && last > begins && IsMidnight(last)
            ? Whole(DateOnly.FromDateTime(begins), IcalMoment.Nearest(last), zone)
            : None(Timed);
    }

    // 23:59 and 00:00:01 are what programs write that do not trust midnight.
    static bool IsMidnight(DateTime wall) =>
        wall.TimeOfDay < TimeSpan.FromMinutes(1) || wall.TimeOfDay >= new TimeSpan(23, 59, 0);

    /// <param name="until">The day after the last; where it is not after the first, one day is meant.</param>
    static DayShape Whole(DateOnly start, DateOnly? until, TimeZoneInfo? zone)
    {
        var days = Math.Max(1, (until?.DayNumber ?? 0) - start.DayNumber);
        return days > Longest ? None(Long) : new(start, days, zone, null);
    }

    static DateOnly? Nearest(IcalEntry entry, IcalMoment start, TimeZoneInfo? zone) =>
        End(entry, start, zone) is { } end ? IcalMoment.Nearest(end) : null;

    static DateTime? End(IcalEntry entry, IcalMoment start, TimeZoneInfo? zone)
    {
        if (IcalMoment.Read(entry["DTEND"]) is { } end) return end.Wall(zone);
        if (Length(entry["DURATION"]?.Value) is not { } length) return null;
        var begins = start.Wall(zone);
        return length < DateTime.MaxValue - begins ? begins + length : DateTime.MaxValue;
    }

    static TimeSpan? Length(string? text)
    {
        if (text is null || Duration().Match(text.Trim()) is not { Success: true } match) return null;
        int Part(string name) => match.Groups[name].Success
            ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;
        return TimeSpan.FromDays(7 * Part("W") + Part("D")) + TimeSpan.FromSeconds(3600 * Part("H") + 60 * Part("M") + Part("S"));
    }

    [GeneratedRegex(
        "^[+]?P(?:(?<W>[0-9]{1,5})W)?(?:(?<D>[0-9]{1,5})D)?"
        + "(?:T(?:(?<H>[0-9]{1,5})H)?(?:(?<M>[0-9]{1,5})M)?(?:(?<S>[0-9]{1,5})S)?)?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Duration();
}
