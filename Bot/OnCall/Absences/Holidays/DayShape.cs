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
        var zone = IcalZones.Find(start.Zone) ?? (start.IsUtc ? Meant(entry.Calendar, start) : null);
        var (begins, ends) = (start.Wall(zone), End(entry, start, zone));
        if (entry.SaysAllDay) return Whole(IcalMoment.Nearest(begins), ends is { } end ? IcalMoment.Nearest(end) : null, zone);
        var first = DateOnly.FromDateTime(begins);
        if (begins.TimeOfDay > Begun) return None(Timed);
        // What begins at midnight and ends nowhere is meant as a day by whoever writes days off.
        if (ends is not { } last || last <= begins) return Whole(first, null, zone);
        return IsMidnight(last) && IcalMoment.Nearest(last) > first ? Whole(first, IcalMoment.Nearest(last), zone) : None(Timed);
    }

    // 23:59, 00:00:01 and a quarter to are what programs write that do not trust midnight.
    static readonly TimeSpan Begun = TimeSpan.FromMinutes(1), Ended = new(23, 45, 0);

    static bool IsMidnight(DateTime wall) => wall.TimeOfDay <= Begun || wall.TimeOfDay >= Ended;

    /// <summary>
    /// The zone in which an instant is a midnight: that of the calendar, Greenwich (null), or that of whoever reads the file.
    /// </summary>
    static TimeZoneInfo? Meant(IcalCalendar calendar, IcalMoment start)
    {
        TimeZoneInfo?[] zones = [calendar.ZoneInfo, null, calendar.Reader];
        var at = Array.FindIndex(zones, zone => start.Wall(zone).TimeOfDay == TimeSpan.Zero);
        return zones[Math.Max(0, at)];
    }

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
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Duration();
}
