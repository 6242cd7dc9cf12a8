using System.Data;
using Bot.Domain.OnCall;
using Bot.Storage;
using Dapper;

namespace Bot.OnCall.Rows;

/// <summary>The rotations' rows: who made them, and their settings through time.</summary>
public static class RotationStore
{
    const string Columns =
        """
        select r.id, r.made_by, r.changes_at, r.ended_at, s.valid_from, s.saved_by,
               s.name, s.members, s.hand_off, s.zone, s.days, s.opens, s.closes,
               s.group_handle, s.group_out_of_hours, s.named, s.alert_group, s.own_zones, s.owners as other_owners, s.channel
        from rotations r join rotation_settings s on s.rotation = r.id
        """;

    const string Select =
        $"""
        {Columns}
        where s.valid_from = (select max(valid_from) from rotation_settings where rotation = r.id and valid_from <= @at)
        """;

    const string Going = $"{Select} and (r.ended_at is null or r.ended_at > @at)";

    /// <summary>All rotations that there were at an instant, with the settings they had, the oldest rotation first.</summary>
    public static List<RotationRow> All(IDbConnection db, DateTimeOffset at) =>
        db.Query<RotationRow>($"{Going} order by r.made_at, r.id", new { at = at.ToUnixTimeMilliseconds() }).ToList();

    public static RotationRow? Find(IDbConnection db, string id, DateTimeOffset at) =>
        db.QuerySingleOrDefault<RotationRow>($"{Going} and r.id = @id", new { id, at = at.ToUnixTimeMilliseconds() });

    /// <summary>The rotation that answers: the one named or, where it is none of these, the one that was made first.</summary>
    public static RotationRow? Answering(IReadOnlyList<RotationRow> all, string? id) =>
        all.FirstOrDefault(r => r.Id == id) ?? First(all);

    /// <summary>
    /// The rotation that somebody means without naming one: the first in which they are, else the one that was made first.
    /// </summary>
    public static RotationRow? OwnOf(IReadOnlyList<RotationRow> all, string person) =>
        all.FirstOrDefault(r => r.Rotation.Members.Contains(person)) ?? First(all);

    static RotationRow? First(IReadOnlyList<RotationRow> all) => all is [var first, ..] ? first : null;

    /// <summary>The latest names of those of these ids that are rotations, also of ended ones.</summary>
    public static IReadOnlyDictionary<string, string> NamesEver(IDbConnection db, IEnumerable<string> ids) =>
        db.Query<(string Id, string Name)>(
            """
            select s.rotation, s.name from rotation_settings s where s.rotation in @ids
            and s.valid_from = (select max(valid_from) from rotation_settings where rotation = s.rotation)
            """,
            new { ids }).ToDictionary(r => r.Id, r => r.Name);

    /// <summary>
    /// A rotation with its latest settings, also when it has ended: what is left to say about it still needs its name.
    /// </summary>
    public static RotationRow? FindEver(IDbConnection db, string id) =>
        db.QuerySingleOrDefault<RotationRow>($"{Select} and r.id = @id", new { id, at = long.MaxValue });

    /// <summary>Who changed a field of a rotation's settings last, and when.</summary>
    public static (string By, DateTimeOffset At) ChangedBy(IDbConnection db, string id, RotationField field)
    {
        var saves = db.Query<RotationRow>($"{Columns} where r.id = @id order by s.valid_from", new { id }).ToList();
        var changed = saves.Zip(saves.Skip(1)).Where(s => !SettingsMarks.AreSame(field, s.First.Rotation, s.Second.Rotation));
        var last = changed.LastOrDefault().Second ?? saves[^1];
        return (last.SavedBy, DateTimeOffset.FromUnixTimeMilliseconds(last.ValidFrom));
    }

    public static List<string> Due(IDbConnection db, DateTimeOffset now) =>
        db.Query<string>(
            "select id from rotations where changes_at <= @now and ended_at is null order by changes_at",
            new { now = now.ToUnixTimeMilliseconds() }).ToList();

