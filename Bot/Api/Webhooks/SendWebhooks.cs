using System.Data;
using Bot.Alerts.Intake;
using Bot.Storage;

namespace Bot.Api.Webhooks;

/// <summary>
/// Brings to a webhook what waits for it, one after the other, until it is taken or given up. What is killed between sending and
/// the mark is sent once more, under the same id.
/// </summary>
public sealed class SendWebhooks(
    Database database, WebhookLine line, SealedSecrets secrets, WebhookOptions options, ILogger<SendWebhooks> log)
{
    /// <summary>What cannot be sent as nobody can read where to.</summary>
    public const string Lost = "Its address and secret cannot be read any more, as the keys that encrypted them are gone.";

    // A slow one that has much to take leaves its place to others meanwhile.
    static readonly TimeSpan Turn = TimeSpan.FromSeconds(10);

    public async Task Bring(string id, CancellationToken stop)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < Turn && database.Read(db => Next(db, id)) is var (to, waiting, isSeen))
        {
            if (isSeen) await Send(to, waiting, stop);
            else await database.Change(tx => WebhookEvents.Leave(tx, waiting.Id));
        }
    }

    /// <summary>Wakes those for which something has become due.</summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        if (database.Read(db => WebhookEvents.DueFor(db, database.WireNow)).Count == 0) return;
        await database.Change(tx =>
        {
            foreach (var id in WebhookEvents.DueFor(tx.Db, tx.WireNow)) tx.Wake(WebhookRow.SubjectOf(id));
        });
    }

    (WebhookRow To, WebhookEvent Waiting, bool IsSeen)? Next(IDbConnection db, string id)
    {
        var now = database.WireNow;
        if (WebhookStore.Find(db, id) is not { Stopped: null } to || to.HeldUntil > now) return null;
        return WebhookEvents.Next(db, id, now) is { } waiting ? (to, waiting, TellWebhooks.IsSeen(db, to, waiting)) : null;
    }

    async Task Send(WebhookRow to, WebhookEvent waiting, CancellationToken stop)
    {
        var answer = to.Open(secrets) is { } address
            ? await line.Send(address, waiting.Message, waiting.Body, stop)
            : new(WebhookVerdict.Away, Lost);
        if (!await database.Change(tx => Mark(tx, to, waiting, answer)))
            log.LogInformation(
                "What {Webhook} answered to {Message} counts for nothing: it was changed", to.Name, waiting.Message);
        else if (answer.Verdict == WebhookVerdict.Taken)
            log.LogInformation("{Message} was taken by webhook {Webhook}", waiting.Message, to.Name);
        else log.LogWarning(
            "{Message} was not taken by webhook {Webhook} ({Verdict}): {Said}", waiting.Message, to.Name, answer.Verdict,
            answer.Said);
    }

    /// <returns>Whether it says something of the webhook as it is now: what another address answers late does not.</returns>
    bool Mark(Tx tx, WebhookRow to, WebhookEvent waiting, WebhookAnswer answer)
    {
        if (WebhookStore.Find(tx.Db, to.Id)?.Sealed != to.Sealed) return false;
        switch (answer.Verdict)
        {
            case WebhookVerdict.Taken:
                WebhookEvents.Taken(tx, waiting.Id, answer.Said);
                WebhookStore.Took(tx, to.Id);
                break;
            case WebhookVerdict.Gone:
                WebhookEvents.GiveUpAll(tx, to.Id, answer.Said);
                WebhookStore.Stop(tx, to.Id, WebhookRow.Gone, by: null);
                break;
            default:
                Later(tx, to, waiting, answer);
                break;
        }

        return true;
    }

    void Later(Tx tx, WebhookRow to, WebhookEvent waiting, WebhookAnswer answer)
    {
        var isAway = answer.Verdict == WebhookVerdict.Away;
        WebhookEvents.Later(tx, waiting.Id, tx.WireNow + Wait(answer, waiting.Tries), answer.Said);
        if (isAway) WebhookStore.Hold(tx, to.Id, tx.WireNow + Wait(answer, to.Failures));
        var before = tx.WireNow - (long)options.Waits.GivenUpAfter.TotalMilliseconds;
        var isOver = WebhookStore.Fails(tx, to.Id, answer.Said) <= before;
        // Where this alone was tried on a quiet day, only this is given up: it may take others.
        if (isOver && (isAway || WebhookEvents.OthersFail(tx.Db, to.Id, waiting.Id)))
            WebhookStore.Stop(tx, to.Id, WebhookRow.Failed, by: null);
        else if (waiting.Since <= before) WebhookEvents.GiveUp(tx, waiting.Id, answer.Said);
    }

    long Wait(WebhookAnswer answer, long failures) => (long)(
        answer.Pause is { } pause && pause > TimeSpan.Zero ? pause : options.Waits.After(failures)).TotalMilliseconds;
}
