using Bot.Storage;
using Dapper;

namespace Bot.Alerts.Sources;

/// <summary>
/// Since when a bot has been there without a gap to hear what is sent: whoever was silent while none was is not to blame.
/// </summary>
static class Awake
{
    static readonly TimeSpan Gap = TimeSpan.FromMinutes(5);

    sealed record Row(long Since, long LookedAt, string LookedBy, long LookedWire);

    /// <summary>Since when, looked at now.</summary>
    public static DateTimeOffset Look(Tx tx, string self)
    {
        var last = tx.Db.QueryFirstOrDefault<Row>(
            "select since, looked_at, looked_by, looked_wire from awake where what = 'intake'");
        var since = last is null || WasAway(last, tx, self) ? tx.Now : last.Since;
        tx.Db.Execute(
            """
            insert into awake (what, since, looked_at, looked_by, looked_wire) values ('intake', @since, @Now, @self, @WireNow)
            on conflict (what) do update set since = excluded.since, looked_at = excluded.looked_at,
                looked_by = excluded.looked_by, looked_wire = excluded.looked_wire
            """,
            new { since, tx.Now, self, tx.WireNow });
        return DateTimeOffset.FromUnixTimeMilliseconds(since);
    }

    // Workspace time may be moved on, and a bot that lives through that was there; of another bot only that time is known.
    static bool WasAway(Row last, Tx tx, string self) =>
        (last.LookedBy == self ? tx.WireNow - last.LookedWire : tx.Now - last.LookedAt) > Gap.TotalMilliseconds;
}
