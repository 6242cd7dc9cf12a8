namespace Bot.Domain.OnCall;

/// <summary>Lays covers over shifts: every instant keeps exactly one responder, and what was agreed last holds.</summary>
public static class CoverLayout
{
    /// <summary>The shifts as they are really worked. A cover holds only where its absent person would be on call.</summary>
    public static IReadOnlyList<Shift> Over(IReadOnlyList<Shift> shifts, IEnumerable<Cover> covers)
    {
        foreach (var cover in covers.OrderBy(c => c.Number)) shifts = Lay(shifts, cover);
        return shifts;
    }

    /// <summary>
    /// The covers with hours from now on that their absent person does not have, as after an edit of the rotation.
    /// </summary>
    public static IReadOnlyList<Cover> Unfit(IReadOnlyList<Shift> shifts, IEnumerable<Cover> covers, DateTimeOffset now)
    {
        var unfit = new List<Cover>();
        foreach (var cover in covers.OrderBy(c => c.Number))
        {
            var left = new Stretch(Later(cover.Starts, now), cover.Ends);
            if (left.Starts < left.Ends && !HasAll(shifts, cover.Away, left)) unfit.Add(cover);
            shifts = Lay(shifts, cover);
        }
        return unfit;
    }

    /// <summary>Whether a person is on call for at least some of these hours.</summary>
    public static bool HasSome(IEnumerable<Shift> worked, string person, Stretch hours) =>
        worked.Any(s => s.Person == person && s.Starts < hours.Ends && hours.Starts < s.Ends);

    /// <summary>Whether a person is on call for all of these hours; what is not laid out yet may still become theirs.</summary>
    public static bool HasAll(IReadOnlyList<Shift> worked, string person, Stretch hours) =>
        HasSome(worked, person, hours) && !worked.Any(s => s.Person != person && s.Starts < hours.Ends && hours.Starts < s.Ends);

    static IReadOnlyList<Shift> Lay(IReadOnlyList<Shift> shifts, Cover cover) => [.. shifts.SelectMany(s => Lay(s, cover))];

    static IEnumerable<Shift> Lay(Shift shift, Cover cover)
    {
        var (starts, ends) = (Later(shift.Starts, cover.Starts), shift.Ends < cover.Ends ? shift.Ends : cover.Ends);
        if (shift.Person != cover.Away || starts >= ends)
        {
            yield return shift;
            yield break;
        }

        if (shift.Starts < starts) yield return shift with { Ends = starts };
        var owner = shift.CoveredFor ?? shift.Person;
        yield return shift with
        {
            Person = cover.Covering,
            Starts = starts,
            Ends = ends,
            Why = cover.Why,
            CoveredFor = owner == cover.Covering ? null : owner,
        };
        if (ends < shift.Ends) yield return shift with { Starts = ends };
    }

    static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
