using System.Data;
using System.Security.Cryptography;
using Bot.Storage;
using Dapper;

namespace Bot.Alerts;

/// <summary>What senders sent, as it came, apart from the ledger: the same once, and no longer than its retention.</summary>
static class BodyStore
{
    /// <summary>Keeps it, or its beginning, and returns what the ledger knows it by.</summary>
    public static string Keep(Tx tx, byte[] body)
    {
        var bytes = AlertBody.Cut(body);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        tx.Db.Execute(
            """
            insert into bodies (hash, bytes, at) values (@hash, @bytes, @Now)
            on conflict (hash) do update set at = excluded.at
            """,
            new { hash, bytes, tx.Now });
        return hash;
    }

    /// <summary>What an alert came in; null where that was forgotten.</summary>
    public static byte[]? Of(IDbConnection db, long alert) => db.QueryFirstOrDefault<byte[]>(
        "select bytes from bodies where hash = (select body_hash from alerts where id = @alert)", new { alert });

    /// <summary>Forgets what came last before then; returns how many.</summary>
    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        "delete from bodies where hash in (select hash from bodies where at < @before order by at limit @most)",
        new { before, most });
}
