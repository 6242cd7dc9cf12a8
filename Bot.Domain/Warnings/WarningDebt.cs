namespace Bot.Domain.Warnings;

/// <summary>The ledger of one rotation in numbers, for the line of a week.</summary>
/// <param name="Open">Warnings that are neither fixed nor accepted.</param>
/// <param name="New">Of those, what has become news since the last time.</param>
/// <param name="Fixed">What was fixed since then.</param>
/// <param name="Debt">Each open warning counts once for every week, begun or whole, that it has been there.</param>
public sealed record WarningDebt(int Open, int New, int Fixed, long Debt)
{
    static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <param name="all">The warnings of one rotation.</param>
    /// <param name="since">Since when what came and what was fixed is counted: the last time, or a week ago.</param>
    /// <param name="now">When.</param>
    public static WarningDebt Of(IReadOnlyCollection<Warning> all, DateTimeOffset since, DateTimeOffset now)
    {
        var open = all.Where(w => w.StateAt(now) is WarningState.Open or WarningState.Snoozed).ToList();
        return new(
            open.Count, open.Count(w => !w.IsBaseline && w.NewsAt >= since), all.Count(w => w.FixedAt >= since),
            open.Sum(w => WeeksOf(w, now)));
    }

    static long WeeksOf(Warning warning, DateTimeOffset now) => 1 + Math.Max(0, warning.AgeAt(now).Ticks / Week.Ticks);
}
