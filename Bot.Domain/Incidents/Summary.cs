namespace Bot.Domain.Incidents;

/// <summary>What a sentence of a summary is about, in the order in which they are read.</summary>
public enum SummaryPart
{
    Problem,
    Impact,
    Causes,
    Steps,
    Next,
}

/// <summary>What a sentence of a summary rests on.</summary>
public enum SourceKind
{
    /// <summary>The incident's card, which shows what has no message of its own.</summary>
    Card,
    Alert,
    Change,
    Update,
    Note,
    Pull,
    FollowUp,
    Message,
}

/// <summary>Something that was said or happened, known by an id of ours; its words are others'.</summary>
/// <param name="Id">How whoever writes a summary names it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="At">When it was.</param>
/// <param name="Who">Who said or did it, by name; null of an alert, an app and GitHub.</param>
/// <param name="Text">What it says, as plain text.</param>
public sealed record SummarySource(string Id, SourceKind Kind, DateTimeOffset At, string? Who, string Text)
{
    /// <summary>Where it can be read; null where that is not known.</summary>
    public string? Link { get; init; }

    /// <summary>Somebody put it on the timeline.</summary>
    public bool IsPinned { get; init; }

    /// <summary>How many emoji people put under it.</summary>
    public int Reactions { get; init; }

    /// <summary>It still stands: an alert that fires, a pull request that does not run in production, a follow-up.</summary>
    public bool IsLeft { get; init; }

    /// <summary>What it is about where it says no more than that.</summary>
    public SummaryPart? About { get; init; }
}

/// <summary>One sentence of a summary, with where that can be read on which it rests.</summary>
/// <param name="Part">What it is about.</param>
/// <param name="Text">Plain text, in which nothing links and nobody is mentioned.</param>
/// <param name="Kind">What it rests on; null of what somebody added by hand.</param>
/// <param name="Link">Where that is.</param>
public sealed record SummarySentence(SummaryPart Part, string Text, SourceKind? Kind = null, string? Link = null)
{
    public static SummarySentence On(SummaryPart part, string text, SummarySource source) =>
        new(part, SummaryText.Plain(text), source.Kind, source.Link);
}

/// <summary>What is known of an incident, on which a summary of it can rest.</summary>
public sealed record SummaryGround
{
    public required string Name { get; init; }

    /// <summary>What was known when it was declared.</summary>
    public string? Known { get; init; }
    public IncidentStatus Status { get; init; }
    public Severity Severity { get; init; }
    public Affected Affected { get; init; }

    /// <summary>Who leads, by name; null while nobody does.</summary>
    public string? Lead { get; init; }

    /// <summary>Its lead is still waited for.</summary>
    public bool IsWaiting { get; init; }

    /// <summary>Who ended it, by name.</summary>
    public string? EndedBy { get; init; }

    /// <summary>What fixed it, once somebody has said so.</summary>
    public string? Fix { get; init; }

    /// <summary>How many kinds of alert it stands for, and how many of them fire.</summary>
    public long Alerts { get; init; }
    public long Firing { get; init; }

    /// <summary>How many of them still fired when it ended; none while it is open.</summary>
    public long LeftFiring { get; init; }

    /// <summary>Its card.</summary>
    public required SummarySource Card { get; init; }

    /// <summary>All else that was said or happened, the first first.</summary>
    public required IReadOnlyList<SummarySource> Sources { get; init; }
}
