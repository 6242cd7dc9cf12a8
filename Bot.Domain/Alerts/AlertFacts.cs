namespace Bot.Domain.Alerts;

/// <summary>How far an incident is, as far as alerts care.</summary>
public enum IncidentPhase
{
    Open,
    Monitoring,
    Resolved,
    Declined,
}

/// <summary>The newest incident that an alert's key has opened or joined.</summary>
public sealed record KeyIncident
{
    public required long Number { get; init; }

    /// <summary>What people call it, such as INC-12.</summary>
    public required string Name { get; init; }

    public IncidentPhase Phase { get; init; }

    /// <summary>When it was resolved or declined; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When this key last fired.</summary>
    public required DateTimeOffset LastFired { get; init; }

    /// <summary>How often this key has fired in this incident.</summary>
    public int Firings { get; init; } = 1;

    /// <summary>How often the incident has been opened: 1, and one more for each time it came back.</summary>
    public int Openings { get; init; } = 1;

    public string? Branch { get; init; }
    public string? Environment { get; init; }

    /// <summary>It was resolved although this key still fired, and nobody has called that off since.</summary>
    public bool LeftFiring { get; init; }

    /// <summary>Somebody gave it this incident: what else its job reports is elsewhere.</summary>
    public bool IsSplit { get; init; }

    /// <summary>How urgent this key has asked it to be at most; null where nothing is known of that.</summary>
    public Incidents.Urgency? Asked { get; init; }

    /// <summary>How many other keys of the same incident still fire (a storm has many).</summary>
    public int OthersFiring { get; init; }

    /// <summary>Those of them that the same job told of.</summary>
    public int OthersOfJobFiring { get; init; }

    /// <summary>How many keys the incident has in all.</summary>
    public int Keys { get; init; } = 1;
}

/// <summary>The open incident of an alert's job, and what people call it.</summary>
public sealed record JobIncident(long Number, string Name);

/// <summary>The open incident that expects an alert, by which expectation, and that in words.</summary>
public sealed record ExpectingIncident(long Number, string Name, long Expectation, string What);

/// <summary>
/// The storm incident that is gathering alerts: its number, what people call it, and when the last alert came to it.
/// </summary>
public sealed record Storm(long Number, string Name, DateTimeOffset LastAlert);

/// <summary>An alert with the same key that waits: how often it fired, and where.</summary>
public sealed record WaitingAlert(int Firings, string? Branch = null, string? Environment = null);

/// <summary>All that a decision about one alert depends on beside the alert and its route.</summary>
public sealed record AlertFacts
{
    public required DateTimeOffset Now { get; init; }
    public KeyIncident? Incident { get; init; }
    public WaitingAlert? Waiting { get; init; }

    /// <summary>It is given time to recover.</summary>
    public WaitingAlert? Settling { get; init; }

    /// <summary>That time is over, and it still fires.</summary>
    public bool HasSettled { get; init; }

    /// <summary>The line in a channel that says that it fires.</summary>
    public long? Line { get; init; }

    /// <summary>Something else that the same job reports is open.</summary>
    public JobIncident? Job { get; init; }

    /// <summary>Somebody expects it.</summary>
    public ExpectingIncident? Expected { get; init; }

    public Storm? Storm { get; init; }

    /// <summary>How many incidents alerts have opened within <see cref="StormRule.Window"/>.</summary>
    public int OpenedLately { get; init; }

    /// <summary>How urgent an incident is that its route opens for it; null where that opens none.</summary>
    public Incidents.Urgency? Asks { get; init; }

    /// <summary>It is out of hours, and by its route or by the rotation's choice it waits for the morning.</summary>
    public bool WaitsForMorning { get; init; }

    /// <summary>The source has sent more than it may in this minute.</summary>
    public bool OverRate { get; init; }
}
