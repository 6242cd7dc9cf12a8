using Bot.Domain.Warnings;

namespace Bot.Warnings.Rows;

/// <summary>A thing that warns, as a run or an alert says it.</summary>
/// <param name="Source">The source that told of it.</param>
/// <param name="Place">Where it is, see <see cref="Domain.Alerts.JobKey.Place"/>.</param>
/// <param name="Node">The <c>unique_id</c> of the dbt node, or the key of the alert.</param>
/// <param name="About">What it is.</param>
public sealed record SeenWarning(string Source, string Place, string Node, WarningAbout About)
{
    /// <summary>How many rows failed; null where none were counted.</summary>
    public long? Rows { get; init; }

    /// <summary>The owner that its source names, where they are in Slack, see <see cref="OwnersInSlack"/>.</summary>
    public string? Owner { get; init; }

    /// <summary>The rotation that answers for it; null: the one that was made first.</summary>
    public string? Rotation { get; init; }

    /// <summary>
    /// When the run ended that told of it, by the run's own clock: what an older run says changes nothing. Null where no run did.
    /// </summary>
    public DateTimeOffset? RunAt { get; init; }

    /// <summary>The entry that it is where it comes now for the first time.</summary>
    internal Warning Entry(DateTimeOffset now, bool isBaseline) => new()
    {
        Source = Source,
        Place = Place,
        Node = Node,
        About = About,
        Rotation = Rotation,
        Owner = Owner,
        FirstSeen = now,
        LastSeen = now,
        SaidAt = RunAt,
        Runs = 1,
        Rows = Rows is { } rows ? [rows] : [],
        RowsThen = Rows,
        IsBaseline = isBaseline,
        NewsAt = now,
    };
}

/// <summary>What one run of dbt says of warnings.</summary>
/// <param name="Place">Where it ran.</param>
/// <param name="Job">
/// The job and its command: what warns in the first run of those was there before. Null of a run that only repeats another.
/// </param>
/// <param name="IsWhole">Whether it ran all that the job has.</param>
/// <param name="RunAt">When it ended, by its own clock.</param>
public sealed record SeenRun(string Place, string? Job, bool IsWhole, DateTimeOffset RunAt)
{
    public IReadOnlyList<SeenWarning> Warned { get; init; } = [];

    /// <summary>The nodes that it had clean.</summary>
    public IReadOnlySet<string> Clean { get; init; } = new HashSet<string>();

    /// <summary>Whether a node was taken out of its project after that time, so that no run can have it clean.</summary>
    public Func<string, DateTimeOffset, bool> IsGone { get; init; } = (_, _) => false;
}
