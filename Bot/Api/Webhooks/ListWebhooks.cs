using System.Data;
using Bot.Alerts.Intake;
using Bot.Delivery;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using static Bot.Api.Webhooks.WebhookIds;

namespace Bot.Api.Webhooks;

/// <summary><c>/incident webhooks</c>: who is told of changes over HTTP, and how each of these does.</summary>
public sealed class ListWebhooks(Database database, SlackApi slack, Access access, SealedSecrets secrets)
{
    const int LongestShown = 150, LongestSaid = 250;

    public async Task<SlashResponse?> Open(SlashCommand command, CancellationToken stop)
    {
        if (NotUnderstood.By(command, Verbs.Webhooks) is { } unknown) return unknown;
        if (Refusal(command.UserId) is { } refusal) return refusal;
        await slack.Views.Open(command.TriggerId, database.Read(Modal), stop);
        return null;
    }

    /// <summary>Why somebody may not see webhooks, or null.</summary>
    public string? Refusal(string user) => database.Read(db => Refusal(db, user));

    /// <summary>The same inside a change.</summary>
    public string? Refusal(IDbConnection db, string user) => access.Refusal(db, user, Act.ChangeWebhooks);

    /// <summary>Shows the list as it is now, where it lies under a form.</summary>
    public Task Refresh(string? viewId, CancellationToken stop) => viewId is null ? Task.CompletedTask
        : slack.Views.Redraw(viewId, () => database.Read(Modal), stop);

    ModalViewDefinition Modal(IDbConnection db)
    {
        var all = WebhookStore.All(db);
        return new()
        {
            CallbackId = ListForm,
            Title = "Webhooks",
            Submit = "New webhook",
            Close = "Done",
            Blocks = all.Count == 0
                ? [new SectionBlock { Text = "No program is told of changes yet. *New webhook* names one that is." }]
                : [.. all.Select(to => Row(db, to))],
        };
    }

    SectionBlock Row(IDbConnection db, WebhookRow to) => new()
    {
        Text = Lines(db, to),
        Accessory = new Button { ActionId = OpenButton, Text = "Open", Value = to.Id },
    };

    /// <summary>Its name, where it is, of what it is told, how it stands.</summary>
    internal string Lines(IDbConnection db, WebhookRow to)
    {
        List<string> told = [.. to.KindList.Select(WebhookKinds.Name)];
        if (to.Seer is { } seer) told.Add($"private incidents of {Mrkdwn.Name(Person.NameOf(db, seer))}");
        List<string> facts = [to.TakenAt is { } at ? $"Took the last one {When.At(at)}" : "Has taken nothing yet"];
        if (WebhookEvents.Waiting(db, to.Id) is > 0 and var waiting) facts.Add(waiting == 1 ? "1 waits" : $"{waiting} wait");
        List<string> lines =
        [
            $"*{Mrkdwn.Name(to.Name)}* · {Mrkdwn.Inert(to.Shown, LongestShown)}",
            $"Told of {string.Join(", ", told)}",
            string.Join(" · ", facts),
        ];
        if (Stopped(db, to) is { } stopped) lines.Add(stopped);
        else if (to.Open(secrets) is null)
            lines.Add(":warning: *Its address and secret cannot be read any more: enter them again* (Change).");
        else if (to.FailingAt is { } since)
            lines.Add($":warning: *Takes nothing* since {When.At(since)}. {Mrkdwn.Inert(to.Failing, LongestSaid)}");
        return string.Join('\n', lines);
    }

    static string? Stopped(IDbConnection db, WebhookRow to) => (to.Stopped, to.StoppedAt) switch
    {
        (WebhookRow.Gone, { } at) =>
            $":no_entry: *Switched off* {When.At(at)}, as it answered that it is gone. A new address "
                + "(*Change*) or *Resume* tells it what happens from then on.",
        (WebhookRow.Failed, { } at) =>
            $":no_entry: *Paused* {When.At(at)}, as it took nothing for a day. {Mrkdwn.Inert(to.Failing, LongestSaid)}",
        (not null, { } at) =>
            $":double_vertical_bar: *Paused* {When.At(at)} by {Mrkdwn.Name(Person.NameOf(db, to.StoppedBy ?? ""))}",
        _ => null,
    };
}
