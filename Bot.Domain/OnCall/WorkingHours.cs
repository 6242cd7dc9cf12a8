namespace Bot.Domain.OnCall;

/// <summary>A stretch of time: it holds its start and not its end.</summary>
public readonly record struct Stretch(DateTimeOffset Starts, DateTimeOffset Ends)
{
    public bool Holds(DateTimeOffset t) => Starts <= t && t < Ends;

    /// <summary>Whether some time is in both.</summary>
    public bool Touches(Stretch other) => Starts < other.Ends && other.Starts < Ends;

    /// <summary>What both hold; it ends before it starts where that is nothing.</summary>
    public Stretch And(Stretch other) =>
        new(Starts > other.Starts ? Starts : other.Starts, Ends < other.Ends ? Ends : other.Ends);
}

/// <summary>
/// When a person may be disturbed: on these days, from one time on the wall of the zone to another. <paramref name="To"/> not
/// after <paramref name="From"/> is a time of the next day, so 00:00 to 00:00 on every day is round the clock.
/// </summary>
public sealed record WorkingHours(Weekdays Days, TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    // A week on either side finds a day; the second is for a zone that leaves that very day out to cross the date line.
    const int Reach = 15;

    public bool Contains(DateTimeOffset t) => Around(t, -2, 1).Any(s => s.Holds(t));

    /// <summary>The first open instant that is not before t; null when the hours never open.</summary>
    public DateTimeOffset? OpensAt(DateTimeOffset t)
    {
        foreach (var stretch in Around(t, -2, Reach))
            if (stretch.Ends > t)
                return stretch.Starts > t ? stretch.Starts : t;
        return null;
    }

    /// <summary>The first closed instant that is not before t; null when the hours never close.</summary>
    public DateTimeOffset? ClosesAt(DateTimeOffset t)
    {
        var end = t;
        foreach (var stretch in Around(t, -2, Reach))
        {
            if (stretch.Starts > end) return end;
            if (stretch.Ends > end) end = stretch.Ends;
        }
        return end - t < TimeSpan.FromDays(8) ? end : null;
    }

    /// <summary>The latest instant up to which the hours had been open when t came; t itself while they are.</summary>
    public DateTimeOffset? OpenUntil(DateTimeOffset t)
    {
        foreach (var stretch in Around(t, -Reach, 1).Reverse())
            if (stretch.Starts < t)
                return stretch.Ends < t ? stretch.Ends : t;
        return null;
    }

    /// <summary>The open parts of a stretch, in their order.</summary>
    public IEnumerable<Stretch> Within(Stretch stretch) => stretch.Starts >= stretch.Ends ? [] :
        Open(Date(stretch.Starts).AddDays(-2), Date(stretch.Ends).AddDays(1)).Select(open => open.And(stretch))
            .Where(open => open.Starts < open.Ends);

    IEnumerable<Stretch> Around(DateTimeOffset t, int firstDay, int lastDay) =>
        Open(Date(t).AddDays(firstDay), Date(t).AddDays(lastDay));

    IEnumerable<Stretch> Open(DateOnly first, DateOnly last)
    {
        for (var date = first; date <= last; date = date.AddDays(1))
        {
            if (!Days.Has(date.DayOfWeek)) continue;
            var closing = To > From ? date : date.AddDays(1);
            var stretch = new Stretch(Zone.Instant(date.ToDateTime(From)), Zone.Instant(closing.ToDateTime(To)));
            if (stretch.Starts < stretch.Ends) yield return stretch;
        }
    }

    DateOnly Date(DateTimeOffset t) => DateOnly.FromDateTime(Zone.Wall(t));
}
