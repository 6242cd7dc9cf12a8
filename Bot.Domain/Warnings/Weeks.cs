using Bot.Domain.OnCall;

namespace Bot.Domain.Warnings;

/// <summary>Weeks on the wall of a zone; each begins on Monday.</summary>
public static class Weeks
{
    /// <summary>When the week began that an instant is in.</summary>
    public static DateTimeOffset Begins(TimeZoneInfo zone, DateTimeOffset t)
    {
        var day = zone.Wall(t).Date;
        return zone.Instant(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)));
    }
}
