using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts.Hooks;

/// <summary><c>/incident hooks</c>, for admins: who posts to a hook, when last, and what reads it.</summary>
public sealed class ListHooks(Database database, SlackApi slack, Access access)
{
    const int Most = 30;

    const string Nothing =
        "Nothing has been posted to `/v1/hooks/<source>` yet. docs/alerts.md of the bot says how each sender does.";

    public async Task<SlashResponse?> Open(SlashCommand command, CancellationToken stop)
    {
        if (database.Read(db => access.Refusal(db, command.UserId, Act.ChangeTeamSettings)) is { } refusal) return refusal;
        var hooks = database.Read(HookStore.All);
        await slack.Views.Open(command.TriggerId, Modal(hooks), stop);
        return null;
    }

    static ModalViewDefinition Modal(List<HookRow> hooks) => new()
    {
        Title = "Hooks",
        Close = "Done",
        Blocks =
        [
            .. hooks.Count == 0
                ? [new SectionBlock { Text = Nothing }]
                : hooks.Take(Most).Select(Row),
            .. hooks.Count > Most
                ? [new ContextBlock { Elements = [$"… {hooks.Count - Most} more, heard earlier"] }] : Array.Empty<Block>(),
        ],
    };

    static SectionBlock Row(HookRow hook)
    {
        var by = hook.ReadBy switch
        {
            null => "Whoever recognises it",
            HookRow.Own => "Own expressions",
            var id => Presets.Of(id).FirstOrDefault()?.Sender ?? id,
        };
        var last = hook.LastAt is { } at ? $"{When.At(at)}, read by: {Mrkdwn.Escape(hook.LastBy ?? "nobody")}" : "never heard";
        return new()
        {
            BlockId = $"hook:{hook.Source}",
            Text = $"*{Mrkdwn.Escape(hook.Source)}* · {Mrkdwn.Escape(by)}\n{last}",
            Accessory = EditHook.Button(hook.Source),
        };
    }
}
