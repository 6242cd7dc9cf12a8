namespace Bot.Sandbox.Page.Tools;

/// <summary>A way to move the clock, and where it leads; null when there is no such moment.</summary>
public sealed record ClockMove(string Name, DateTimeOffset? To);

/// <summary>The moments worth going to from now.</summary>
static class ClockMoves
{
    static readonly TimeSpan BeforeWork = new(8, 55, 0);

    public static IReadOnlyList<ClockMove> From(DateTimeOffset now, TimeZoneInfo zone, DateTimeOffset? handOff) =>
    [
        new("+15 minutes", now.AddMinutes(15)),
        new("+1 hour", now.AddHours(1)),
        new("Next morning", NextMorning(now, zone)),
        new("Hand-off −1 minute", handOff?.AddMinutes(-1) is { } before && before > now ? before : null),
        new("Next hand-off", handOff),
        new("Next DST change", NextChange(now, zone)),
    ];

    static DateTimeOffset NextMorning(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var day = local.TimeOfDay < BeforeWork ? local.Date : local.Date.AddDays(1);
        var morning = day + BeforeWork;
        return new DateTimeOffset(morning, zone.GetUtcOffset(morning));
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
