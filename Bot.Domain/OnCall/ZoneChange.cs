namespace Bot.Domain.OnCall;

/// <summary>An instant at which the clocks of a zone are put on or back, and their distance from UTC before and after.</summary>
public sealed record ZoneChange(DateTimeOffset At, TimeSpan From, TimeSpan To)
{
    static readonly TimeSpan Step = TimeSpan.FromDays(1);

    /// <summary>What a clock on the wall that is not touched shows at that moment.</summary>
    public DateTime Wall => At.ToOffset(From).DateTime;

    /// <summary>The changes after one instant and up to another, in their order; none in a zone that never changes.</summary>
    public static IReadOnlyList<ZoneChange> Between(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to)
    {
        var changes = new List<ZoneChange>();
        for (var (t, offset) = (from, zone.GetUtcOffset(from)); t < to; t += Step)
        {
            var next = zone.GetUtcOffset(t + Step);
            if (next == offset) continue;
            changes.Add(new ZoneChange(Find(zone, t, t + Step), offset, next));
            offset = next;
        }
        return changes;
    }

    // Clocks change at whole seconds.
    static DateTimeOffset Find(TimeZoneInfo zone, DateTimeOffset before, DateTimeOffset after)
    {
        var (low, high, old) = (before.ToUnixTimeSeconds(), after.ToUnixTimeSeconds(), zone.GetUtcOffset(before));
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(middle)) == old) low = middle;
            else high = middle;
        }
        return DateTimeOffset.FromUnixTimeSeconds(high);
    }
}
