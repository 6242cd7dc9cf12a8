namespace Bot.Domain.OnCall;

/// <summary>A hand-off as it is really worked: one person's hours end, and another's begin.</summary>
/// <param name="Last">The hours that end.</param>
/// <param name="Next">Those that begin, at once or after a gap.</param>
public sealed record ShiftChange(Shift Last, Shift Next)
{
    const int Farthest = 15;

    static readonly TimeOnly Noon = new(12, 0);

    // Whoever is asked has an afternoon for it.
    static readonly TimeSpan Least = TimeSpan.FromHours(4);

    public string From => Last.Person;

    public string To => Next.Person;

    public DateTimeOffset At => Next.Starts;

    /// <summary>
    /// Those of some shifts: the first change of person at the beginning of each, or behind it where somebody goes on for
    /// whoever is next. A cover in the midst of a shift hands nothing over.
    /// </summary>
    /// <param name="shifts">The shifts as they are laid out, in their order.</param>
    /// <param name="worked">The same with covers laid over them.</param>
    public static IEnumerable<ShiftChange> Of(IEnumerable<Shift> shifts, IEnumerable<Shift> worked)
    {
        var begins = shifts.Select(s => s.Starts).ToHashSet();
        var (isDue, last) = (false, default(Shift));
        foreach (var part in worked)
        {
            isDue |= last is not null && begins.Contains(part.Starts);
            if (isDue && part.Person != last!.Person)
            {
                yield return new(last, part);
                isDue = false;
            }

            last = part;
        }
    }

    /// <summary>The working day on which whoever goes is asked: the last one with an afternoon before the end.</summary>
    /// <param name="hours">Their working hours, on their own clock.</param>
    public Morning? Asked(WorkingHours hours)
    {
        var day = DateOnly.FromDateTime(hours.Zone.Wall(Last.Ends));
        return Enumerable.Range(0, Farthest)
            .Select(back => Morning.Of(hours, hours.Zone.Instant(day.AddDays(-back).ToDateTime(Noon))))
            .FirstOrDefault(morning => morning is { } one && one.Opens + Least <= Last.Ends);
    }
}
