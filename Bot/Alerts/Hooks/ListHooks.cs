using System.Data;
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
        await slack.Views.Open(command.TriggerId, database.Read(Modal), stop);
        return null;
    }

    static ModalViewDefinition Modal(IDbConnection db)
    {
        var hooks = HookStore.All(db);
        return new()
        {
            Title = "Hooks",
            Close = "Done",
            Blocks =
            [
                .. hooks.Count == 0
                    ? [new SectionBlock { Text = Nothing }]
                    : hooks.Take(Most).Select(hook => Row(hook, HookStore.NotUnderstood(db, hook.Source))),
                .. hooks.Count > Most
                    ? [new ContextBlock { Elements = [$"… {hooks.Count - Most} more, heard earlier"] }] : Array.Empty<Block>(),
            ],
        };
    }

    static SectionBlock Row(HookRow hook, (long Bad, long Posts) last)
    {
        var by = hook.ReadBy switch
        {
            null => "Whoever recognises it",
            HookRow.Own => "Own expressions",
            var id => Presets.Of(id).FirstOrDefault()?.Sender ?? id,
        };
        var heard = hook.LastAt is { } at ? $"{When.At(at)}, read by: {Mrkdwn.Escape(hook.LastBy ?? "nobody")}" : "never heard";
        return new()
        {
            BlockId = $"hook:{hook.Source}",
            Text = $"*{Mrkdwn.Escape(hook.Source)}* · {Mrkdwn.Escape(by)}\n{heard}{Bad(last.Bad, last.Posts)}",
            Accessory = EditHook.Button(hook.Source),
        };
    }

    static string Bad(long bad, long posts) => (bad, posts) switch
    {
        (0, _) => "",
        (_, 1) => "\n:warning: What came was not understood.",
        (1, _) => $"\n:warning: 1 of the last {posts} was not understood.",
        _ => $"\n:warning: {bad} of the last {posts} were not understood.",
    };
}
