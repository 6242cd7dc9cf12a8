namespace Bot.Domain.OnCall;

/// <summary>Which part of a shift is meant.</summary>
public enum CoverPart { WholeShift, Today, RestOfWeek, Other }

/// <summary>From a choice to hours. Days and weeks (from Monday) are those on the wall of the rotation's zone.</summary>
public static class CoverHours
{
    /// <summary>The choices that mean something for this shift, each another stretch of hours.</summary>
    public static IReadOnlyList<CoverPart> Offered(Shift shift, TimeZoneInfo zone, DateTimeOffset now)
    {
        var (today, week, whole) = (
            Of(CoverPart.Today, shift, zone, now), Of(CoverPart.RestOfWeek, shift, zone, now),
            Of(CoverPart.WholeShift, shift, zone, now));
        List<CoverPart> offered = [];
        if (today.Starts < today.Ends && today.Ends < whole.Ends) offered.Add(CoverPart.Today);
        if (week.Starts < week.Ends && week.Ends > today.Ends && week.Ends < whole.Ends) offered.Add(CoverPart.RestOfWeek);
        return [.. offered, CoverPart.WholeShift, CoverPart.Other];
    }

    /// <summary>
    /// What is left from now of that part; it is empty (it ends before it starts) when none of it is in the shift.
    /// </summary>
    public static Stretch Of(CoverPart part, Shift shift, TimeZoneInfo zone, DateTimeOffset now)
    {
        var starts = shift.Starts > now ? shift.Starts : now;
        var ends = part switch
        {
            CoverPart.Today => EndOfDay(zone, now, 0),
            CoverPart.RestOfWeek => EndOfDay(zone, now, (7 - (int)zone.Wall(now).DayOfWeek) % 7),
            _ => shift.Ends,
        };
        return new Stretch(starts, ends < shift.Ends ? ends : shift.Ends);
    }

    /// <summary>Hours as typed, on the wall of the zone; a start that has passed is now.</summary>
    public static Stretch Typed(DateTime from, DateTime to, TimeZoneInfo zone, DateTimeOffset now)
    {
        var starts = zone.Instant(from);
        return new Stretch(starts > now ? starts : now, zone.Instant(to));
    }

    static DateTimeOffset EndOfDay(TimeZoneInfo zone, DateTimeOffset now, int daysLater) =>
        zone.Instant(zone.Wall(now).Date.AddDays(daysLater + 1));
}
