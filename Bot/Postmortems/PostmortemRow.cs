using System.Globalization;
using Bot.Domain.OnCall;
using Bot.Domain.Postmortems;
using Bot.Incidents;

namespace Bot.Postmortems;

/// <summary>A postmortem as stored. Times are unix milliseconds of workspace time.</summary>
public sealed class PostmortemRow
{
    /// <summary>Of the subject of each.</summary>
    public const string Prefix = "postmortem";

    public long Incident { get; init; }
    public PostmortemState State { get; init; }
    public string? Owner { get; init; }

    /// <summary>A day on the owner's wall, as yyyy-MM-dd.</summary>
    public string? Due { get; init; }

    /// <summary>Who gave it to its owner by hand; null where nobody has.</summary>
    public string? GivenBy { get; init; }

    /// <summary>Who chose the day by hand.</summary>
    public string? DayBy { get; init; }

    /// <summary>Who asked for it; null where the severity of its incident did.</summary>
    public string? MadeBy { get; init; }

    /// <summary>Why none is needed.</summary>
    public string? Reason { get; init; }
    public string? EndedBy { get; init; }
    public long? EndedAt { get; init; }
    public string? NamedOn { get; init; }

    /// <summary>When it was sent to review last.</summary>
    public long? ReviewedAt { get; init; }

    /// <summary>When its sections were written; null while they are.</summary>
    public long? DraftedAt { get; init; }
    public SummaryHow How { get; init; }
    public SummaryTrouble? Why { get; init; }
    public string? Views { get; init; }

    public string? Canvas { get; init; }
    public string? CanvasChannel { get; init; }

    /// <summary>By what its table of facts is found.</summary>
    public string? CanvasMark { get; init; }

    /// <summary>When it was made in Slack, by wire time, while the answer is not known.</summary>
    public long? CanvasAttempted { get; init; }

    /// <summary>Slack's word for why there is none.</summary>
    public string? CanvasTrouble { get; init; }

    /// <summary>The facts that the canvas shows.</summary>
    public string? Facts { get; init; }

    /// <summary>Why they are not brought up to date there.</summary>
    public string? FactsTrouble { get; init; }

    public Postmortem Postmortem => new(State, Owner, Due is { } day ? Days.Read(day) : null);

    /// <summary>Its owner or its day was chosen by hand.</summary>
    public bool IsGiven => GivenBy is not null || DayBy is not null;

    /// <summary>Others gave it to its owner, whom no brief has told so.</summary>
    public bool IsNews => NamedOn is null && GivenBy is { } by && by != Owner;

    public DateOnly? Named => NamedOn is { } day ? Days.Read(day) : null;

    public bool HasText => State.HasText() && DraftedAt is not null;

    /// <summary>
    /// Whether one whose incident goes into that of this one takes its place: what is owed goes before what is not needed, and
    /// whoever was given this one keeps it, unless there is a text that it would be lost for.
    /// </summary>
    public bool GivesWayTo(PostmortemRow other) => State switch
    {
        PostmortemState.NotNeeded => other.Postmortem.IsOpen,
        PostmortemState.Owed => MadeBy is null && (!IsGiven || other.State.HasText()),
        _ => false,
    };

    /// <summary>The modals that wait for the draft, each with who looks at it.</summary>
    public IEnumerable<(string View, string Reader)> Waiting => (Views ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(one => one.Split('/')).Where(one => one.Length == 2).Select(one => (one[0], one[1]));

    public string Label => IncidentRow.LabelOf(Incident);

    public string Subject => SubjectOf(Incident);

    public static string SubjectOf(long incident) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}:{incident}");
}

/// <summary>A section of one as it was drafted, or as somebody wrote it; Markdown.</summary>
public sealed record PostmortemSection(long Nth, string Heading, string Body, string? EditedBy = null);
