using Bot.Alerts.Intake;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Api.Webhooks;

/// <summary>
/// Another secret for a webhook, which signs with it from now on, and with the old one too for a day; shown once.
/// </summary>
public sealed class RenewWebhookSecret(
    Database database, SlackApi slack, WebhookPage page, ListWebhooks list, WebhookForm fields, SealedSecrets secrets,
    TimeProvider clock)
{
    const string Changed = "Somebody has changed this webhook meanwhile. Press *New secret* again.";

    internal static Button Button(WebhookRow to) => new()
    {
        ActionId = WebhookIds.SecretButton,
        Text = "New secret",
        Value = to.Id,
        Confirm = new()
        {
            Title = "Make a new secret?",
            Text = new PlainText(
                "It is shown once. For 24 hours what is sent is signed with the old one too, so there is time to change it."),
            Confirm = "Make it",
            Deny = "Leave it",
        },
    };

    /// <param name="name">Whose it is.</param>
    /// <param name="secret">The secret; null in a repeat, which has none to show.</param>
    internal static ModalViewDefinition Shown(string name, string? secret) => new()
    {
        Title = Limits.Truncate(name, Limits.ViewTitle),
        Close = "I have it",
        Blocks =
        [
            new SectionBlock
            {
                Text = secret is null
                    ? "It was made, and its secret can be shown only once. *New secret* on its page makes another."
                    : $"*The secret, shown this once.* Copy it now:\n```{secret}```\nWith it your program checks that what it "
                        + "gets comes from here, by Standard Webhooks; `docs/api.md` of the bot has the lines for that. "
                        + "If it gets lost, *New secret* on the page of the webhook makes another.",
            },
        ],
    };

    public async Task<Func<CancellationToken, Task>?> Press(BlockActionRequest press, CancellationToken stop)
    {
        var (id, user) = (press.Action.Value ?? "", press.User.Id);
        if (list.Refusal(user) is { } refusal) throw new RefusedException(refusal);
        if (database.Read(db => WebhookStore.Find(db, id)) is not { } to) return null;
        if (to.Open(secrets) is not { } before)
            return after => page.Refresh(press.View?.Id, id, "Enter its address again first: *Change*.", after);
        var next = before.Renewed(clock.GetUtcNow());
        var (kept, problem) = fields.Seal(id, next);
        if (kept is null) return after => page.Refresh(press.View?.Id, id, Mrkdwn.Escape(problem), after);
        await database.Once(press.IdempotencyKey, tx =>
        {
            if (list.Refusal(tx.Db, user) is { } no) throw new RefusedException(no);
            if (WebhookStore.Find(tx.Db, id) is not { } now) return null;
            // With what was read before, an address that somebody has just entered would be lost.
            if (now.Sealed != to.Sealed) throw new RefusedException(Changed);
            WebhookStore.Renew(tx, now, kept, user);
            return null;
        });
        var isFirst = database.Read(db => WebhookStore.Find(db, id))?.Sealed == kept;
        return async after =>
        {
            await Show(press, Shown(to.Name, isFirst ? next.Secret : null), after);
            await page.Refresh(press.View?.Id, id, null, after);
        };
    }

    async Task Show(BlockActionRequest press, ModalViewDefinition shown, CancellationToken stop)
    {
        try
        {
            await slack.Views.Push(press.TriggerId, shown, stop);
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException)
        {
            // Pressed again it makes another.
        }
    }
}
