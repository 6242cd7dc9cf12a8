namespace Bot.Domain.OnCall;

/// <summary>
/// What working hours in responders' own zones come to while they are on call: when people of one zone may be disturbed, and
/// which of the rotation's hours nobody covers then.
/// </summary>
public sealed record OwnZoneHours(
    WorkingHours Own, IReadOnlyList<string> People, IReadOnlyList<Stretch> Open, IReadOnlyList<Stretch> Missing)
{
    static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>
    /// One for each zone among the members, in their order, of the first whole week of shifts that its first person has.
    /// </summary>
    public static IReadOnlyList<OwnZoneHours> Of(
        Rotation rotation, IReadOnlyList<Shift> shifts, Func<string, WorkingHours> hours) =>
        [.. rotation.Members.GroupBy(m => hours(m).Zone.Id)
            .Select(people => Of(rotation, [.. people], FirstWeek(shifts, people.First()), hours(people.First())))];

    static OwnZoneHours Of(
        Rotation rotation, IReadOnlyList<string> people, IReadOnlyList<Stretch> shifts, WorkingHours own) => new(
        own, people, [.. shifts.SelectMany(s => Within(own, s))],
        [.. shifts.SelectMany(s => Within(rotation.Hours, s)).SelectMany(wanted => Without(wanted, own))]);

    static List<Stretch> FirstWeek(IReadOnlyList<Shift> shifts, string person)
    {
        var theirs = shifts.Where(s => s.Person == person).Select(s => new Stretch(s.Starts, s.Ends)).ToList();
        // The running shift shows less than a week.
        if (theirs.Count > 1 && shifts[0].Person == person) theirs.RemoveAt(0);
        if (theirs.Count == 0) return theirs;
        var end = theirs[0].Starts + Week;
        return [.. theirs.Where(s => s.Starts < end).Select(s => s.Ends > end ? s with { Ends = end } : s)];
    }

    static IEnumerable<Stretch> Within(WorkingHours hours, Stretch span)
    {
        for (var t = span.Starts; t < span.Ends && hours.OpensAt(t) is { } opens && opens < span.Ends;)
        {
            t = hours.ClosesAt(opens) is { } closes && closes < span.Ends ? closes : span.Ends;
            yield return new Stretch(opens, t);
        }
    }

    static IEnumerable<Stretch> Without(Stretch wanted, WorkingHours own)
    {
        for (var t = wanted.Starts; t < wanted.Ends;)
        {
            var opens = own.OpensAt(t) is { } o && o < wanted.Ends ? o : wanted.Ends;
            if (opens > t) yield return new Stretch(t, opens);
            t = opens < wanted.Ends && own.ClosesAt(opens) is { } closes && closes < wanted.Ends ? closes : wanted.Ends;
        }
    }
}
