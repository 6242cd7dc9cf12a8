using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.OnCall.Rows;

/// <summary>Subjects some of whose messages wait until the hours of their readers open, and when to look at each again.</summary>
static class CoverWaits
{
    public static List<string> Due(IDbConnection db, DateTimeOffset now) =>
        db.Query<string>("select subject from cover_waits where at <= @now", new { now = now.ToUnixTimeMilliseconds() }).ToList();

    public static bool Has(IDbConnection db, string subject) =>
        db.ExecuteScalar<long>("select count(*) from cover_waits where subject = @subject", new { subject }) > 0;

    /// <summary>Looks at a subject again at that time, and not before; null: nothing of it waits.</summary>
    public static void Set(Tx tx, string subject, DateTimeOffset? at)
    {
        if (at is null) tx.Db.Execute("delete from cover_waits where subject = @subject", new { subject });
        else
            tx.Db.Execute(
                """
                insert into cover_waits (subject, at) values (@subject, @at)
                on conflict (subject) do update set at = excluded.at
                """,
                new { subject, at = at.Value.ToUnixTimeMilliseconds() });
    }

    /// <summary>Looks at all again, because somebody's hours may be others than before.</summary>
    public static void LookNow(Tx tx) => tx.Db.Execute("update cover_waits set at = 0");

    /// <summary>Brings the subject to Slack again.</summary>
    public static void Wake(Tx tx, string subject)
    {
        Set(tx, subject, null);
        tx.Wake(subject);
    }
}
