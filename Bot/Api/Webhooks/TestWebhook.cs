using Bot.Alerts.Intake;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Api.Webhooks;

/// <summary>Sends a word that is none, and shows what was answered.</summary>
public sealed class TestWebhook(
    Database database, WebhookPage page, ListWebhooks list, WebhookLine line, SealedSecrets secrets, TimeProvider clock)
{
    const int LongestSaid = 400;

    public async Task Press(BlockActionRequest press, CancellationToken stop)
    {
        var (id, user) = (press.Action.Value ?? "", press.User.Id);
        if (list.Refusal(user) is { } refusal) throw new RefusedException(refusal);
        if (database.Read(db => WebhookStore.Find(db, id)) is not { } to) return;
        var notice = to.Open(secrets) is { } address
            ? Said(await line.Send(
                address, WebhookEvents.NewMessage(),
                TellWebhooks.Body(WebhookTypes.Test, clock.GetUtcNow(), new { webhook = to.Name, sent_by = user }), stop))
            : ":warning: Enter its address again first: *Change*.";
        await page.Refresh(press.View?.Id, id, notice, stop);
    }

    static string Said(WebhookAnswer answer) => answer.Verdict == WebhookVerdict.Taken
        ? $":white_check_mark: *The test was taken.* {Mrkdwn.Inert(answer.Said, LongestSaid)}"
        : $":warning: *The test was not taken.* {Mrkdwn.Inert(answer.Said, LongestSaid)}";
}
