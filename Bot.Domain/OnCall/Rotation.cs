namespace Bot.Domain.OnCall;

/// <summary>Whom the user group names while nobody may be disturbed; Slack refuses an empty group.</summary>
public enum GroupOutOfHours
{
    /// <summary>Whoever is on call when hours open next.</summary>
    NextResponder,

    /// <summary>Whoever was on call when hours closed.</summary>
    KeepLast,

    /// <summary>The people named in the settings.</summary>
    Named,
}

/// <summary>
/// The settings of a rotation: its members take turns in their order. People are Slack user ids. <paramref name="GroupHandle"/>
/// is the user group that it keeps, without @, or null. <paramref name="AlertGroup"/> is the user group that is told of alerts
/// out of hours; null means they wait until hours open. With <paramref name="OwnZones"/> the working hours are read in each
/// responder's own zone. <paramref name="Owners"/> are those beside its maker; <paramref name="Channel"/> is Slack's id of its
/// own channel, null for the announcement channel.
/// </summary>
public sealed record Rotation(
    string Id,
    string Name,
    IReadOnlyList<string> Members,
    HandOff HandOff,
    WorkingHours Hours,
    string? GroupHandle = null,
    GroupOutOfHours GroupOutOfHours = GroupOutOfHours.NextResponder,
    IReadOnlyList<string>? Named = null,
    string? AlertGroup = null,
    bool OwnZones = false,
    IReadOnlyList<string>? Owners = null,
    string? Channel = null)
{
    /// <summary>The zone of the hand-off, and of the hours where people have none of their own.</summary>
    public TimeZoneInfo Zone => Hours.Zone;
}
