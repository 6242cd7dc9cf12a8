namespace Bot.Domain.Incidents;

/// <summary>Where an incident stands, from the first look to the end.</summary>
public enum IncidentStatus
{
    Triage,
    Investigating,
    Fixing,
    Monitoring,
    Resolved,
    Closed,
    Declined,
}

/// <summary>How bad it is.</summary>
public enum Severity
{
    Minor,
    Major,
    Critical,
}

/// <summary>Who feels it.</summary>
public enum Affected
{
    NotSure,
    Inside,
    Customers,
}

/// <summary>How far its call carries: see <see cref="Calling"/>.</summary>
public enum Urgency
{
    /// <summary>Can wait for working hours.</summary>
    Minor,

    /// <summary>Wants somebody within the working day.</summary>
    Major,

    /// <summary>Wants somebody now: critical, or customers feel it.</summary>
    Urgent,
}

/// <summary>What the words of an incident mean for what happens next.</summary>
public static class IncidentRules
{
    /// <summary>How long after its resolution the same failure reopens an incident instead of opening another.</summary>
    public static readonly TimeSpan ReopenWithin = TimeSpan.FromHours(24);

    public static bool IsOpen(this IncidentStatus status) =>
        status is not (IncidentStatus.Resolved or IncidentStatus.Closed or IncidentStatus.Declined);

    /// <summary>Only what is urgent disturbs people out of hours.</summary>
    public static Urgency UrgencyOf(Severity severity, Affected affected) => (severity, affected) switch
    {
        (Severity.Critical, _) or (_, Affected.Customers) => Urgency.Urgent,
        (Severity.Major, _) => Urgency.Major,
        _ => Urgency.Minor,
    };

    public static bool IsUrgent(Severity severity, Affected affected) => UrgencyOf(severity, affected) == Urgency.Urgent;

    /// <summary>The statuses that a person may set by hand from <paramref name="status"/>; resolving has its own form.</summary>
    public static IReadOnlyList<IncidentStatus> Next(IncidentStatus status) => status switch
    {
        IncidentStatus.Triage =>
            [
                IncidentStatus.Triage, IncidentStatus.Investigating, IncidentStatus.Fixing, IncidentStatus.Monitoring,
                IncidentStatus.Declined
            ],
        IncidentStatus.Resolved => [IncidentStatus.Resolved, IncidentStatus.Investigating, IncidentStatus.Closed],
        IncidentStatus.Closed => [IncidentStatus.Closed, IncidentStatus.Investigating],
        IncidentStatus.Declined => [IncidentStatus.Declined, IncidentStatus.Investigating],
        _ => [IncidentStatus.Investigating, IncidentStatus.Fixing, IncidentStatus.Monitoring, IncidentStatus.Declined],
    };
}
