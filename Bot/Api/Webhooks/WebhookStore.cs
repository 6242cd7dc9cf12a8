using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.Api.Webhooks;

/// <summary>A webhook as somebody wants it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Kinds">Of what it is told.</param>
/// <param name="IsPrivate">Also of the private incidents that whoever wants it sees.</param>
public sealed record WantedWebhook(string Name, IReadOnlyList<WebhookKind> Kinds, bool IsPrivate)
{
    public string Words => $"{Name}: {WebhookKinds.Keys(Kinds)}{(IsPrivate ? " private" : "")}";
}

/// <summary>Where changes are told to, and how each of these does.</summary>
public static class WebhookStore
{
    public const int Most = 20;

    const string Columns =
        """
        id, name, kinds, seer, shown, sealed, made_by, made_at, taken_at, failing_at, failing, failing_since, held_until,
        failures, stopped_at, stopped_by, stopped
        """;

    public static List<WebhookRow> All(IDbConnection db) =>
        db.Query<WebhookRow>($"select {Columns} from webhooks order by lower(name), id").ToList();

    public static WebhookRow? Find(IDbConnection db, string id) =>
        db.QueryFirstOrDefault<WebhookRow>($"select {Columns} from webhooks where id = @id", new { id });

    public static void Make(Tx tx, string id, WantedWebhook wanted, (string Shown, string Sealed) address, string by)
    {
        tx.Db.Execute(
            """
            insert into webhooks (id, name, kinds, seer, shown, sealed, made_by, made_at)
            values (@id, @Name, @kinds, @seer, @Shown, @Sealed, @by, @Now)
            """,
            new
            {
                id,
                wanted.Name,
                kinds = WebhookKinds.Keys(wanted.Kinds),
                seer = wanted.IsPrivate ? by : null,
                address.Shown,
                address.Sealed,
                by,
                tx.Now,
            });
        tx.Note(WebhookRow.SubjectOf(id), WebhookFacts.Made, by, after: wanted.Words);
    }

    /// <summary>
    /// As somebody wants it from now on: private incidents are theirs then, as they say where these go. What waits is tried at
    /// once where the address is another, which resumes what the bot has stopped; what a person paused stays so.
    /// </summary>
    public static void Change(Tx tx, WebhookRow before, WantedWebhook wanted, (string Shown, string Sealed)? address, string by)
    {
        tx.Db.Execute(
            """
            update webhooks set name = @Name, kinds = @kinds, seer = @seer, shown = @shown, sealed = @sealed where id = @Id
            """,
            new
            {
                before.Id,
                wanted.Name,
                kinds = WebhookKinds.Keys(wanted.Kinds),
                seer = wanted.IsPrivate ? by : null,
                shown = address?.Shown ?? before.Shown,
                @sealed = address?.Sealed ?? before.Sealed,
            });
        tx.Note(before.Subject, WebhookFacts.Changed, by, before.Name, wanted.Words);
        if (address is null) return;
        if (before.Stopped is WebhookRow.Failed or WebhookRow.Gone) Resume(tx, before, by);
        else Retry(tx, before.Id);
    }

    /// <summary>Signs with another secret from now on.</summary>
    public static void Renew(Tx tx, WebhookRow before, string @sealed, string by)
    {
        tx.Db.Execute("update webhooks set sealed = @sealed where id = @Id", new { before.Id, @sealed });
        tx.Note(before.Subject, WebhookFacts.Secret, by);
    }

    /// <summary>Takes it away, and what waited for it.</summary>
    public static void Remove(Tx tx, WebhookRow webhook, string by)
    {
        WebhookEvents.Drop(tx, webhook.Id);
        tx.Db.Execute("delete from webhooks where id = @Id", new { webhook.Id });
        tx.Note(webhook.Subject, WebhookFacts.Removed, by, before: webhook.Name);
    }

    /// <summary>It has taken something, so that nothing is in the way of what waits.</summary>
    public static void Took(Tx tx, string id) => tx.Db.Execute(
        """
        update webhooks set taken_at = @Now, failing_at = null, failing = null, failing_since = null, held_until = null,
            failures = 0
        where id = @id
        """,
        new { id, tx.Now });

    /// <summary>It does not take something just now; since when, in wire time. What is said of it stays until it does.</summary>
    public static long Fails(Tx tx, string id, string why) => tx.Db.ExecuteScalar<long?>(
        """
        update webhooks set failing = case when failing_at is null then @why else failing end,
            failing_at = coalesce(failing_at, @Now), failing_since = coalesce(failing_since, @WireNow)
        where id = @id returning failing_since
        """,
        new { id, why, tx.Now, tx.WireNow }) ?? tx.WireNow;

    /// <summary>Nothing is tried until then (wire time), as it is not there at all or asks for that.</summary>
    public static void Hold(Tx tx, string id, long until) => tx.Db.Execute(
        "update webhooks set failures = failures + 1, held_until = @until where id = @id", new { id, until });

    /// <summary>Nothing is sent until somebody resumes it. What happens meanwhile waits, unless it is gone.</summary>
    /// <param name="by">Who wants that; null where the bot does.</param>
    public static void Stop(Tx tx, string id, string why, string? by)
    {
        var stopped = tx.Db.Execute(
            """
            update webhooks set stopped = @why, stopped_at = @Now, stopped_by = @by
            where id = @id and (stopped is null or @why = 'gone')
            """,
            new { id, why, by, tx.Now });
        if (stopped > 0) tx.Note(WebhookRow.SubjectOf(id), WebhookFacts.Paused, by ?? "bot", after: why);
    }

    /// <summary>What waits is sent from now on.</summary>
    public static void Resume(Tx tx, WebhookRow webhook, string by)
    {
        if (webhook.Stopped is null) return;
        tx.Db.Execute(
            "update webhooks set stopped = null, stopped_at = null, stopped_by = null where id = @Id", new { webhook.Id });
        tx.Note(webhook.Subject, WebhookFacts.Resumed, by, before: webhook.Stopped);
        Retry(tx, webhook.Id);
    }

    /// <summary>Somebody has put right what may have been wrong: what waits is tried at once, for a day from now.</summary>
    static void Retry(Tx tx, string id)
    {
        tx.Db.Execute(
            """
            update webhooks set failing_at = null, failing = null, failing_since = null, held_until = null, failures = 0
            where id = @id
            """,
            new { id });
        WebhookEvents.Retry(tx, id);
    }
}
