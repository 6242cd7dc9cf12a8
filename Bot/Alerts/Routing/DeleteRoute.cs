using Bot.Domain.Alerts;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts.Routing;

/// <summary>Takes a route away; what it has opened stays.</summary>
public sealed class DeleteRoute(Database database, SlackApi slack, TeamRoutes routes, ListRoutes list)
{
    public const string Action = "routes_delete";

    internal static ActionsBlock Button(AlertRoute route) => new()
    {
        BlockId = "delete",
        Elements =
        [
            new Button
            {
                ActionId = Action,
                Text = "Delete this route",
                Value = route.Id,
                Style = ButtonStyle.Danger,
                Confirm = new()
                {
                    Title = "Delete this route?",
                    Text = new PlainText("Alerts go to the next route that fits. What it has opened stays."),
                    Confirm = "Delete",
                    Deny = "Keep it",
                    Style = ButtonStyle.Danger,
                },
            },
        ],
    };

    public async Task Press(BlockActionRequest press, CancellationToken stop)
    {
        await database.Once(press.IdempotencyKey, tx =>
        {
            if (routes.Refusal(tx.Db, press.User.Id) is null && TeamRoutes.Find(tx.Db, press.Action.Value ?? "") is { } route)
                TeamRoutes.Delete(tx, route, press.User.Id);
            return null;
        });
        await list.Refresh(press.View?.PreviousViewId, stop);
        await slack.Views.Redraw(press, Delivery.OpenForm.Done("Routes", "The route is deleted."), stop);
    }
}
