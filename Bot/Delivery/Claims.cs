using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.Delivery;

/// <summary>A subject that this bot has taken to bring it to Slack, as it was then, and of what that is a part.</summary>
sealed record Wake(string Subject, Lane Lane, long Version, long Tries, string? Trace);

/// <summary>
/// Which bot brings which subject: whoever takes one has it for half a minute of wire time, and longer while it says so. What a
/// bot had that was killed is taken by the others then; no lock of the database is held meanwhile.
/// </summary>
public sealed class Claims(Database database, SharedPauses pauses)
{
    /// <summary>For so long the others leave it alone.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    /// <summary>From one renewal of all that is running to the next.</summary>
    public static readonly TimeSpan Renewed = TimeSpan.FromSeconds(10);

    static readonly TimeSpan ParkedFor = TimeSpan.FromHours(1);

    long looked;

    /// <summary>So many subjects of a lane are brought side by side.</summary>
    public static int Places(Lane lane) => lane switch
    {
        Lane.Cards => 16,
        Lane.Outside => 4,
        _ => 8,
    };

    /// <summary>How many subjects are due, or will be tried again.</summary>
    public static long Open(IDbConnection db, long now) => db.ExecuteScalar<long>(
        "select count(*) from wakes where parked is null and (tries > 0 or due_at <= @now)", new { now });

    /// <summary>Since when that is due which nobody brings, in wire time; null where nothing waits.</summary>
    public static long? LongestLeft(IDbConnection db, long now) => db.ExecuteScalar<long?>(
        """
        select min(due_at) from wakes
        where parked is null and due_at > 0 and (claimed_until is null or claimed_until <= @now)
        """,
        new { now });

    /// <summary>The time until a subject is due that was not yet at the last look; null where there is none.</summary>
    public TimeSpan? NextDue(IDbConnection db)
    {
        const string Next = "select min(due_at) from wakes where lane = @lane and parked is null and due_at > @looked";
        return database.Lanes.Used.Min(lane => db.ExecuteScalar<long?>(Next, new { lane, looked })) is { } at
            ? TimeSpan.FromMilliseconds(Math.Max(0, at - Now + 1))
            : null;
    }

    /// <summary>
    /// What was parked may have been put right while the bot was down; and what it had itself is nobody's, where it is alone.
    /// </summary>
    public Task Begin() => database.Change(tx =>
    {
        tx.Db.Execute(
            "update wakes set parked = null, parked_at = null, waiting_since = null, due_at = 0 where parked is not null");
        if (database.IsShared) return;
        tx.Db.Execute("update wakes set claimed_by = null, claimed_until = null where claimed_by is not null");
        tx.Db.Execute("update wakes set waiting_since = null, due_at = 0 where tries > 0");
    });

    /// <summary>What was on its way when a backup was made may be in Slack by now, and nobody of then has it.</summary>
    internal static void AfterRestore(Tx tx, Restored restored) => tx.Db.Execute(
        """
        update wakes set as_of = @AsOf, claimed_by = null, claimed_until = null, parked = null, parked_at = null,
            waiting_since = null, due_at = 0, tries = 0
        """,
        new { restored.AsOf });

    /// <summary>What Slack refused is tried again at once, as somebody has put right what may have stood in its way.</summary>
    public static void WakeParked(Tx tx)
    {
        var parked = tx.Db.Query<string>("select subject from wakes where parked is not null").ToList();
        tx.Db.Execute("update wakes set waiting_since = null where parked is not null");
        foreach (var subject in parked) tx.Wake(subject);
    }

    /// <summary>Takes what is due, the longest due first, as far as there is room for it.</summary>
    /// <param name="room">How many more of a lane there is room for.</param>
    /// <param name="running">What this bot is bringing now.</param>
    internal async Task<IReadOnlyList<Wake>> Take(Func<Lane, int> room, HashSet<string> running)
    {
        looked = Now;
        var open = database.Lanes.Used.Where(lane => room(lane) > 0).ToList();
        // Looking costs nothing beside writing.
        var isAny = database.Read(db =>
        {
            if (database.IsShared) pauses.Hear(db);
            return open.Exists(lane => Due(db, lane, 1, running).Count > 0);
        });
        if (!isAny) return [];
        return await database.Change(tx =>
        {
            var due = open.SelectMany(lane => Due(tx.Db, lane, room(lane), running)).ToList();
            tx.Db.Execute(
                "update wakes set claimed_by = @Self, claimed_until = @until where subject = @Subject",
                due.Select(w => new { w.Subject, database.Self, until = Until() }));
            return due;
        });
    }

