namespace Bot.Domain.Reviews;

/// <summary>How long something took, so many times: half of them no longer than this, nine of ten no longer than that.</summary>
public readonly record struct Durations(int Count, TimeSpan Median, TimeSpan NineOfTen)
{
    /// <param name="ordered">How long each took, the shortest first.</param>
    public static Durations Of(IReadOnlyList<TimeSpan> ordered) =>
        ordered.Count == 0 ? default : new(ordered.Count, At(ordered, 0.5), At(ordered, 0.9));

    // The nearest rank: a time that really was, not one between two.
    static TimeSpan At(IReadOnlyList<TimeSpan> ordered, double share) =>
        ordered[(int)Math.Ceiling(share * ordered.Count) - 1];
}
