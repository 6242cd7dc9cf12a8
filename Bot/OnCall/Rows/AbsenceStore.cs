using System.Data;
using Bot.Domain.OnCall;
using Bot.People;
using Dapper;

namespace Bot.OnCall.Rows;

/// <summary>Leaves and holidays as hours: who is there when.</summary>
public static class AbsenceStore
{
    /// <summary>
    /// Who of a rotation's members can be on call when, from the day before an instant on; <paramref name="more"/> are absences
    /// that nobody has saved yet.
    /// </summary>
    public static Presence Presence(IDbConnection db, Rotation rotation, DateTimeOffset from, params Absence[] more) =>
        new(
            Outsiders.All(db), [.. Of(db, from), .. more],
            rotation.OwnZones ? OwnHours.Of(db, rotation.Hours, rotation.Members) : _ => rotation.Hours);

    /// <summary>All absences that end after the day before an instant; each on the wall of its person's zone.</summary>
    public static List<Absence> Of(IDbConnection db, DateTimeOffset from) => db.Query<Row>(
        """
        select l.person, l.first_day as first, l.last_day as last, coalesce(p.zone, 'Etc/UTC') as zone, l.leaves_out_turns
        from leaves l left join people p on p.id = l.person where l.ended_by is null and l.last_day >= @since
        union all
        select f.person, h.day, h.day, coalesce(p.zone, 'Etc/UTC'), 0
        from holiday_followers f join holidays h on h.list = f.list left join people p on p.id = f.person where h.day >= @since
        """,
        new { since = Days.Text(DateOnly.FromDateTime(from.UtcDateTime).AddDays(-1)) }).Select(r => r.Absence).ToList();

    sealed class Row
    {
        public required string Person { get; init; }
        public required string First { get; init; }
        public required string Last { get; init; }
        public required string Zone { get; init; }
        public bool LeavesOutTurns { get; init; }

        public Absence Absence => new(Person, Days.Hours(Days.Read(First), Days.Read(Last), Zones.Of(Zone)), LeavesOutTurns);
    }
}
