namespace Bot.Domain.Warnings;

/// <summary>How many warnings stand where.</summary>
/// <param name="Open">Nobody has put them off.</param>
/// <param name="Baseline">They were there from the beginning.</param>
/// <param name="Snoozed">Put off until a day.</param>
/// <param name="Accepted">They may stay as they are.</param>
public sealed record WarningCounts(int Open, int Baseline, int Snoozed, int Accepted)
{
    public bool IsNone => this is { Open: 0, Baseline: 0, Snoozed: 0, Accepted: 0 };

    public static WarningCounts Of(IReadOnlyCollection<Warning> all, DateTimeOffset now)
    {
        int Count(WarningState state, bool isBaseline = false) =>
            all.Count(w => w.StateAt(now) == state && (state != WarningState.Open || w.IsBaseline == isBaseline));
        return new(
            Count(WarningState.Open), Count(WarningState.Open, isBaseline: true), Count(WarningState.Snoozed),
            Count(WarningState.Accepted));
    }
}
