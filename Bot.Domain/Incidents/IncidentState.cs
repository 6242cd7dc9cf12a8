namespace Bot.Domain.Incidents;

/// <summary>An incident as its rules see it. People are Slack user ids, times are workspace time.</summary>
public sealed record IncidentState
{
    public required string Name { get; init; }
    public IncidentStatus Status { get; init; }
    public Severity Severity { get; init; }
    public Affected Affected { get; init; }

    /// <summary>The rotation that it belongs to; null while there is none.</summary>
    public string? Rotation { get; init; }

    /// <summary>A user group that is called for it, whatever the time; null where only its rotation is.</summary>
    public string? Group { get; init; }

    /// <summary>Who leads; null while nobody is on call.</summary>
    public string? Lead { get; init; }

    /// <summary>Somebody chose the lead, who therefore does not change with the rotation.</summary>
    public bool LeadChosen { get; init; }

    /// <summary>The lead is called out of hours too: chosen on purpose, or somebody pressed "Call now".</summary>
    public bool CallAnyTime { get; init; }

    /// <summary>Whoever led it once has begun; an untouched incident follows the rotation.</summary>
    public bool Touched { get; init; }

    /// <summary>Since when a sign of its lead is waited for; null while they are there.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>How often that began: the number of the present waiting.</summary>
    public int Waitings { get; init; }

    /// <summary>What fixed it last; kept when it comes back.</summary>
    public string? Fix { get; init; }

    /// <summary>When that was said.</summary>
    public DateTimeOffset? FixedAt { get; init; }

    /// <summary>How often it came back after its end.</summary>
    public int Reopened { get; init; }

    /// <summary>When it was resolved, closed or declined; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>It waits for somebody to accept it, and has no channel until then.</summary>
    public bool Unaccepted { get; init; }

    /// <summary>The incident into which it went, being about the same; null where it did not.</summary>
    public long? MergedInto { get; init; }

    /// <summary>An alert that it stands for still fires.</summary>
    public bool Firing { get; init; }

    public bool IsOpen => Status.IsOpen();

    /// <summary>Its lead is whoever is on call: nobody has begun, and nobody chose another.</summary>
    public bool Follows => IsOpen && !Touched && !LeadChosen;

    /// <summary>From now on a sign of its lead is waited for anew.</summary>
    public IncidentState Waits(DateTimeOffset from) => this with { WaitingSince = from, Waitings = Waitings + 1 };

    public Urgency Urgency => IncidentRules.UrgencyOf(Severity, Affected);
}
