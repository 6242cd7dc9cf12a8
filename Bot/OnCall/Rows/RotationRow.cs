using System.Text.Json;
using Bot.Domain.OnCall;

namespace Bot.OnCall.Rows;

/// <summary>A rotation as stored, with the settings of one moment. Times are unix milliseconds of workspace time.</summary>
public sealed class RotationRow
{
    public required string Id { get; init; }
    public required string MadeBy { get; init; }
    public long ChangesAt { get; init; }
    public long? EndedAt { get; init; }

    /// <summary>Since when these settings hold, and who saved them.</summary>
    public long ValidFrom { get; init; }
    public required string SavedBy { get; init; }
    public required string Name { get; init; }
    public required string Members { get; init; }
    public required string HandOff { get; init; }
    public required string Zone { get; init; }
    public long Days { get; init; }
    public long Opens { get; init; }
    public long Closes { get; init; }
    public string? GroupHandle { get; init; }
    public required string GroupOutOfHours { get; init; }
    public required string Named { get; init; }
    public string? AlertGroup { get; init; }
    public bool OwnZones { get; init; }
    public required string OtherOwners { get; init; }
    public string? Channel { get; init; }

    /// <summary>Who may change it: its maker first, then the others.</summary>
    public IReadOnlyList<string> Owners => field ??= [.. Read(OtherOwners).Prepend(MadeBy).Distinct()];

    public string Subject => SubjectOf(Id);

    public static string SubjectOf(string id) => $"rotation:{id}";

    public Rotation Rotation => field ??= new(
        Id,
        Name,
        Read(Members),
        Domain.OnCall.HandOff.Known(HandOff),
        new WorkingHours((Weekdays)Days, Minute(Opens), Minute(Closes), Zones.Of(Zone)),
        GroupHandle,
        Enum.Parse<GroupOutOfHours>(GroupOutOfHours, ignoreCase: true),
        Read(Named),
        AlertGroup,
        OwnZones,
        [.. Owners.Skip(1)],
        Channel);

    public static string Write(IEnumerable<string> people) => JsonSerializer.Serialize(people);

    public static IReadOnlyList<string> Read(string people) => JsonSerializer.Deserialize<List<string>>(people) ?? [];

    static TimeOnly Minute(long afterMidnight) => TimeOnly.MinValue.AddMinutes(afterMidnight);
}
