using System.Data;
using Bot.Domain.OnCall;
using Bot.Hosting;

namespace Bot.OnCall;

/// <summary>Hours of one rotation as each of its readers is told them: a person on their own clock, a channel on the rotation's.</summary>
public sealed class ToldHours
{
    readonly Rotation rotation;
    readonly IReadOnlyDictionary<string, TimeZoneInfo> zones;
    readonly DateTimeOffset now;

    ToldHours(Rotation rotation, IReadOnlyDictionary<string, TimeZoneInfo> zones, DateTimeOffset now) =>
        (this.rotation, this.zones, this.now) = (rotation, zones, now);

    public static ToldHours Read(IDbConnection db, Rotation rotation, IEnumerable<string> readers, DateTimeOffset now) => new(
        rotation, readers.Distinct().ToDictionary(p => p, p => PersonHours.ZoneOf(db, p)), now);

    /// <summary>Hours for one reader; null is a channel.</summary>
    public string Of(Stretch hours, string? reader) => ShiftText.Hours(hours, rotation, Zone(reader), now);

    /// <summary>An end for one reader; null is a channel.</summary>
    public string Until(DateTimeOffset end, string? reader) => When.Until(end, Zone(reader));

    TimeZoneInfo Zone(string? reader) => reader is null ? rotation.Zone : zones.GetValueOrDefault(reader, rotation.Zone);
}
