using System.Data;
using Bot.Alerts.Forwarding;
using Bot.Delivery;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using static Bot.Alerts.Destinations.DestinationIds;

namespace Bot.Alerts.Destinations;

/// <summary>One destination: how it stands, which routes send to it, and what can be done with it.</summary>
public sealed class DestinationPage(Database database, SlackApi slack, ListDestinations list, BotCommands commands)
{
    const int MostRoutes = 10;

    /// <summary>Puts it on top of the list.</summary>
    public Task Open(BlockActionRequest press, CancellationToken stop) => Push(press, id => Modal(id), stop);

    /// <summary>Puts a form about a destination on top of what was pressed, for those who may change it.</summary>
    internal async Task Push(BlockActionRequest press, Func<string, ModalViewDefinition> form, CancellationToken stop)
    {
        if (list.Refusal(press.User.Id) is { } refusal) throw new RefusedException(refusal);
        await slack.Views.Push(press.TriggerId, form(press.Action.Value ?? ""), stop);
    }

    /// <summary>Shows it as it is now, where it lies under a form or had its button pressed.</summary>
    /// <param name="viewId">Where.</param>
    /// <param name="id">Which destination.</param>
    /// <param name="notice">What the person should know first.</param>
    /// <param name="stop">Ends it.</param>
    public Task Refresh(string? viewId, string id, string? notice, CancellationToken stop) =>
        viewId is null ? Task.CompletedTask : slack.Views.Redraw(viewId, () => Modal(id, notice), stop);

    ModalViewDefinition Modal(string id, string? notice = null) => database.Read(db => DestinationStore.Find(db, id) is { } to
        ? new()
        {
            CallbackId = Page,
            Title = Limits.Truncate(to.Name, Limits.ViewTitle),
            Close = "Back",
            PrivateMetadata = id,
            Blocks =
            [
                .. notice is null ? Array.Empty<Block>()
                    : [new SectionBlock { Text = Limits.TruncateEscaped(notice, Limits.Text) }],
                new SectionBlock { Text = list.Lines(db, to) },
                new ContextBlock { Elements = [Routes(db, id), $"Made by {Maker(db, to)}, {When.At(to.MadeAt)}"] },
                new ActionsBlock { Elements = Buttons(to) },
            ],
        }
        : OpenForm.Done("Destinations", notice ?? "This destination was deleted."));

    static string Maker(IDbConnection db, DestinationRow to) => Mrkdwn.Name(Person.NameOf(db, to.MadeBy));

    string Routes(IDbConnection db, string id)
    {
        var routes = ListDestinations.RoutesTo(db, id);
        return routes.Count == 0 ? $"No route sends to it yet: choose it in one (`{commands.Incident} {Incidents.Verbs.Routes}`)"
            : $"Sent to by {string.Join(", ", routes.Take(MostRoutes).Select(r => $"“{Mrkdwn.Name(r.Name)}”"))}"
                + (routes.Count > MostRoutes ? $" and {routes.Count - MostRoutes} more" : "");
    }

    static Button[] Buttons(DestinationRow to) =>
    [
        new() { ActionId = TestButton, Text = "Send a test", Value = to.Id },
        new() { ActionId = ChangeButton, Text = "Change", Value = to.Id },
        .. to.IsPagerDuty ? Array.Empty<Button>() : [NewSecret.Button(to)],
        DeleteDestination.Button(to),
    ];
}
