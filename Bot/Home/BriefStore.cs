using System.Data;
using Bot.Domain.OnCall;
using Bot.Hosting;
using Bot.OnCall;
using Dapper;

namespace Bot.Home;

/// <summary>The rows of briefs, of hours whose person has been briefed, and of "I have it".</summary>
static class BriefStore
{
    public static BriefRow? Find(IDbConnection db, string person, string day, string part) => db.QuerySingleOrDefault<BriefRow>(
        "select * from briefs where person = @person and day = @day and part = @part", new { person, day, part });

    public static List<BriefRow> Held(IDbConnection db) => db.Query<BriefRow>("select * from briefs where state = 'held' order by person").ToList();

    /// <summary>Who has a brief of the morning of these days already, whatever became of it.</summary>
    public static HashSet<(string Person, string Day)> Mornings(IDbConnection db, IEnumerable<string> days) =>
        [.. db.Query<(string, string)>("select person, day from briefs where part = '' and day in @days", new { days })];

    /// <summary>Briefs sent since then.</summary>
    public static List<BriefRow> SentSince(IDbConnection db, DateTimeOffset then) => db.Query<BriefRow>(
        "select * from briefs where at >= @then and state = 'sent'", new { then = then.ToUnixTimeMilliseconds() }).ToList();

    public static void Save(Tx tx, BriefRow row) => tx.Db.Execute(
        """
        insert into briefs (person, day, part, at, until, state, sections) values (@Person, @Day, @Part, @At, @Until, @State, @Sections)
        on conflict (person, day, part) do update set at = excluded.at, state = excluded.state, sections = excluded.sections
        """,
        row);

    public static bool IsBriefed(IDbConnection db, Shift shift) => db.ExecuteScalar<long>(
        "select count(*) from shift_briefed where rotation = @Rotation and starts = @starts and person = @Person", Key(shift)) > 0;

    public static void SetBriefed(Tx tx, Shift shift) => tx.Db.Execute(
        "insert into shift_briefed (rotation, starts, person, at) values (@Rotation, @starts, @Person, @Now) on conflict do nothing",
        new { shift.Rotation, starts = shift.Starts.ToUnixTimeMilliseconds(), shift.Person, tx.Now });

    public static bool IsTaken(IDbConnection db, string rotation, long starts, string person) => db.ExecuteScalar<long>(
        "select count(*) from shift_taken where rotation = @rotation and starts = @starts and person = @person", new { rotation, starts, person }) > 0;

    /// <summary>Writes "I have it"; false when it was said before.</summary>
    public static bool Take(Tx tx, RotationRow rotation, long starts, string person) => tx.Db.Execute(
        "insert into shift_taken (rotation, starts, person, at) values (@Id, @starts, @person, @Now) on conflict do nothing",
        new { rotation.Id, starts, person, tx.Now }) > 0;

    static object Key(Shift shift) => new { shift.Rotation, starts = shift.Starts.ToUnixTimeMilliseconds(), shift.Person };
}