    // What this bot has and is not bringing is due again: the word that it was brought did not get to disk. A limit that is a
    // parameter has SQLite plan the statement anew each time; this one leaves room for what runs and rests. What is parked is
    // asked for apart: together, no index would know the order.
    List<Wake> Due(IDbConnection db, Lane lane, int most, HashSet<string> running) =>
        db.Query<(string Subject, long Version, long Tries, string? Trace)>(
            """
            select * from (
                select subject, version, tries, trace from wakes
                where lane = @lane and parked is null and due_at <= @now
                    and (claimed_until is null or claimed_until <= @now or claimed_by = @Self)
                order by due_at limit 500) as due
            union all
            select * from (
                select subject, version, tries, trace from wakes
                where lane = @lane and parked is not null and parked_at <= @parkedBefore and due_at <= @now
                    and (claimed_until is null or claimed_until <= @now or claimed_by = @Self)
                order by parked_at limit 500) as again
            """,
            new { lane, now = Now, database.Self, parkedBefore = Now - (long)ParkedFor.TotalMilliseconds })
            .Where(w => !running.Contains(w.Subject)).Take(most)
            .Select(w => new Wake(w.Subject, lane, w.Version, w.Tries, w.Trace)).ToList();

    /// <summary>What this bot has it keeps.</summary>
    /// <returns>That, without what another has taken meanwhile.</returns>
    public Task<HashSet<string>> Renew() => database.Change(tx => tx.Db.Query<string>(
        "update wakes set claimed_until = @until where claimed_by = @Self returning subject",
        new { database.Self, until = Until() }).ToHashSet());

    /// <summary>It is in Slack; woken again meanwhile, it is due once more, and has failed no longer.</summary>
    internal Task Done(Wake wake) => database.Change(tx =>
    {
        // What another has taken meanwhile is its.
        const string Done = "delete from wakes where subject = @Subject and version = @Version and claimed_by = @Self";
        if (tx.Db.Execute(Done, new { wake.Subject, wake.Version, database.Self }) > 0) return;
        tx.Db.Execute(
            """
            update wakes set waiting_since = null, as_of = null
            where subject = @Subject and claimed_by = @Self and (waiting_since is not null or as_of is not null)
            """,
            new { wake.Subject, database.Self });
        Leave(tx, wake);
    });

    /// <summary>It is to be tried later.</summary>
    internal Task Postpone(Wake wake, Retry next) => database.Change(tx =>
    {
        tx.Db.Execute(
            """
            update wakes set tries = tries + 1, due_at = @due, parked = @parked, parked_at = @parkedAt,
                waiting_since = coalesce(waiting_since, @now), waiting_why = @Reason
            where subject = @Subject and version = @Version and claimed_by = @Self
            """,
            new
            {
                wake.Subject,
                wake.Version,
                database.Self,
                next.Reason,
                now = Now,
                due = Now + (long)next.In.TotalMilliseconds,
                parked = next.Final ? next.Reason : null,
                parkedAt = next.Final ? Now : (long?)null,
            });
        Leave(tx, wake);
    });

    void Leave(Tx tx, Wake wake) => tx.Db.Execute(
        "update wakes set claimed_by = null, claimed_until = null where subject = @Subject and claimed_by = @Self",
        new { wake.Subject, database.Self });

    /// <summary>What this bot had is the others', at once.</summary>
    public Task End() => database.Change(tx =>
    {
        tx.Db.Execute(
            "update wakes set claimed_by = null, claimed_until = null where claimed_by = @Self", new { database.Self });
        tx.TellOthers();
    });

    long Until() => Now + (long)Kept.TotalMilliseconds;

    long Now => database.WireNow;
}
