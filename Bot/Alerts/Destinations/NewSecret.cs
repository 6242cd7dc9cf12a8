using Bot.Alerts.Forwarding;
using Bot.Alerts.Intake;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts.Destinations;

/// <summary>Another secret for a webhook, which signs with it from now on; shown once.</summary>
public sealed class NewSecret(
    Database database, SlackApi slack, DestinationPage page, ListDestinations list, SealedSecrets secrets)
{
    internal static Button Button(DestinationRow to) => new()
    {
        ActionId = DestinationIds.SecretButton,
        Text = "New secret",
        Value = to.Id,
        Confirm = new()
        {
            Title = "Make a new secret?",
            Text = new PlainText("It is shown once, and all that is sent from now on is signed with it."),
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
                    : $"*The secret, shown this once.* Copy it now:\n```{secret}```\nWith it whoever takes the alerts checks "
                        + "that they come from here, by Standard Webhooks; `docs/alerts.md` of the bot has the lines for that. "
                        + "If it gets lost, *New secret* on the page of the destination makes another.",
            },
        ],
    };

    public async Task<Func<CancellationToken, Task>?> Press(BlockActionRequest press, CancellationToken stop)
    {
        var (id, user) = (press.Action.Value ?? "", press.User.Id);
        if (list.Refusal(user) is { } refusal) throw new RefusedException(refusal);
        if (database.Read(db => DestinationStore.Find(db, id)) is not { IsPagerDuty: false } to) return null;
        if (SealedAddress.Open(secrets, to) is not { } before)
            return after => page.Refresh(press.View?.Id, id, "Enter its address again first: *Change*.", after);
        var next = before with { Secret = SealedAddress.NewSecret() };
        var (kept, problem) = DestinationForm.Seal(secrets, id, next);
        if (kept is null) return after => page.Refresh(press.View?.Id, id, Mrkdwn.Escape(problem), after);
        await database.Once(press.IdempotencyKey, tx =>
        {
            if (list.Refusal(tx.Db, user) is { } no) throw new RefusedException(no);
            if (DestinationStore.Find(tx.Db, id) is { } now)
                DestinationStore.Change(tx, now, now.Name, (now.Shown, kept), user, isSecret: true);
            return null;
        });
        var isFirst = database.Read(db => DestinationStore.Find(db, id))?.Sealed == kept;
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
