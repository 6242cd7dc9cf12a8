using System.Data;
using Bot.Alerts.Intake;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using static Bot.Api.Webhooks.WebhookIds;

namespace Bot.Api.Webhooks;

/// <summary>One webhook: how it stands, what it answered last, and what can be done with it.</summary>
public sealed class WebhookPage(
    Database database, SlackApi slack, ListWebhooks list, SealedSecrets secrets, TimeProvider clock)
{
    const int MostAnswers = 8, LongestSaid = 150;

    /// <summary>Puts it on top of the list.</summary>
    public Task Open(BlockActionRequest press, CancellationToken stop) => Push(press, id => Modal(id), stop);

    /// <summary>Puts a form about a webhook on top of what was pressed, for those who may change it.</summary>
    internal async Task Push(BlockActionRequest press, Func<string, ModalViewDefinition> form, CancellationToken stop)
    {
        if (list.Refusal(press.User.Id) is { } refusal) throw new RefusedException(refusal);
        await slack.Views.Push(press.TriggerId, form(press.Action.Value ?? ""), stop);
    }

    /// <summary>Shows it as it is now, where it lies under a form or had its button pressed.</summary>
    /// <param name="viewId">Where.</param>
    /// <param name="id">Which webhook.</param>
    /// <param name="notice">What the person should know first.</param>
    /// <param name="stop">Ends it.</param>
    public Task Refresh(string? viewId, string id, string? notice, CancellationToken stop) =>
        viewId is null ? Task.CompletedTask : slack.Views.Redraw(viewId, () => Modal(id, notice), stop);

    ModalViewDefinition Modal(string id, string? notice = null) => database.Read(db => WebhookStore.Find(db, id) is { } to
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
                new ContextBlock { Elements = [Facts(db, to)] },
                new ActionsBlock { Elements = Buttons(to) },
                .. Answers(db, to),
            ],
        }
        : OpenForm.Done("Webhooks", notice ?? "This webhook was deleted."));

    string Facts(IDbConnection db, WebhookRow to)
    {
        var made = $"Made by {Mrkdwn.Name(Person.NameOf(db, to.MadeBy))}, {When.At(to.MadeAt)}";
        return to.Open(secrets)?.OldAt(clock.GetUtcNow()).FirstOrDefault() is { } old
            ? $"{made} · the old secret signs too until {When.At(old.Until)}" : made;
    }

    // Without the numbers: an incident may be private, and whoever reads this need not be inside.
    static IEnumerable<Block> Answers(IDbConnection db, WebhookRow to) => WebhookEvents.Latest(db, to.Id, MostAnswers) switch
    {
        [] => [],
        var latest =>
        [
            new SectionBlock { Text = "*The last ones*" },
            .. latest.Select(one => new ContextBlock { Elements = [Line(one)] }),
        ],
    };

    static string Line(WebhookEvent one)
    {
        var (sign, at) = one switch
        {
            { TakenAt: { } taken } => (":white_check_mark:", taken),
            { GaveUpAt: { } gaveUp } => (":no_entry: given up", gaveUp),
            _ => (":hourglass: waits", one.At),
        };
        var tries = one.Tries > 1 ? $" · tried {one.Tries} times" : "";
        var said = one.Answer is { } answer ? $" · {Mrkdwn.Inert(answer, LongestSaid)}" : "";
        return $"{sign} `{one.Type}` {When.At(at)}{tries}{said}";
    }

    static Button[] Buttons(WebhookRow to) =>
    [
        new() { ActionId = TestButton, Text = "Send a test", Value = to.Id },
        new() { ActionId = ChangeButton, Text = "Change", Value = to.Id },
        to.Stopped is null
            ? new() { ActionId = PauseButton, Text = "Pause", Value = to.Id }
            : new() { ActionId = ResumeButton, Text = "Resume", Value = to.Id },
        RenewWebhookSecret.Button(to),
        StopWebhook.RemoveButton(to),
    ];
}
