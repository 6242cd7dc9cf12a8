using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.Operating;

/// <summary>The rows of the daily backups. Times are unix milliseconds of workspace time.</summary>
static class BackupStore
{
    // As long as one may take, and until one that failed is tried again.
    static readonly TimeSpan Again = TimeSpan.FromHours(1);

    /// <summary>Whether the one that was due then is neither made nor being made.</summary>
    public static bool IsDue(IDbConnection db, DateTimeOffset due, DateTimeOffset now) => db.ExecuteScalar<long>(
        "select count(*) from backups where due = @due and (done_at is not null or tried_at > @since)",
        new { due = due.ToUnixTimeMilliseconds(), since = (now - Again).ToUnixTimeMilliseconds() }) == 0;

    /// <summary>Of several bots one makes it: false for the others.</summary>
    public static bool Begin(Tx tx, DateTimeOffset due)
    {
        if (!IsDue(tx.Db, due, tx.Time)) return false;
        tx.Db.Execute(
            """
            insert into backups (due, tried_at) values (@due, @Now)
            on conflict (due) do update set tried_at = excluded.tried_at
            """,
            new { due = due.ToUnixTimeMilliseconds(), tx.Now });
        return true;
    }

    /// <summary>The file that was written for it; null where none was yet.</summary>
    public static string? File(IDbConnection db, DateTimeOffset due) => db.QuerySingleOrDefault<string>(
        "select file from backups where due = @due", new { due = due.ToUnixTimeMilliseconds() });

    public static void Written(Tx tx, DateTimeOffset due, BackupFile made) => tx.Db.Execute(
        "update backups set file = @Path, bytes = @Bytes where due = @due",
        new { due = due.ToUnixTimeMilliseconds(), made.Path, made.Bytes });

    public static void Done(Tx tx, DateTimeOffset due) => tx.Db.Execute(
        "update backups set done_at = @Now, trouble = null where due = @due",
        new { due = due.ToUnixTimeMilliseconds(), tx.Now });

    public static void Failed(Tx tx, DateTimeOffset due, string trouble) => tx.Db.Execute(
        "update backups set trouble = @trouble where due = @due", new { due = due.ToUnixTimeMilliseconds(), trouble });

    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        "delete from backups where due in (select due from backups where due < @before order by due limit @most)",
        new { before, most });
}
