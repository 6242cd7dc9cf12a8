namespace Bot.Domain.Incidents;

/// <summary>Why an incident does not do what was asked of it.</summary>
public enum Refusal
{
    None,

    /// <summary>It was resolved, closed or declined before.</summary>
    Ended,

    /// <summary>It is open, so there is nothing to open again.</summary>
    Open,

    /// <summary>An alert still fires; resolving it all the same has to be said.</summary>
    StillFiring,

    /// <summary>The status asked for does not follow the present one.</summary>
    NoSuchStep,

    /// <summary>Others have changed the same meanwhile.</summary>
    Changed,
}

/// <summary>What leads to a call of the lead, where it is not that the incident was opened.</summary>
public enum CallCause
{
    /// <summary>The same failure is back.</summary>
    Back,

    /// <summary>Somebody opened it again.</summary>
    Reopened,

    /// <summary>It is more urgent than it was.</summary>
    Worse,

    /// <summary>Somebody gave it to them.</summary>
    Handed,

    /// <summary>Somebody moved it to another rotation.</summary>
    Moved,

    /// <summary>It fails again after it was well for long.</summary>
    Again,
}

/// <summary>What a person can change of an incident in a form.</summary>
public enum IncidentField
{
    Name,
    Status,
    Severity,
    Affected,
    Lead,
    Rotation,
}

/// <summary>
/// What came of asking: the incident as it is afterwards, or a refusal, with the fields that others changed meanwhile.
/// </summary>
public sealed record Transition(IncidentState Before, IncidentState After, Refusal Refusal = Refusal.None)
{
    public IReadOnlyList<IncidentField> Conflicts { get; init; } = [];

    /// <summary>It takes back that the incident went into another one: nothing happened to it meanwhile.</summary>
    public bool TakesBack { get; init; }

    public bool Changes => Refusal == Refusal.None && Before != After;

    public bool EndsIt => Before.IsOpen && !After.IsOpen;

    public bool OpensIt => !Before.IsOpen && After.IsOpen;

    /// <summary>It is more urgent than before.</summary>
    public bool Raises => After.Urgency > Before.Urgency;

    /// <summary>It belongs to another rotation.</summary>
    public bool Moves => Before.Rotation != After.Rotation;

    /// <summary>Why somebody is called for it now.</summary>
    public CallCause? Cause => TakesBack ? null
        : OpensIt ? After.Touched ? CallCause.Reopened : CallCause.Back
        : Moves ? CallCause.Moved
        : Before.Lead != After.Lead ? CallCause.Handed
        : Raises ? CallCause.Worse
        : BeginsWaiting && Before.Status == IncidentStatus.Monitoring && After.Status != Before.Status ? CallCause.Again
        : null;

    /// <summary>From here on a sign of the lead is waited for anew.</summary>
    public bool BeginsWaiting => After.WaitingSince is not null && After.Waitings != Before.Waitings;

    public static Transition Refused(IncidentState state, Refusal why) => new(state, state, why);
}

/// <summary>What somebody saw in a form, and what they sent: only what differs between the two is theirs to change.</summary>
public sealed record FormEdit(FormEdit.Values Shown, FormEdit.Values Sent)
{
    /// <summary>Whoever is on call in the rotation that was sent.</summary>
    public string? OnCall { get; init; }

    /// <summary>The user group that the team's routes call for what it comes to, where that is more urgent.</summary>
    public string? Group { get; init; }

    /// <summary>The fields of a form; a form without one of them leaves it null in both.</summary>
    public sealed record Values(string? Name, IncidentStatus? Status, Severity? Severity, Affected? Affected, string? Lead)
    {
        public string? Rotation { get; init; }

        public static Values Of(IncidentState state) => new(state.Name, state.Status, state.Severity, state.Affected, state.Lead)
        {
            Rotation = state.Rotation,
        };
    }
}
