namespace Bot.Domain.OnCall;

/// <summary>Stretches of time as a week on the wall: what a person would write down, such as Mon–Fri 09:00–14:00.</summary>
public static class WallWeek
{
    const int Day = 24 * 60, Week = 7 * Day;

    /// <summary>
    /// The stretches on the wall of the zone, put together where they meet, equal ones of several days as one; Monday's first.
    /// </summary>
    public static IReadOnlyList<WorkingHours> Of(IEnumerable<Stretch> stretches, TimeZoneInfo zone)
    {
        var open = new bool[Week];
        foreach (var stretch in stretches) Mark(open, stretch, zone);
        return [.. Arcs(open).SelectMany(Pieces)
            .GroupBy(p => (From: p.From % Day, To: p.To % Day), p => (DayOfWeek)((p.From / Day + 1) % 7))
            .Select(g => new WorkingHours(
                g.Aggregate(Weekdays.None, (days, day) => days | day.AsSet()), Time(g.Key.From), Time(g.Key.To), zone))];
    }

    static void Mark(bool[] open, Stretch stretch, TimeZoneInfo zone)
    {
        var (from, minutes) = (
            Minute(zone.Wall(stretch.Starts)),
            (int)Math.Ceiling((zone.Wall(stretch.Ends) - zone.Wall(stretch.Starts)).TotalMinutes));
        for (var i = 0; i < Math.Min(minutes, Week); i++) open[(from + i) % Week] = true;
    }

    // From each minute that is open after one that is not; the week goes round.
    static IEnumerable<(int From, int To)> Arcs(bool[] open)
    {
        if (open.All(o => o)) return [(0, Week)];
        return Enumerable.Range(0, Week).Where(m => open[m] && !open[(m + Week - 1) % Week])
            .Select(from => (from, from + Enumerable.Range(0, Week).TakeWhile(i => open[(from + i) % Week]).Count()));
    }

    // What is longer than a day is told day by day.
    static IEnumerable<(int From, int To)> Pieces((int From, int To) arc)
    {
        for (var from = arc.From; from < arc.To;)
        {
            var to = arc.To - arc.From <= Day ? arc.To : Math.Min(arc.To, (from / Day + 1) * Day);
            yield return (from, to);
            from = to;
        }
    }

    static int Minute(DateTime wall) => (((int)wall.DayOfWeek + 6) % 7) * Day + wall.Hour * 60 + wall.Minute;

    static TimeOnly Time(int minute) => new(minute / 60, minute % 60);
}
