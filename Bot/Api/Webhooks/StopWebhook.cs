using Bot.Slack;
using Bot.Storage;

namespace Bot.Api.Webhooks;

/// <summary>Pauses a webhook, resumes it, or takes it away for good.</summary>
public sealed class StopWebhook(Database database, WebhookPage page, ListWebhooks list)
{
    internal static Button RemoveButton(WebhookRow to) => new()
    {
        ActionId = WebhookIds.RemoveButton,
        Text = "Delete",
        Value = to.Id,
        Style = ButtonStyle.Danger,
        Confirm = new()
        {
            Title = "Delete this webhook?",
            Text = new PlainText("It is told nothing any more, and what waits for it is not sent."),
            Confirm = "Delete",
            Deny = "Keep it",
            Style = ButtonStyle.Danger,
        },
    };

    public Task<Func<CancellationToken, Task>?> Pause(BlockActionRequest press, CancellationToken stop) => Do(
        press, (tx, to, by) => WebhookStore.Stop(tx, to.Id, WebhookRow.Paused, by));

    public Task<Func<CancellationToken, Task>?> Resume(BlockActionRequest press, CancellationToken stop) =>
        Do(press, WebhookStore.Resume);

    public Task<Func<CancellationToken, Task>?> Remove(BlockActionRequest press, CancellationToken stop) =>
        Do(press, WebhookStore.Remove);

    async Task<Func<CancellationToken, Task>?> Do(BlockActionRequest press, Action<Tx, WebhookRow, string> change)
    {
        var (id, user) = (press.Action.Value ?? "", press.User.Id);
        await database.Once(press.IdempotencyKey, tx =>
        {
            if (list.Refusal(tx.Db, user) is { } refusal) throw new RefusedException(refusal);
            if (WebhookStore.Find(tx.Db, id) is { } to) change(tx, to, user);
            return null;
        });
        return async after =>
        {
            await page.Refresh(press.View?.Id, id, null, after);
            await list.Refresh(press.View?.PreviousViewId, after);
        };
    }
}
