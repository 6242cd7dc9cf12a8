using System.Data;
using Bot.Domain.Alerts;
using Bot.Storage;
using Dapper;

namespace Bot.Alerts.Sources;

/// <summary>
/// When a bot has been there to hear what is sent: whoever was silent while none was is not to blame.
/// </summary>
static class Awake
{
    // What lies further back than the longest silence matters no more.
    static readonly TimeSpan Gap = TimeSpan.FromMinutes(5), Kept = TimeSpan.FromDays(30);

    sealed record Row(long Since, long LookedAt, string LookedBy, long LookedWire);

    /// <summary>Since when, and with which gaps, looked at now.</summary>
    public static HeardTime Look(Tx tx, string self)
    {
        var last = tx.Db.QueryFirstOrDefault<Row>(
            "select since, looked_at, looked_by, looked_wire from awake where what = 'intake'");
        if (last is not null && WasAway(last, tx, self)) WriteGap(tx, last.LookedAt);
        var since = last?.Since ?? tx.Now;
        tx.Db.Execute(
            """
            insert into awake (what, since, looked_at, looked_by, looked_wire) values ('intake', @since, @Now, @self, @WireNow)
            on conflict (what) do update set looked_at = excluded.looked_at, looked_by = excluded.looked_by,
                looked_wire = excluded.looked_wire
            """,
            new { since, tx.Now, self, tx.WireNow });
        return new(At(since), Gaps(tx.Db));
    }

    static void WriteGap(Tx tx, long began)
    {
        tx.Db.Execute("delete from away where ended < @before", new { before = tx.Now - (long)Kept.TotalMilliseconds });
        tx.Db.Execute(
            "insert into away (began, ended) values (@began, @Now) on conflict (began) do update set ended = excluded.ended",
            new { began, tx.Now });
    }

    static List<(DateTimeOffset, DateTimeOffset)> Gaps(IDbConnection db) =>
    [
        .. db.Query<(long Began, long Ended)>("select began, ended from away order by began")
            .Select(gap => (At(gap.Began), At(gap.Ended))),
    ];

    static DateTimeOffset At(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time);

    // Workspace time may be moved on, and a bot that lives through that was there; of another bot only that time is known.
    static bool WasAway(Row last, Tx tx, string self) =>
        (last.LookedBy == self ? tx.WireNow - last.LookedWire : tx.Now - last.LookedAt) > Gap.TotalMilliseconds;
}
