namespace Bot.Domain.Reviews;

/// <summary>
/// How a period was shared: who had the most and the least of the open hours, and whether the difference is worth a word.
/// </summary>
public sealed record Sharing(Load Most, Load Least, TimeSpan Average, bool IsEven)
{
    // One working day is no unfairness, nor is a quarter of what everybody had.
    static readonly TimeSpan Day = TimeSpan.FromHours(8);
    const double Quarter = 0.25;

    /// <summary>Null where nobody was on call.</summary>
    public static Sharing? Of(IReadOnlyCollection<Load> loads)
    {
        if (loads.All(l => l.OnCall == TimeSpan.Zero)) return null;
        var (most, least) = (loads.MaxBy(l => (l.InHours, l.OnCall))!, loads.MinBy(l => (l.InHours, l.OnCall))!);
        var average = loads.Aggregate(TimeSpan.Zero, (sum, l) => sum + l.InHours) / loads.Count;
        var apart = most.InHours - least.InHours;
        return new(most, least, average, apart <= Day || apart <= average * Quarter);
    }

    /// <summary>What the others of somebody had on average; null where there are none.</summary>
    public static TimeSpan? OthersOf(string person, IReadOnlyCollection<Load> loads)
    {
        var others = loads.Where(l => l.Person != person).ToList();
        return others.Count == 0 ? null : others.Aggregate(TimeSpan.Zero, (sum, l) => sum + l.InHours) / others.Count;
    }
}
