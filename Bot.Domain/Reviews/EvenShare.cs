namespace Bot.Domain.Reviews;

/// <summary>What of each kind of work everybody would have had, had it been shared evenly.</summary>
public readonly record struct EvenShare(double Led, double OutOfHours, double Requests, double Covers)
{
    public static EvenShare Of(IReadOnlyCollection<PersonLoad> all) => all.Count == 0 ? default : new(
        all.Average(l => l.Led), all.Average(l => l.OutOfHours), all.Average(l => l.Requests), all.Average(l => l.Covers));
}
