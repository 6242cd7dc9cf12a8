namespace Bot.Domain.Alerts.Dbt;

/// <summary>How one node came out of a run.</summary>
public enum DbtOutcome
{
    /// <summary>It ran and is well.</summary>
    Passed,

    /// <summary>A test found rows, or a source is older than it should be, by less than what is an error.</summary>
    Warned,

    /// <summary>A test ran and found rows, or a source is too old.</summary>
    Failed,

    /// <summary>It could not run.</summary>
    Errored,

    /// <summary>It was not run because of what it depends on.</summary>
    Skipped,

    /// <summary>Nothing was done: it keeps the state it had.</summary>
    NotRun,

    /// <summary>A word that dbt did not have when this was written: shown, and never taken for well.</summary>
    Unknown,
}

/// <summary>What dbt wrote of one node.</summary>
/// <param name="Node">Its <c>unique_id</c>.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Word">The same in dbt's own word.</param>
/// <param name="Message">What dbt or the warehouse said; null where nothing was.</param>
/// <param name="Failures">Rows that a test found; null where none were counted.</param>
/// <param name="Seconds">How long it ran; null where that is not said.</param>
public sealed record DbtResult(
    string Node, DbtOutcome Outcome, string Word, string? Message = null, long? Failures = null, double? Seconds = null)
{
    /// <summary>Whether somebody has to look at it.</summary>
    public bool IsRed => Outcome is DbtOutcome.Failed or DbtOutcome.Errored or DbtOutcome.Unknown;

    /// <summary>It is about a copy of the node, which says nothing of how the node itself is built.</summary>
    public bool IsCopy { get; init; }

    /// <summary>What kind of thing it is: the first part of its id, as <c>model</c> or <c>test</c>.</summary>
    public string Kind => DbtName.Kind(Node);
}

/// <summary>One command of dbt and what came of it, as its artifact says.</summary>
/// <param name="Invocation">Its own id, by which the same artifact is known; null where there is none.</param>
/// <param name="GeneratedAt">When dbt wrote it; the default where that is not said.</param>
/// <param name="Version">The version of dbt, as it calls itself.</param>
/// <param name="Command">The word behind <c>dbt</c>; null where it is not said, as for the freshness of sources.</param>
/// <param name="Executed">
/// Whether anything was run: <c>compile</c> and <c>docs generate</c> write artifacts too, in which all is a success.
/// </param>
/// <param name="Results">Its nodes, in the order of the artifact, each once.</param>
public sealed record DbtRun(
    string? Invocation, DateTimeOffset GeneratedAt, string Version, string? Command, bool Executed,
    IReadOnlyList<DbtResult> Results)
{
    /// <summary>dbt Cloud's numbers of the job and of the run; null elsewhere.</summary>
    public string? CloudJob { get; init; }

    public string? CloudRun { get; init; }

    /// <summary>It ran some of its nodes, which somebody chose.</summary>
    public bool IsSelected { get; init; }
}
