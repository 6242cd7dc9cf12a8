using System.Globalization;
using Bot.Domain.Incidents;

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
    public string? DeclaredBy { get; init; }
    public long DeclaredAt { get; init; }
    public string? Lead { get; init; }
    public string? LeadWhy { get; init; }
    public bool Storm { get; init; }
    public long? ResolvedAt { get; init; }
    public string? Fix { get; init; }
    public long Reopened { get; init; }
    public string? ChannelName { get; init; }
    public long ChannelTry { get; init; }
    public string? ChannelId { get; init; }
    public string? ChannelTrouble { get; init; }

    /// <summary>User group told of it out of hours; null when nobody was.</summary>
    public string? ToldGroup { get; init; }

    public string Label => LabelOf(Number);

    public string Subject => SubjectOf(Number);

    public bool IsOpen => Status.IsOpen();

    public bool IsUrgent => IncidentRules.IsUrgent(Severity, Affected);

    public static string LabelOf(long number) => string.Create(CultureInfo.InvariantCulture, $"INC-{number}");

    public static string SubjectOf(long number) => string.Create(CultureInfo.InvariantCulture, $"incident:{number}");
}

/// <summary>One kind of alert that an incident stands for, with how often and when it came.</summary>
public sealed record AlertSeen(string Key, string Title, string? SourceUrl, long Count, long FirstAt, long LastAt, long Firing);

/// <summary>An update that somebody gave.</summary>
public sealed record IncidentUpdate(long Id, long At, string Person, string Text);

/// <summary>One line of the timeline.</summary>
public sealed record TimelineEntry(long At, string Actor, string Verb, string? Before, string? After, string? Why);

/// <summary>What is needed to open an incident.</summary>
public sealed record NewIncident(
    string Name, Severity Severity, Affected Affected, string? Known, string? DeclaredBy, string? Lead, string? LeadWhy, string Why, bool Storm = false);
