using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>One incident as stored. Times are unix milliseconds of workspace time.</summary>
public sealed class IncidentRow
{
    public long Number { get; init; }
    public required string Id { get; init; }
    public required string Name { get; init; }
    public IncidentStatus Status { get; init; }
    public Severity Severity { get; init; }
    public Affected Affected { get; init; }
    public string? Known { get; init; }

    /// <summary>The rotation that answers for it; null while there is none.</summary>
    public string? Team { get; init; }

    /// <summary>A user group that is called for it, whatever the time.</summary>
    public string? CallGroup { get; init; }
    public string? DeclaredBy { get; init; }
    public long DeclaredAt { get; init; }
    public string? Lead { get; init; }
    public string? LeadWhy { get; init; }
    public bool Storm { get; init; }

    /// <summary>How many kinds of alert it stands for.</summary>
    public long Kinds { get; init; }

    /// <summary>How many of them fail.</summary>
    public long FiringKinds { get; init; }
    public long? ResolvedAt { get; init; }
    public string? Fix { get; init; }
    public long? FixedAt { get; init; }
    public long Reopened { get; init; }
    public string? ChannelName { get; init; }
    public long ChannelTry { get; init; }
    public string? ChannelId { get; init; }
    public string? ChannelTrouble { get; init; }

    /// <summary>When it began: when its first alert came, or it was declared.</summary>
    public long Since { get; init; }
    public bool LeadChosen { get; init; }
    public bool CallAnyTime { get; init; }

    /// <summary>Whoever led it once has begun; while nobody has, it follows the rotation.</summary>
    public bool Touched { get; init; }

    /// <summary>Since when a sign of its lead is waited for; null while they are there.</summary>
    public long? WaitingSince { get; init; }

    /// <summary>The number of the present or last waiting.</summary>
    public long Waitings { get; init; }

    /// <summary>All who can be called have been, and nobody has answered.</summary>
    public bool NobodyLeft { get; init; }

    /// <summary>Who resolved, closed or declined it; null while it is open, or when nobody did.</summary>
    public string? EndedBy { get; init; }

    /// <summary>When it was opened last: at its beginning, or when it came back.</summary>
    public long OpenedAt { get; init; }

    /// <summary>Since when its channel is being archived; of an earlier end where that is before this one.</summary>
    public long? PutAwayAt { get; init; }
    public long? ArchivedAt { get; init; }

    /// <summary>When its channel asked last whether it may be archived; of an earlier end where that was before.</summary>
    public long? ArchiveAskedAt { get; init; }

    /// <summary>When somebody kept the channel, and who.</summary>
    public long? ChannelKeptAt { get; init; }
    public string? ChannelKeptBy { get; init; }

    /// <summary>When people wrote in its channel last after its end, to within an hour.</summary>
    public long? LastWordAt { get; init; }

    /// <summary>When what was known of its messages in Slack went.</summary>
    public long? ForgottenAt { get; init; }

    /// <summary>The runs of its job without a failure since it waits in Monitoring.</summary>
    public GreenRuns GreenRuns => new((int)Greens, At(GreenAt), GreenRun);

    public long Greens { get; init; }
    public long? GreenAt { get; init; }
    public string? GreenRun { get; init; }

    /// <summary>When it was asked last whether it is still open.</summary>
    public long? AskedAt { get; init; }

    /// <summary>It waits for somebody to accept it, and has no channel until then; one that ended so never had one.</summary>
    public bool Unaccepted { get; init; }

    /// <summary>Only those inside see it: it has no announcement, and nobody else is called for it.</summary>
    public bool Private { get; init; }

    /// <summary>The incident into which it went, being about the same.</summary>
    public long? MergedInto { get; init; }

    /// <summary>It ended by itself: its job ran well, and nobody had to do with it.</summary>
    public bool IsQuietlyOver =>
        Status is IncidentStatus.Resolved or IncidentStatus.Closed && EndedBy is null && GreenRuns.AreEnough;

    /// <summary>Until when what its messages say of its lead's hours is true.</summary>
    public long? SaysUntil { get; init; }

    /// <summary>What stands of it in Slack is not known any more, and is not said again unless it is opened again.</summary>
    public bool IsForgotten => !IsOpen && ForgottenAt > OpenedAt;

    public bool IsBeingPutAway => !IsOpen && PutAwayAt >= ResolvedAt && !(ArchivedAt >= PutAwayAt);

    /// <summary>What fixed it was said when it ended this time.</summary>
    public bool IsFixKnown => Fix is not null && !IsOpen && FixedAt >= OpenedAt;

    public bool IsWaiting => IsOpen && WaitingSince is not null;

    public string Label => LabelOf(Number);

    public string Subject => SubjectOf(Number);

    public bool IsOpen => Status.IsOpen();

    /// <summary>Where it stands, as it is said in a sentence: "fixing", "merged into INC-2".</summary>
    public string Standing => MergedInto is { } into && !IsOpen ? $"merged into {LabelOf(into)}" : Words.Of(Status);

    public bool IsUrgent => IncidentRules.IsUrgent(Severity, Affected);

    /// <summary>The incident as the rules see it.</summary>
    /// <param name="firing">Whether an alert that it stands for still fires.</param>
    public IncidentState State(bool firing) => new()
    {
        Name = Name,
        Status = Status,
        Severity = Severity,
        Affected = Affected,
        Rotation = Team,
        Group = CallGroup,
        Lead = Lead,
        LeadChosen = LeadChosen,
        CallAnyTime = CallAnyTime,
        Touched = Touched,
        WaitingSince = At(WaitingSince),
        Waitings = (int)Waitings,
        Fix = Fix,
        FixedAt = At(FixedAt),
        Reopened = (int)Reopened,
        EndedAt = At(ResolvedAt),
        Unaccepted = Unaccepted,
        MergedInto = MergedInto,
        Firing = firing,
    };

    static DateTimeOffset? At(long? unixMilliseconds) =>
        unixMilliseconds is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    public static string LabelOf(long number) => string.Create(CultureInfo.InvariantCulture, $"INC-{number}");

    public static string SubjectOf(long number) => string.Create(CultureInfo.InvariantCulture, $"incident:{number}");
}

/// <summary>One line of the timeline.</summary>
public sealed record TimelineEntry(long At, string Actor, string Verb, string? Before, string? After, string? Why)
{
    public bool Is(params ReadOnlySpan<Verb> verbs) => verbs.Contains(new(Verb));
}

/// <summary>What is needed to open an incident.</summary>
public sealed record NewIncident(
    string Name, Severity Severity, Affected Affected, string? Known, string? DeclaredBy, string? Lead, string? LeadWhy,
    string Why,
    bool Storm = false)
{
    /// <summary>When it began, unix milliseconds, when that was before it was opened.</summary>
    public long? Since { get; init; }

    /// <summary>The rotation that it belongs to; null while there is none.</summary>
    public string? Rotation { get; init; }

    /// <summary>A user group that is called for it, whatever the time; null where only its rotation is.</summary>
    public string? Group { get; init; }

    /// <summary>It has no channel until somebody accepts it.</summary>
    public bool Unaccepted { get; init; }

    /// <summary>A program declared it for somebody, who need not be there.</summary>
    public bool IsByProgram { get; init; }

    /// <summary>Who else sees it beside its declarer and its lead, where it is private; null where everybody does.</summary>
    public IReadOnlyList<string>? Inside { get; init; }
}
