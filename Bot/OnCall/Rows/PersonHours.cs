using System.Data;
using Bot.Domain.OnCall;
using Bot.People;

namespace Bot.OnCall.Rows;

/// <summary>When somebody may be told what can wait.</summary>
public static class PersonHours
{
    static readonly TimeOnly Nine = new(9, 0), Five = new(17, 0);

    /// <summary>In the hours of a rotation they are in, else Monday to Friday from nine to five where they live.</summary>
    public static WorkingHours Of(IDbConnection db, string person, IReadOnlyList<RotationRow> rotations) =>
        rotations.FirstOrDefault(r => r.Rotation.Members.Contains(person)) is { } rotation
            ? In(db, rotation, person)
            : NineToFive(db, person);

    /// <summary>
    /// The same on their own clock, whatever zone the rotation is in: the days and times of a rotation they are in, or nine to
    /// five.
    /// </summary>
    public static WorkingHours Own(IDbConnection db, string person, IReadOnlyList<RotationRow> rotations)
    {
        if (rotations.FirstOrDefault(r => r.Rotation.Members.Contains(person))?.Rotation is not { } rotation)
            return NineToFive(db, person);
        // Of whom it is not known where they live, the rotation's zone is the best guess.
        var zone = Zones.TryFind(Person.Find(db, person)?.Zone, out var known) ? known : rotation.Zone;
        var own = rotation.Hours with { Zone = zone };
        return IsNight(own) && (own.From == own.To || !(rotation.OwnZones || IsThere(zone, rotation.Zone)))
            ? own with { From = Nine, To = Five }
            : own;
    }

    /// <summary>The hours in which a rotation may disturb one person as its responder.</summary>
    public static WorkingHours In(IDbConnection db, RotationRow rotation, string person) =>
        rotation.OwnZones ? OwnHours.Of(db, rotation.Rotation.Hours, [person])(person) : rotation.Rotation.Hours;

    /// <summary>Where somebody lives, as far as the bot knows.</summary>
    public static TimeZoneInfo ZoneOf(IDbConnection db, string person) =>
        Zones.TryFind(Person.Find(db, person)?.Zone, out var zone) ? zone : TimeZoneInfo.Utc;

    static WorkingHours NineToFive(IDbConnection db, string person) =>
        new(Weekdays.MondayToFriday, Nine, Five, ZoneOf(db, person));

    // Hours round the clock, or a night shift of another country, say nothing about when its people are awake at home.
    static bool IsNight(WorkingHours hours) => hours.To <= hours.From;

    static bool IsThere(TimeZoneInfo own, TimeZoneInfo rotation) => own.BaseUtcOffset == rotation.BaseUtcOffset;
}
