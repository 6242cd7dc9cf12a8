using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.Delivery;

/// <summary>One thing that is wrong, as admins read it.</summary>
/// <param name="What">The cause: the same again is no news.</param>
/// <param name="Effect">What does not work, in mrkdwn.</param>
/// <param name="Remedy">What to do about it; may be empty.</param>
/// <param name="OverAt">Since when it is well again; null while it is not.</param>
public sealed record TroubleLine(string What, string Effect, string Remedy, long? OverAt = null)
{
    /// <summary>Nothing fails in Slack: a sentence says it all.</summary>
    public bool IsSentence => Remedy.Length == 0;
}

/// <summary>What admins have been told that it is wrong, who hears of it again, and what each message says.</summary>
static class TroubleStore
{
    public static bool IsAnyTold(IDbConnection db) => db.ExecuteScalar<long>("select exists (select 1 from troubles)") != 0;

    public static List<(string What, long At)> Told(IDbConnection db) =>
        db.Query<(string, long)>("select what, told_at from troubles").ToList();

    /// <summary>This round's message says these.</summary>
    public static void Tell(Tx tx, string round, IEnumerable<TroubleLine> lines)
    {
        foreach (var line in lines)
        {
            tx.Db.Execute(
                """
                insert into troubles (what, told_at) values (@What, @Now)
                on conflict (what) do update set told_at = excluded.told_at, over_at = null
                """,
                new { line.What, tx.Now });
            tx.Db.Execute(
                """
                insert into trouble_lines (round, what, effect, remedy, place)
                values (@round, @What, @Effect, @Remedy, (select count(*) from trouble_lines where round = @round))
                """,
                new { round, line.What, line.Effect, line.Remedy });
        }
    }

    public static List<TroubleLine> Lines(IDbConnection db, string round) => db.Query<TroubleLine>(
        "select what, effect, remedy, over_at from trouble_lines where round = @round order by place", new { round }).ToList();

    /// <summary>Keeps since when what was told is well, and of what is not that it is not.</summary>
    public static void See(Tx tx, IReadOnlySet<string> lasting)
    {
        foreach (var (what, _) in Told(tx.Db))
        {
            tx.Db.Execute(
                """
                update troubles set over_at = case when @lasts = 1 then null else coalesce(over_at, @Now) end where what = @what
                """,
                new { what, tx.Now, lasts = lasting.Contains(what) ? 1 : 0 });
        }
    }

    /// <summary>What was told before one time and is well since another is over; returns the rounds that told it.</summary>
    public static List<string> End(Tx tx, long toldBefore, long wellBefore)
    {
        List<string> rounds = [];
        const string Over = "select what, over_at from troubles where told_at <= @toldBefore and over_at <= @wellBefore";
        foreach (var (what, at) in tx.Db.Query<(string, long)>(Over, new { toldBefore, wellBefore }).ToList())
        {
            rounds.AddRange(tx.Db.Query<string>(
                "update trouble_lines set over_at = @at where what = @what and over_at is null returning round",
                new { what, at }));
            tx.Db.Execute("delete from troubles where what = @what", new { what });
        }

        return [.. rounds.Distinct()];
    }

    /// <summary>Messages of so long ago say no more than they do.</summary>
    public static void Forget(Tx tx, long before) =>
        tx.Db.Execute("delete from trouble_lines where over_at <= @before", new { before });

    /// <summary>Where a round was told: its slots and their channels.</summary>
    public static List<(string Slot, string Channel)> Messages(IDbConnection db, string round) => db.Query<(string, string)>(
        "select slot, channel from posts where slot = @slot or (slot > @slot || ':' and slot < @slot || ';')",
        new { slot = $"trouble:{round}" }).ToList();

    public static List<string> HeardBefore(IDbConnection db, long before) =>
        db.Query<string>("select person from trouble_hearers where told_at <= @before", new { before }).ToList();

    public static void Heard(Tx tx, string person) => tx.Db.Execute(
        "insert into trouble_hearers (person, told_at) values (@person, @Now) "
            + "on conflict (person) do update set told_at = excluded.told_at",
        new { person, tx.Now });
}