    /// <summary>A group that rotations keep has another handle; it is the same group, whenever its settings held.</summary>
    public static void RenameGroup(Tx tx, string from, string to) =>
        tx.Db.Execute("update rotation_settings set group_handle = @to where group_handle = @from", new { from, to });

    /// <summary>
    /// Settings that hold from the change's moment on; a rotation with a new id is made, its first owner is whoever makes it.
    /// </summary>
    public static void Save(Tx tx, Rotation rotation, string by, string? maker = null)
    {
        tx.Db.Execute(
            """
            insert into rotations (id, made_at, made_by, changes_at) values (@Id, @Now, @maker, @Now) on conflict (id) do nothing
            """,
            new { rotation.Id, tx.Now, maker = maker ?? by });
        tx.Db.Execute(
            """
            delete from rotation_settings where rotation = @Id and valid_from = @Now;
            insert into rotation_settings
            (rotation, valid_from, saved_by, name, members, hand_off, zone, days, opens, closes, group_handle, group_out_of_hours,
            named, alert_group,
             own_zones, owners, channel)
            values (@Id, @Now, @by, @Name, @members, @handOff, @zone, @days, @opens, @closes, @GroupHandle, @outOfHours, @named,
                @AlertGroup,
             @ownZones, @owners, @Channel)
            """,
            new
            {
                rotation.Id,
                tx.Now,
                by,
                rotation.Name,
                members = RotationRow.Write(rotation.Members),
                handOff = rotation.HandOff.Cron,
                zone = rotation.Zone.Id,
                days = (long)rotation.Hours.Days,
                opens = Minutes(rotation.Hours.From),
                closes = Minutes(rotation.Hours.To),
                rotation.GroupHandle,
                outOfHours = rotation.GroupOutOfHours.ToString().ToLowerInvariant(),
                named = RotationRow.Write(rotation.Named ?? []),
                rotation.AlertGroup,
                ownZones = rotation.OwnZones ? 1 : 0,
                owners = RotationRow.Write(rotation.Owners ?? []),
                rotation.Channel,
            });
    }

    /// <summary>Ends a rotation now, by one conditional write; false when it had ended before.</summary>
    public static bool End(Tx tx, string id, string by) => tx.Db.Execute(
        "update rotations set ended_at = @Now, ended_by = @by where id = @id and ended_at is null", new { id, by, tx.Now }) > 0;

    /// <summary>Who ended it; null while it goes on.</summary>
    public static string? EndedBy(IDbConnection db, string id) =>
        db.QuerySingleOrDefault<string>("select ended_by from rotations where id = @id", new { id });

    /// <summary>The rotations whose shifts are to be compared with absences now.</summary>
    public static List<string> DueForAbsences(IDbConnection db, DateTimeOffset now) =>
        db.Query<string>(
            "select id from rotations where absences_at <= @now and ended_at is null",
            new { now = now.ToUnixTimeMilliseconds() }).ToList();

    /// <summary>Asks for a look at one rotation, because its shifts or covers have changed.</summary>
    public static void LookAtAbsences(Tx tx, string rotation) => LookAtAbsences(tx, rotation, DateTimeOffset.UnixEpoch);

    public static void LookAtAbsences(Tx tx, string rotation, DateTimeOffset at) =>
        tx.Db.Execute(
            "update rotations set absences_at = @at where id = @rotation", new { rotation, at = at.ToUnixTimeMilliseconds() });

    /// <summary>Asks for a look at every rotation, because somebody's days have changed.</summary>
    public static void LookAtAbsences(Tx tx) => tx.Db.Execute("update rotations set absences_at = 0");

    public static void SetChangesAt(Tx tx, string id, DateTimeOffset at) =>
        tx.Db.Execute("update rotations set changes_at = @at where id = @id", new { id, at = at.ToUnixTimeMilliseconds() });

    static long Minutes(TimeOnly time) => (long)time.ToTimeSpan().TotalMinutes;
}
