using Bot.Alerts.Intake;
using Bot.Slack;

namespace Bot.Alerts.Sources;

/// <summary>
/// Ends a source: all that it sends is refused from now on, and counted, so that a sender that was forgotten is seen.
/// </summary>
public sealed class RevokeSource(ChangeSource change, SourcePage page, SourceList list)
{
    public static Button Button(string name) => SourcePage.Press(SourceIds.RevokeButton, "Revoke", name) with
    {
        Style = ButtonStyle.Danger,
        Confirm = new()
        {
            Title = Limits.Truncate($"Revoke {name}?", Limits.ConfirmTitle),
            Text = new PlainText(
                "All that it sends is refused from now on. It cannot be brought back; a new source may have its name."),
            Confirm = "Revoke",
            Deny = "Keep it",
            Style = ButtonStyle.Danger,
        },
    };

    public async Task<Func<CancellationToken, Task>?> Press(BlockActionRequest press, CancellationToken stop)
    {
        var (name, user) = (press.Action.Value ?? "", press.User.Id);
        await change.Once(press.IdempotencyKey, user, tx => SourceStore.Revoke(tx, name, user));
        return async after =>
        {
            await page.Refresh(press.View?.Id, name, user, after);
            await list.Refresh(press.View?.PreviousViewId, after);
        };
    }
}
