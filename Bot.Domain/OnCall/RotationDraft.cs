namespace Bot.Domain.OnCall;

/// <summary>The fields a person fills in, named as the messages about them name them.</summary>
public enum RotationField
{
    Name,
    Members,
    HandOff,
    Zone,
    Days,
    From,
    To,
    Group,
    GroupOutOfHours,
    OwnZones,
    Alerts,
    Owners,
    Channel,
}

/// <summary>
/// A rotation as somebody typed it. <see cref="Check"/> makes settings of it, or says what is wrong, field by field.
/// </summary>
public sealed record RotationDraft
{
    public const int LongestName = 60;

    public string? Name { get; init; }
    public IReadOnlyList<string> Members { get; init; } = [];
    public string? Cron { get; init; }
    public string? Zone { get; init; }
    public Weekdays Days { get; init; }
    public TimeOnly? From { get; init; }
    public TimeOnly? To { get; init; }
    public string? GroupHandle { get; init; }
    public GroupOutOfHours GroupOutOfHours { get; init; }
    public IReadOnlyList<string> Named { get; init; } = [];
    public string? AlertGroup { get; init; }
    public bool OwnZones { get; init; }
    public IReadOnlyList<string> Owners { get; init; } = [];
    public string? Channel { get; init; }

    /// <summary>
    /// The draft as far as it decides who is on call when, so that a missing name does not keep anybody from seeing it.
    /// </summary>
    public RotationDraft ForShifts =>
        this with { Name = "any", GroupHandle = null, GroupOutOfHours = GroupOutOfHours.NextResponder };

    /// <summary>The settings, when the draft has no problem; each problem is one sentence for the field's own place.</summary>
    public Rotation? Check(string id, out IReadOnlyDictionary<RotationField, string> problems)
    {
        var found = new Dictionary<RotationField, string>();
        problems = found;
        var name = (Name ?? "").Trim();
        var handle = GroupHandles.Normalise(GroupHandle);
        var zone = FindZone(found);
        if (!HandOff.TryParse(Cron, out var handOff, out var handOffProblem)) found[RotationField.HandOff] = handOffProblem;
        if (NameProblem(name) is { } nameProblem) found[RotationField.Name] = nameProblem;
        if (MembersProblem() is { } membersProblem) found[RotationField.Members] = membersProblem;
        if (handle is not null && GroupHandles.Problem(handle) is { } handleProblem) found[RotationField.Group] = handleProblem;
        CheckHours(found);
        CheckOutOfHours(found);
        return found.Count > 0 || zone is null || handOff is null ? null : new Rotation(
            id, name, [.. Members], handOff, new WorkingHours(Days, From!.Value, To!.Value, zone), handle, GroupOutOfHours,
            GroupOutOfHours == GroupOutOfHours.Named ? [.. Named.Distinct()] : null, AlertGroup,
            OwnZones, [.. Owners.Distinct()], Channel);
    }

    TimeZoneInfo? FindZone(Dictionary<RotationField, string> found)
    {
        if (!Zones.TryFind(Zone, out var zone))
            found[RotationField.Zone] = string.IsNullOrWhiteSpace(Zone)
                ? "Choose a time zone, such as Europe/London."
                : $"There is no time zone \"{Zone.Trim()}\". Type a city and choose from the list, such as Europe/London.";
        return zone;
    }

    static string? NameProblem(string name) => name.Length switch
    {
        0 => "Give the rotation a name, such as Data responder.",
        > LongestName => $"Use at most {LongestName} characters; this name has {name.Length}.",
        _ => null,
    };

    string? MembersProblem() => Members.Count == 0 ? "Choose at least one member; the first is on call from now."
        : Members.Distinct().Count() < Members.Count ? "Somebody is in the list twice. Each member has one place in the order."
        : null;

    void CheckHours(Dictionary<RotationField, string> found)
    {
        if (Days == Weekdays.None) found[RotationField.Days] = "Choose at least one day on which people may be disturbed.";
        if (From is null) found[RotationField.From] = "Say when working hours begin.";
        if (To is null) found[RotationField.To] = "Say when working hours end.";
        else if (From == To && To != TimeOnly.MinValue)
            found[RotationField.To] = $"From and To are both {To:HH\\:mm}, which leaves no hours. Choose a later To, or 00:00 "
                + "to 00:00 for the whole day.";
    }

    void CheckOutOfHours(Dictionary<RotationField, string> found)
    {
        if (GroupOutOfHours == GroupOutOfHours.Named && Named.Count == 0)
            found[RotationField.GroupOutOfHours] = "Choose who is in the user group out of hours: Slack allows no empty group.";
    }
}
