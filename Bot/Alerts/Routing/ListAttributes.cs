using System.Data;
using Bot.Delivery;
using Bot.Domain.Alerts;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts.Routing;

/// <summary><c>/incident attributes</c>: what is known of alerts by name, and the team's own ways to know it.</summary>
public sealed class ListAttributes(Database database, SlackApi slack, TeamRoutes routes, SourceNames sources)
{
    const string Edit = "edit", Delete = "delete";

    public async Task<SlashResponse?> Open(SlashCommand command, CancellationToken stop)
    {
        if (database.Read(db => routes.Refusal(db, command.UserId)) is { } refusal) return refusal;
        await slack.Views.Open(command.TriggerId, database.Read(Modal), stop);
        return null;
    }

    /// <summary>The list's only submit: the form of a new one on top of it.</summary>
    public Task<ViewSubmissionResponse?> Add(ViewSubmission pressed, CancellationToken stop) =>
        Task.FromResult<ViewSubmissionResponse?>(ViewSubmissionResponse.Push(
            database.Read(db => Refusal(db, pressed.User.Id) ?? EditAttributes.Form(db, sources, null))));

    /// <summary>What was chosen in an attribute's menu.</summary>
    public async Task Choose(BlockActionRequest press, CancellationToken stop)
    {
        if (press.Action.SelectedOption?.Value.Split(':', 2) is not [var verb, var name]) return;
        if (verb == Edit)
        {
            var form = database.Read(db => routes.Refusal(db, press.User.Id) is { } refusal
                ? OpenForm.Done("Attributes", refusal) : EditAttributes.Form(db, sources, TeamAttributes.Find(db, name)));
            await slack.Views.Push(press.TriggerId, form, stop);
            return;
        }

        await database.Once(press.IdempotencyKey, tx =>
        {
            if (routes.Refusal(tx.Db, press.User.Id) is null) TeamAttributes.Delete(tx, name, press.User.Id);
            return null;
        });
        await slack.Views.Redraw(press, database.Read(Modal), stop);
    }

    ModalViewDefinition? Refusal(IDbConnection db, string user) =>
        routes.Refusal(db, user) is { } refusal ? OpenForm.Done("Attributes", refusal)
        : TeamAttributes.All(db).Count >= TeamAttributes.Most
            ? OpenForm.Done("Attributes", $"There are {TeamAttributes.Most} attributes, which is the most.")
        : null;

    /// <summary>Shows the list as it is now, where it lies under a form.</summary>
    public Task Refresh(string? viewId, CancellationToken stop) =>
        viewId is null ? Task.CompletedTask : slack.Views.Redraw(viewId, () => database.Read(Modal), stop);

    static ModalViewDefinition Modal(IDbConnection db)
    {
        var own = TeamAttributes.All(db);
        return new()
        {
            CallbackId = AttributeIds.List,
            Title = "Attributes",
            Submit = "New attribute",
            Close = "Done",
            Blocks =
            [
                new ContextBlock
                {
                    Elements = [$"Every alert has, where its sender says so: {string.Join(", ", AlertAttributes.BuiltIn)}."],
                },
                .. own.Count == 0
                    ? [new SectionBlock { Text = "The team has none of its own yet." }]
                    : own.Select(Row),
            ],
        };
    }

    static Block Row(AttributeRule rule) => new SectionBlock
    {
        BlockId = $"attribute:{rule.Name}",
        Text = $"*{Mrkdwn.Inert(rule.Name, AttributeRule.LongestName)}*\n{AttributeText.Of(rule)}",
        Accessory = new OverflowMenu
        {
            ActionId = AttributeIds.Menu,
            Options = [new("Change", $"{Edit}:{rule.Name}"), new("Delete", $"{Delete}:{rule.Name}")],
        },
    };
}
