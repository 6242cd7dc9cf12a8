namespace Bot.Domain.OnCall;

/// <summary>
/// A shift and who really works it: its parts follow each other without a gap, neighbours differ in who works or for whom.
/// </summary>
public sealed record WorkedShift(Shift Shift, IReadOnlyList<Shift> Parts)
{
    /// <summary>
    /// Lays covers over shifts; what one person works of a shift in one go is one part, however many covers it took.
    /// </summary>
    public static IEnumerable<WorkedShift> Of(IEnumerable<Shift> shifts, IReadOnlyCollection<Cover> covers) =>
        shifts.Select(
            s => new WorkedShift(s, Join(CoverLayout.Over([s], covers.Where(c => c.Starts < s.Ends && s.Starts < c.Ends)))));

    static List<Shift> Join(IEnumerable<Shift> parts)
    {
        var joined = new List<Shift>();
        foreach (var part in parts)
            if (joined is [.., var last] && (last.Person, last.CoveredFor) == (part.Person, part.CoveredFor))
                joined[^1] = last with { Ends = part.Ends };
            else joined.Add(part);
        return joined;
    }
}
