namespace Bot.Domain.Incidents;

/// <summary>Runs of a job without a failure while its incident waits in Monitoring.</summary>
/// <param name="Count">How many there were since the one that brought it there.</param>
/// <param name="Last">When one was heard of last.</param>
/// <param name="Run">Which one that was, where its sender says that.</param>
public sealed record GreenRuns(int Count, DateTimeOffset? Last, string? Run)
{
    /// <summary>After so many the incident ends by itself, unless somebody had to do with it.</summary>
    public const int Enough = 3;

    // So long after another message the same run may be told of, by who says so or does not say which it is; a link may be that
    // of the job, and the same for all its runs.
    static readonly TimeSpan Apart = TimeSpan.FromMinutes(30);

    public bool AreEnough => Count >= Enough;

    /// <summary>The same with one more; a run of which several messages tell is one.</summary>
    public GreenRuns After(string? run, DateTimeOffset at) => IsSame(run, at)
        ? this with { Run = Run ?? run }
        : new(Count + 1, at, run);

    bool IsSame(string? run, DateTimeOffset at) => (run is null || Run is null || run == Run) && at - Last < Apart;
}
