namespace Bot.Sandbox.Page.Tools;

/// <summary>A way to move the clock, and where it leads; null when there is no such moment.</summary>
public sealed record ClockMove(string Name, DateTimeOffset? To);

/// <summary>The moments worth going to from now.</summary>
static class ClockMoves
{
    static readonly TimeSpan Late = new(22, 0, 0);
    // The sample rotation's hours: from nine in London, Monday to Friday; a minute later all that was due then is done.
    static readonly TimeSpan Open = new(9, 1, 0);
    static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static IReadOnlyList<ClockMove> From(DateTimeOffset now, Person viewer, DateTimeOffset? handOff) =>
    [
        new("+15 minutes", now.AddMinutes(15)),
        new("+1 hour", now.AddHours(1)),
        new(viewer.Has24Hours ? "Tonight 22:00" : "Tonight 10 PM", Next(now, viewer.Zone, Late)),
        new("Hours open", Next(now, London, Open, day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))),
        new("Hand-off −1 minute", handOff?.AddMinutes(-1) is { } before && before > now ? before : null),
        new("Next hand-off", handOff),
        new("Next DST change", NextChange(now, viewer.Zone)),
    ];

    /// <summary>The next such time on a clock, on a day that will do.</summary>
    static DateTimeOffset Next(DateTimeOffset now, TimeZoneInfo zone, TimeSpan time, Func<DateTime, bool>? does = null)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var day = local.TimeOfDay < time ? local.Date : local.Date.AddDays(1);
        while (does?.Invoke(day) == false) day = day.AddDays(1);
        return new DateTimeOffset(day + time, zone.GetUtcOffset(day + time));
    }

    /// <summary>The next moment, to the minute, when the zone's offset differs from that of a minute before; within two
    /// years.</summary>
    static DateTimeOffset? NextChange(DateTimeOffset now, TimeZoneInfo zone)
    {
        var offset = zone.GetUtcOffset(now);
        for (var day = 1; day < 731; day++)
        {
            var later = now.AddDays(day);
            if (zone.GetUtcOffset(later) == offset) continue;
            var (same, other) = (later.AddDays(-1), later);
            while (other - same > TimeSpan.FromMinutes(1))
            {
                var middle = same + (other - same) / 2;
                if (zone.GetUtcOffset(middle) == offset) same = middle;
                else other = middle;
            }
            return new DateTimeOffset(other.Ticks - other.Ticks % TimeSpan.TicksPerMinute, other.Offset);
        }
        return null;
    }
}
