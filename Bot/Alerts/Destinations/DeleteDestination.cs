using Bot.Alerts.Forwarding;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts.Destinations;

/// <summary>Takes a destination away that no route names any more, and what waits for it.</summary>
public sealed class DeleteDestination(Database database, DestinationPage page, ListDestinations list)
{
    internal static Button Button(DestinationRow to) => new()
    {
        ActionId = DestinationIds.DeleteButton,
        Text = "Delete",
        Value = to.Id,
        Style = ButtonStyle.Danger,
        Confirm = new()
        {
            Title = "Delete this destination?",
            Text = new PlainText("What waits for it is not sent, and it does not hear what recovers."),
            Confirm = "Delete",
            Deny = "Keep it",
            Style = ButtonStyle.Danger,
        },
    };

    public async Task<Func<CancellationToken, Task>?> Press(BlockActionRequest press, CancellationToken stop)
    {
        var (id, user) = (press.Action.Value ?? "", press.User.Id);
        var said = await database.Once(press.IdempotencyKey, tx =>
        {
            if (list.Refusal(tx.Db, user) is { } refusal) throw new RefusedException(refusal);
            if (DestinationStore.Find(tx.Db, id) is not { } to) return null;
            var routes = ListDestinations.RoutesTo(tx.Db, id);
            if (routes.Count > 0)
                return $":warning: *It is not deleted:* {string.Join(", ", routes.Select(r => $"“{Mrkdwn.Name(r.Name)}”"))} "
                    + $"{(routes.Count == 1 ? "sends" : "send")} to it. Choose another destination there first, or nowhere.";
            DestinationStore.Delete(tx, to, user);
            return null;
        });
        return async after =>
        {
            await page.Refresh(press.View?.Id, id, said, after);
            await list.Refresh(press.View?.PreviousViewId, after);
        };
    }
}
