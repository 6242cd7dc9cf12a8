namespace Bot.Domain.Incidents;

/// <summary>All that decides who is called for an incident that waits.</summary>
public sealed record CallFacts
{
    public required Urgency Urgency { get; init; }
    public required DateTimeOffset Now { get; init; }

    /// <summary>Since when it waits.</summary>
    public required DateTimeOffset Since { get; init; }
    public string? Lead { get; init; }

    /// <summary>
    /// The lead may be called: in their own hours, as responder for what is urgent in the rotation's, or awake all the same.
    /// </summary>
    public bool LeadInHours { get; init; }

    /// <summary>Their hours closed within the last hour: whoever was called in them can still be asked again.</summary>
    public bool LeadJustLeft { get; init; }

    /// <summary>They are on leave, or their account is gone.</summary>
    public bool LeadAway { get; init; }

    /// <summary>
    /// They said here within the last hours that they are on it: whoever else would be woken waits for their answer.
    /// </summary>
    public bool LeadThere { get; init; }

    /// <summary>Nobody leads it, or who does cannot act here any more: nobody comes who could be waited for.</summary>
    public bool IsLeaderless { get; init; }

    /// <summary>Others are to be called in the lead's place, who has no hours or is away, or is nobody.</summary>
    public bool LeadSleeps { get; init; }

    /// <summary>
    /// By their own clock they have no hours, or they are away: however urgent it is, others are called no later than if it were
    /// not.
    /// </summary>
    public bool LeadDozes { get; init; }

    /// <summary>
    /// It is watched in Monitoring, or older than what the bot knows: only a change calls somebody, and nobody is asked by the
    /// clock.
    /// </summary>
    public bool Rests { get; init; }

    /// <summary>It began to wait before the bot was restored from a backup, since when much may have been done.</summary>
    public bool IsOfBackup { get; init; }

    /// <summary>They were open when the waiting began.</summary>
    public bool BeganInHours { get; init; }

    /// <summary>The lead is called out of hours too.</summary>
    public bool CallAnyTime { get; init; }

    /// <summary>Working time of the lead's hours since the waiting began.</summary>
    public TimeSpan Worked { get; init; }

    /// <summary>User group that the rotation calls out of hours; null when it has none, or hours are open.</summary>
    public string? Group { get; init; }

    /// <summary>Since when the group could be called: it waits, and hours are closed.</summary>
    public DateTimeOffset GroupFrom { get; init; }

    /// <summary>When the rotation chose it.</summary>
    public DateTimeOffset GroupChosen { get; init; }

    /// <summary>How urgent it was when the group was called in an earlier waiting; null when it knows of none.</summary>
    public Urgency? GroupKnows { get; init; }

    /// <summary>An alert opened it: the out-of-hours group hears of it, however urgent it is.</summary>
    public bool ByAlert { get; init; }

    /// <summary>Whoever comes next in the rotation and may be disturbed now, in the rotation's order; without the lead.</summary>
    public IReadOnlyList<string> Next { get; init; } = [];

    /// <summary>Whoever was called in the lead's place, or beside them.</summary>
    public string? StandIn { get; init; }

    /// <summary>Who gave it to the lead, which began the waiting: they are asked last, and not as one who stands in.</summary>
    public string? Giver { get; init; }

    /// <summary>Owners of the rotation who may be disturbed now.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>Admins who may be disturbed now.</summary>
    public IReadOnlyList<string> Admins { get; init; } = [];

    /// <summary>
    /// Who stands where the lead would while nobody is on call: the rotation's owners, or admins where none of those is there; by
    /// any clock.
    /// </summary>
    public IReadOnlyList<string> Heirs { get; init; } = [];

    /// <summary>Who was called within the last minutes for another incident of the same storm, and has not answered.</summary>
    public IReadOnlyDictionary<string, CalledIn> Elsewhere { get; init; } = new Dictionary<string, CalledIn>();

    /// <summary>The rungs climbed since it waits, and when.</summary>
    public IReadOnlyDictionary<CallStep, DateTimeOffset> Done { get; init; } = new Dictionary<CallStep, DateTimeOffset>();

    /// <summary>Who has been called since it waits.</summary>
    public IReadOnlyList<string> Called { get; init; } = [];
}
