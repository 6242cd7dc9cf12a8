using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.Api.Webhooks;

/// <summary>Something that a webhook is told, as it is stored.</summary>
public sealed class WebhookEvent
{
    public long Id { get; init; }

    /// <summary>By which whoever takes it knows it again.</summary>
    public required string Message { get; init; }
    public required string Subject { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }
    public long At { get; init; }

    /// <summary>Since when it waits, in wire time.</summary>
    public long Since { get; init; }
    public long Tries { get; init; }
    public long? TakenAt { get; init; }
    public long? GaveUpAt { get; init; }
    public string? Answer { get; init; }
}

/// <summary>What webhooks are told: written in the change itself, and kept until it is taken or given up.</summary>
public static class WebhookEvents
{
    const string Columns =
        "e.id, e.message, e.subject, e.type, e.body, e.at, e.since, e.tries, e.taken_at, e.gave_up_at, e.answer";

    const string Waits = "e.taken_at is null and e.gave_up_at is null";

    /// <param name="to">Who is told.</param>
    /// <param name="subject">What nothing overtakes.</param>
    /// <param name="type">What happened.</param>
    /// <param name="body">All that is said, as JSON.</param>
    public static void Add(Tx tx, WebhookRow to, string subject, string type, string body)
    {
        tx.Db.Execute(
            """
            insert into webhook_events (message, webhook, subject, type, body, at, since, next_at)
            values (@message, @Id, @subject, @type, @body, @Now, @WireNow, @WireNow)
            """,
            new { message = NewMessage(), to.Id, subject, type, body, tx.Now, tx.WireNow });
        if (to.Stopped is null) tx.Wake(WebhookRow.SubjectOf(to.Id));
    }

    public static string NewMessage() => $"msg_{Guid.CreateVersion7():n}";

    /// <summary>
    /// What may be sent at that moment of wire time: what was tried least, and of that the oldest, so that one that is never
    /// answered in time holds up no others; null where nothing may. Of one subject nothing overtakes what came before it.
    /// </summary>
    public static WebhookEvent? Next(IDbConnection db, string webhook, long now) => db.QueryFirstOrDefault<WebhookEvent>(
        $"""
        select {Columns} from webhook_events e
        where e.webhook = @webhook and {Waits} and e.next_at <= @now and not exists (
            select 1 from webhook_events b where b.webhook = e.webhook and b.subject = e.subject and b.id < e.id
                and b.taken_at is null and b.gave_up_at is null)
        order by e.tries, e.id limit 1
        """,
        new { webhook, now });

    /// <summary>The webhooks for which something is due that nobody is about to send.</summary>
    public static List<string> DueFor(IDbConnection db, long now) => db.Query<string>(
        $"""
        select h.id from webhooks h where h.stopped is null and (h.held_until is null or h.held_until <= @now)
            and exists (select 1 from webhook_events e where e.webhook = h.id and {Waits} and e.next_at <= @now)
            and not exists (select 1 from wakes w where w.subject = 'webhook:' || h.id)
        """,
        new { now }).ToList();

    /// <summary>Whether it has not taken others than this either, since it takes nothing.</summary>
    public static bool OthersFail(IDbConnection db, string webhook, long id) => db.ExecuteScalar<long>(
        """
        select count(*) from webhook_events e join webhooks h on h.id = e.webhook
        where e.webhook = @webhook and e.id <> @id and e.tries > 0 and e.taken_at is null
            and (e.gave_up_at is null or e.gave_up_at >= h.failing_at and e.id > coalesce((
                select max(t.id) from webhook_events t where t.webhook = @webhook and t.taken_at is not null), 0))
        """,
        new { webhook, id }) > 0;

    /// <summary>How many wait for a webhook.</summary>
    public static long Waiting(IDbConnection db, string webhook) => db.ExecuteScalar<long>(
        $"select count(*) from webhook_events e where e.webhook = @webhook and {Waits}", new { webhook });

    /// <summary>What was answered, or is waited for, the newest first.</summary>
    public static List<WebhookEvent> Latest(IDbConnection db, string webhook, int most) => db.Query<WebhookEvent>(
        $"select {Columns} from webhook_events e where e.webhook = @webhook order by e.id desc limit @most",
        new { webhook, most }).ToList();

    // What it said is not kept longer than it is needed.
    public static void Taken(Tx tx, long id, string answer) => tx.Db.Execute(
        "update webhook_events set taken_at = @Now, answer = @answer, tries = tries + 1, body = '' where id = @id",
        new { id, answer, tx.Now });

    public static void GiveUp(Tx tx, long id, string answer) => tx.Db.Execute(
        "update webhook_events set gave_up_at = @Now, answer = @answer, tries = tries + 1, body = '' where id = @id",
        new { id, answer, tx.Now });

    /// <summary>Nobody is there any more to take what waits.</summary>
    public static void GiveUpAll(Tx tx, string webhook, string answer) => tx.Db.Execute(
        """
        update webhook_events set gave_up_at = @Now, answer = @answer, body = ''
        where webhook = @webhook and taken_at is null and gave_up_at is null
        """,
        new { webhook, answer, tx.Now });

    /// <summary>It may not be told any more.</summary>
    public static void Leave(Tx tx, long id) => tx.Db.Execute("delete from webhook_events where id = @id", new { id });

    public static void Later(Tx tx, long id, long next, string answer) => tx.Db.Execute(
        "update webhook_events set tries = tries + 1, next_at = @next, answer = @answer where id = @id",
        new { id, next, answer });

    internal static void Retry(Tx tx, string webhook)
    {
        tx.Db.Execute(
            """
            update webhook_events set since = @WireNow, next_at = @WireNow, tries = 0
            where webhook = @webhook and taken_at is null and gave_up_at is null
            """,
            new { webhook, tx.WireNow });
        tx.Wake(WebhookRow.SubjectOf(webhook));
    }

    internal static void Drop(Tx tx, string webhook) =>
        tx.Db.Execute("delete from webhook_events where webhook = @webhook", new { webhook });

    /// <summary>Forgets what is as old, whether it was taken or not; returns how many.</summary>
    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        "delete from webhook_events where id in (select id from webhook_events where at < @before order by at limit @most)",
        new { before, most });
}
