namespace Bot.Domain.OnCall;

/// <summary>
/// Who is there when: those who have gone never are, those on leave or holiday are not in its hours. Only open hours count, since
/// nobody is disturbed in others; <paramref name="hours"/> says which they are for a person.
/// </summary>
public sealed class Presence(IReadOnlySet<string> gone, IEnumerable<Absence> absences, Func<string, WorkingHours> hours)
{
    readonly Dictionary<string, List<Stretch>> away = Of(absences);
    readonly Dictionary<string, List<Stretch>> withoutTurns = Of(absences.Where(a => a.LeavesOutTurns));

    /// <summary>Whether this person can ever be on call.</summary>
    public bool IsActive(string person) => !gone.Contains(person);

    /// <summary>Whether no absence of this person touches these hours, open or not.</summary>
    public bool IsThere(string person, Stretch within) =>
        IsActive(person) && !Touching(away, person, within).Any();

    /// <summary>
    /// Whether this person has no turn in these hours: a leave that leaves their turns out holds all that is open of them.
    /// </summary>
    public bool MissesTurn(string person, Stretch within) =>
        AwayIn(withoutTurns, person, within).ToList() is { Count: > 0 } lost
        && hours(person).Within(within).All(open => lost.Any(l => l.Starts <= open.Starts && open.Ends <= l.Ends));

    /// <summary>
    /// The parts of these hours in which this person is away while hours are open, in their order; what only closed hours part is
    /// one.
    /// </summary>
    public IEnumerable<Stretch> AwayIn(string person, Stretch within) => AwayIn(away, person, within);

    List<Stretch> AwayIn(Dictionary<string, List<Stretch>> absent, string person, Stretch within)
    {
        var own = hours(person);
        return Joined(Touching(absent, person, within).Select(s => s.And(within)).Where(p => own.Within(p).Any()), own);
    }

    /// <summary>The instants within these hours at which somebody's absence begins or ends.</summary>
    public IEnumerable<DateTimeOffset> Turns(string person, Stretch within) =>
        Touching(away, person, within).SelectMany(s => new[] { s.Starts, s.Ends })
            .Where(t => within.Starts < t && t < within.Ends);

    static IEnumerable<Stretch> Touching(Dictionary<string, List<Stretch>> absent, string person, Stretch within) =>
        absent.TryGetValue(person, out var stretches)
        ? stretches.SkipWhile(s => s.Ends <= within.Starts).TakeWhile(s => s.Starts < within.Ends)
        : [];

    static Dictionary<string, List<Stretch>> Of(IEnumerable<Absence> absences) =>
        absences.GroupBy(a => a.Person).ToDictionary(a => a.Key, a => Joined(a.Select(x => x.Hours)));

    static List<Stretch> Joined(IEnumerable<Stretch> stretches, WorkingHours? own = null)
    {
        var joined = new List<Stretch>();
        foreach (var stretch in stretches.OrderBy(s => s.Starts))
            if (joined is [.., var last] && (
                stretch.Starts <= last.Ends || own?.Within(new Stretch(last.Ends, stretch.Starts)).Any() == false))
                joined[^1] = last with { Ends = stretch.Ends > last.Ends ? stretch.Ends : last.Ends };
            else joined.Add(stretch);
        return joined;
    }
}
