using Bot.Domain.Alerts;

namespace Bot.Domain.Warnings;

/// <summary>What has been decided about a warning.</summary>
public enum WarningState
{
    /// <summary>Nobody has, or somebody has taken it on.</summary>
    Open,

    /// <summary>Nobody is asked about it until a day.</summary>
    Snoozed,

    /// <summary>It may stay as it is.</summary>
    Accepted,

    /// <summary>A run had it clean.</summary>
    Fixed,
}

/// <summary>What a warning is about, as the run or the alert that told of it last says it.</summary>
public sealed record WarningAbout
{
    public required string Title { get; init; }
    public string? Job { get; init; }
    public string? Url { get; init; }

    /// <summary>The node that a test looks at, or the node itself; null of an alert.</summary>
    public string? Model { get; init; }

    /// <summary>What it said, but for names and numbers: warnings of one signature have one cause.</summary>
    public string? Signature { get; init; }
    public string? Path { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public string? Group { get; init; }

    /// <summary>Whoever is named as the owner, as it is written there.</summary>
    public string? OwnerSaid { get; init; }
}

/// <summary>One entry of the warning ledger: a thing that warns, since when, and what was decided about it.</summary>
public sealed record Warning
{
    /// <summary>Its number; 0 of one that has no row yet.</summary>
    public long Id { get; init; }
    public required string Source { get; init; }

    /// <summary>Where it is: source, repository, branch and environment.</summary>
    public required string Place { get; init; }

    /// <summary>The <c>unique_id</c> of the dbt node, or the key of the alert.</summary>
    public required string Node { get; init; }

    /// <summary>What it is known by: its place and its node.</summary>
    public string Key => KeyOf(Place, Node);
    public required WarningAbout About { get; init; }

    /// <summary>The rotation that answers for it; null: the one that was made first.</summary>
    public string? Rotation { get; init; }

    /// <summary>The owner that its source names, where they are in Slack.</summary>
    public string? Owner { get; init; }

    /// <summary>Who has taken it on, or was given it.</summary>
    public string? Assignee { get; init; }
    public DateTimeOffset FirstSeen { get; init; }
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>When the newest run ended that said how it is, by that run's clock; null where none has.</summary>
    public DateTimeOffset? SaidAt { get; init; }

    /// <summary>Runs in a row that had it red.</summary>
    public int Runs { get; init; }

    /// <summary>How many rows failed, as that changed, the newest last.</summary>
    public IReadOnlyList<long> Rows { get; init; } = [];

    /// <summary>What was decided; it holds as well for what is back soon after it was fixed.</summary>
    public WarningState Decided { get; init; }
    public DateTimeOffset? Until { get; init; }
    public string? Why { get; init; }
    public string? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>It was there when its job was first looked at, and nobody has adopted it.</summary>
    public bool IsBaseline { get; init; }

    /// <summary>How many rows it had when it was decided on last; twice as many are news.</summary>
    public long? RowsThen { get; init; }

    /// <summary>Since when it is news: it came, came back after a while, or its rows have doubled.</summary>
    public DateTimeOffset NewsAt { get; init; }
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>Since when it is clean; null while it is not.</summary>
    public DateTimeOffset? FixedAt { get; init; }

    /// <summary>The incident that was opened to fix it.</summary>
    public long? Incident { get; init; }

    /// <summary>Who sees to it; null: whoever is on call.</summary>
    public string? Person => Assignee ?? Owner;

    /// <summary>The state at an instant: a snooze ends by itself.</summary>
    public WarningState StateAt(DateTimeOffset now) => FixedAt is not null ? WarningState.Fixed
        : Decided == WarningState.Snoozed && !(Until > now) ? WarningState.Open : Decided;

    public static string KeyOf(string place, string node) => DeduplicationKey.Cut($"{place}|{node}");

    public TimeSpan AgeAt(DateTimeOffset now) => now - FirstSeen;
}
