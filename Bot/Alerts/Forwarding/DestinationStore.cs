using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.Alerts.Forwarding;

/// <summary>Where alerts are sent on to, and how each of these does.</summary>
public static class DestinationStore
{
    public const int Most = 20;

    const string Columns =
        """
        id, name, kind, shown, sealed, made_by, made_at, taken_at, refused_at, refused, failing_at, failing, failures,
        paused_until
        """;

    public static List<DestinationRow> All(IDbConnection db) =>
        db.Query<DestinationRow>($"select {Columns} from destinations order by lower(name), id").ToList();

    public static DestinationRow? Find(IDbConnection db, string id) =>
        db.QueryFirstOrDefault<DestinationRow>($"select {Columns} from destinations where id = @id", new { id });

    public static void Make(Tx tx, string id, string name, DestinationKind kind, (string Shown, string Sealed) address, string by)
    {
        tx.Db.Execute(
            """
            insert into destinations (id, name, kind, shown, sealed, made_by, made_at)
            values (@id, @name, @Key, @Shown, @Sealed, @by, @Now)
            """,
            new { id, name, kind.Key, address.Shown, address.Sealed, by, tx.Now });
        tx.Note(DestinationFacts.About(id), DestinationFacts.Made, by, after: name);
    }

    /// <summary>Names it, and sends to an address with a secret from now on: what waits goes there at once.</summary>
    public static void Change(
        Tx tx, DestinationRow before, string name, (string Shown, string Sealed)? address, string by, bool isSecret = false)
    {
        tx.Db.Execute(
            "update destinations set name = @name, shown = @shown, sealed = @sealed where id = @Id",
            new { before.Id, name, shown = address?.Shown ?? before.Shown, @sealed = address?.Sealed ?? before.Sealed });
        tx.Note(
            DestinationFacts.About(before.Id), isSecret ? DestinationFacts.Secret : DestinationFacts.Changed, by, before.Name,
            name);
        if (address is not null) Retry(tx, before.Id);
    }

    /// <summary>Takes it away, and what waited for it.</summary>
    public static void Delete(Tx tx, DestinationRow destination, string by)
    {
        ForwardStore.Drop(tx, destination.Id);
        tx.Db.Execute("delete from destinations where id = @Id", new { destination.Id });
        tx.Note(DestinationFacts.About(destination.Id), DestinationFacts.Deleted, by, before: destination.Name);
    }

    /// <summary>It has taken something, so that nothing is in the way of what waits.</summary>
    public static void Took(Tx tx, string id) => tx.Db.Execute(
        """
        update destinations set taken_at = @Now, failing_at = null, failing = null, failures = 0, paused_until = null
        where id = @id
        """,
        new { id, tx.Now });

    /// <summary>It does not take something, and never will. The reason stays the same while it keeps refusing.</summary>
    public static void Refused(Tx tx, string id, string why) => tx.Db.Execute(
        """
        update destinations set
            refused = case when refused_at is null or taken_at > refused_at or refused is null then @why else refused end,
            refused_at = @Now
        where id = @id
        """,
        new { id, why, tx.Now });

    /// <summary>It does not take something just now. What is said of it stays the same until it does.</summary>
    public static void Fails(Tx tx, string id, string why) => tx.Db.Execute(
        """
        update destinations set failing = case when failing_at is null then @why else failing end,
            failing_at = coalesce(failing_at, @Now)
        where id = @id
        """,
        new { id, why, tx.Now });

    /// <summary>Nothing is tried until then (wire time), as it is not there at all or asks for that.</summary>
    public static void Pause(Tx tx, string id, long until) => tx.Db.Execute(
        "update destinations set failures = failures + 1, paused_until = @until where id = @id", new { id, until });

    /// <summary>
    /// Somebody has put right what may have been wrong, or seen that it is well: what was wrong is over, and what waits is tried
    /// at once.
    /// </summary>
    public static void Retry(Tx tx, string id)
    {
        tx.Db.Execute(
            """
            update destinations set refused_at = null, refused = null, failing_at = null, failing = null, failures = 0,
                paused_until = null
            where id = @id
            """,
            new { id });
        ForwardStore.Retry(tx, id);
    }
}
