using System.Data;
using Bot.Alerts.Forwarding;
using Bot.Alerts.Intake;
using Bot.Delivery;
using Bot.Domain.Alerts;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using static Bot.Alerts.Destinations.DestinationIds;

namespace Bot.Alerts.Destinations;

/// <summary><c>/incident destinations</c>: where routes send alerts on to, and how each of these does.</summary>
public sealed class ListDestinations(Database database, SlackApi slack, Access access, SealedSecrets secrets)
{
    const int LongestShown = 150, LongestSaid = 250;

    public async Task<SlashResponse?> Open(SlashCommand command, CancellationToken stop)
    {
        if (Refusal(command.UserId) is { } refusal) return refusal;
        await slack.Views.Open(command.TriggerId, database.Read(Modal), stop);
        return null;
    }

    /// <summary>Why somebody may not see destinations, or null.</summary>
    public string? Refusal(string user) => database.Read(db => Refusal(db, user));

    /// <summary>The same inside a change.</summary>
    public string? Refusal(IDbConnection db, string user) => access.Refusal(db, user, Act.ChangeRoutes);

    /// <summary>Shows the list as it is now, where it lies under a form.</summary>
    public Task Refresh(string? viewId, CancellationToken stop) => viewId is null ? Task.CompletedTask
        : slack.Views.Redraw(viewId, () => database.Read(Modal), stop);

    ModalViewDefinition Modal(IDbConnection db)
    {
        var all = DestinationStore.All(db);
        return new()
        {
            CallbackId = ListForm,
            Title = "Destinations",
            Submit = "New destination",
            Close = "Done",
            Blocks = all.Count == 0
                ?
                [
                    new SectionBlock
                    {
                        Text = "Alerts are sent on to nobody yet. Make a destination, such as a service of PagerDuty, and choose "
                            + "it in a route.",
                    },
                ]
                : [.. all.Select(d => Row(db, d))],
        };
    }

    SectionBlock Row(IDbConnection db, DestinationRow to) => new()
    {
        Text = Lines(db, to),
        Accessory = new Button { ActionId = OpenButton, Text = "Open", Value = to.Id },
    };

    /// <summary>Its name, where it is, how it stands.</summary>
    internal string Lines(IDbConnection db, DestinationRow to)
    {
        var counts = ForwardStore.Counts(db, to.Id);
        List<string> facts = [to.TakenAt is { } at ? $"Took the last alert {When.At(at)}" : "Has taken nothing yet"];
        if (counts.Waiting > 0) facts.Add(counts.Waiting == 1 ? "1 waits" : $"{counts.Waiting} wait");
        List<string> lines =
        [
            $"*{Mrkdwn.Name(to.Name)}* · {DestinationKind.Of(to.Kind)?.Name} · {Mrkdwn.Inert(to.Shown, LongestShown)}",
            string.Join(" · ", facts),
        ];
        if (SealedAddress.Open(secrets, to) is null)
            lines.Add(":warning: *Its address and secret cannot be read any more: enter them again.* Until then alerts wait.");
        else if (to.FailingAt is { } since)
            lines.Add($":warning: *Takes nothing* since {When.At(since)}. {Mrkdwn.Inert(to.Failing, LongestSaid)}");
        if (counts is { GaveUpAt: { } gaveUp, GaveUp: { } why })
            lines.Add($"Given up {When.At(gaveUp)}: {Mrkdwn.Inert(why, LongestSaid)}");
        return string.Join('\n', lines);
    }

    /// <summary>The routes that send to it.</summary>
    internal static IReadOnlyList<AlertRoute> RoutesTo(IDbConnection db, string id) =>
        [.. AlertSettings.Routes.Now(db).Where(r => r.ForwardTo == id)];
}
