using System.Data;
using Bot.Domain.OnCall;
using Bot.Hosting;

namespace Bot.OnCall;

/// <summary>When somebody may be told what can wait: in the hours of a rotation they are in, else Monday to Friday from nine to five where they live.</summary>
public static class PersonHours
{
    public static WorkingHours Of(IDbConnection db, string person, IReadOnlyList<RotationRow> rotations) =>
        rotations.FirstOrDefault(r => r.Rotation.Members.Contains(person)) is { } rotation
            ? In(db, rotation, person)
            : new WorkingHours(Weekdays.MondayToFriday, new TimeOnly(9, 0), new TimeOnly(17, 0), ZoneOf(db, person));

    /// <summary>The hours of a rotation as they are for one person.</summary>
    public static WorkingHours In(IDbConnection db, RotationRow rotation, string person) =>
        rotation.OwnZones ? OwnHours.Of(db, rotation.Rotation.Hours, [person])(person) : rotation.Rotation.Hours;

    /// <summary>Where somebody lives, as far as the bot knows.</summary>
    public static TimeZoneInfo ZoneOf(IDbConnection db, string person) =>
        Zones.TryFind(Person.Find(db, person)?.Zone, out var zone) ? zone : TimeZoneInfo.Utc;
}
