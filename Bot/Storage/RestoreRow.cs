using System.Data;
using System.Globalization;
using Dapper;

namespace Bot.Storage;

/// <summary>A backup that a store was made from. Times are unix milliseconds of workspace time.</summary>
/// <param name="AsOf">When the backup was made: nothing is known of what happened since, until the next.</param>
/// <param name="BeganAt">When a bot began on it; null until one does.</param>
public sealed record RestoreRow(long AsOf, long? BeganAt)
{
    /// <summary>Numbers that people see go on so far behind those of the backup, as others were given out since.</summary>
    public const long Jump = 100;

    // Numbers that may have been given out since, though none was before.
    static readonly string[] Counters = ["incident", "follow_up", "request", "cover", "cover_request"];

    /// <summary>The last one; null where the store was never restored.</summary>
    public static RestoreRow? Last(IDbConnection db) => db.QueryFirstOrDefault<RestoreRow>(
        "select as_of, began_at from restores order by coalesce(began_at, 9223372036854775807) desc, as_of limit 1");

    public static RestoreRow? Find(IDbConnection db, long asOf) => db.QuerySingleOrDefault<RestoreRow>(
        "select as_of, began_at from restores where as_of = @asOf", new { asOf });

    /// <summary>Whether something was due before a bot began on what was restored last: then it is no news any more.</summary>
    public static bool IsAfter(IDbConnection db, DateTimeOffset at) => IsAfter(db, at.ToUnixTimeMilliseconds());

    /// <inheritdoc cref="IsAfter(IDbConnection,DateTimeOffset)"/>
    public static bool IsAfter(IDbConnection db, long at) => db.ExecuteScalar<long>(
        "select exists (select 1 from restores where began_at > @at)", new { at }) != 0;

    /// <summary>What is wanted of an admin after it, in one sentence; null where nothing is.</summary>
    public static string? Note(IDbConnection db) => db.ExecuteScalar<long>(
        """
        select count(*) from restored_rotations u join rotations r on r.id = u.rotation
        where u.confirmed_at is null and r.ended_at is null
        """) switch
    {
        0 => null,
        1 => "Restored from a backup: one rotation waits until an owner confirms who is on call, and its user group is not "
            + "written until then.",
        var many => $"Restored from a backup: {many} rotations wait until an owner confirms who is on call, and their user "
            + "groups are not written until then.",
    };

    /// <summary>
    /// A store that is made of these rows is restored from a backup as of then; or as of an earlier one, of which it was made
    /// before any bot began on it: what happened between the two is not known either.
    /// </summary>
    internal static void Add(IDbConnection db, long asOf)
    {
        var since = Math.Min(asOf, Waiting(db) ?? asOf);
        db.Execute("delete from restores where began_at is null");
        Insert(db, since, null);
    }

    static long? Waiting(IDbConnection db) =>
        db.ExecuteScalar<long?>("select min(as_of) from restores where began_at is null");

    // Each has a moment of its own, by which the news of it is known.
    static long Insert(IDbConnection db, long asOf, long? beganAt)
    {
        while (Find(db, asOf) is not null) asOf--;
        db.Execute("insert into restores (as_of, began_at) values (@asOf, @beganAt)", new { asOf, beganAt });
        return asOf;
    }

    /// <summary>When it was made by the file itself, or by what it knows last; null where it says neither.</summary>
    internal static long? MadeAt(IDbConnection db) =>
        Waiting(db) ?? db.ExecuteScalar<long?>("select max(at) from history");

    /// <summary>A bot begins on it: numbers jump.</summary>
    /// <returns>Since when nothing is known; null where another bot has begun already.</returns>
    public static long? Begin(Tx tx)
    {
        if (Waiting(tx.Db) is not { } asOf) return null;
        tx.Db.Execute("delete from restores where began_at is null");
        asOf = Insert(tx.Db, asOf <= tx.Now ? asOf : SurelyBefore(tx), tx.Now);
        foreach (var counter in Counters) tx.JumpNumber(counter, Jump);
        return asOf;
    }

    // A backup from the future was made by a clock that was wrong, and so may be all times of its rows. What it knows of messages
    // has Slack's time: it was made after the last of them, and whatever was posted since is later. Better too early, which has
    // more looked for before it is sent, than too late.
    static long SurelyBefore(Tx tx)
    {
        var posted = tx.Db.ExecuteScalar<string?>("select max(ts) from posts where ts is not null");
        var at = double.TryParse(posted, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? (long)(seconds * 1000) : tx.Db.ExecuteScalar<long?>("select max(at) from history where at <= @Now", new { tx.Now });
        return Math.Min(at ?? tx.Now, tx.Now);
    }
}
