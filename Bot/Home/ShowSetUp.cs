using Bot.Alerts.Intake;
using Bot.Delivery;
using Bot.OnCall.Groups;
using Bot.OnCall.Rotations;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Home;

/// <summary><c>/incident setup</c>, and what the buttons of the set-up list open.</summary>
public sealed class ShowSetUp(
    Database database, SlackApi slack, Access access, SetUp setUp, ChannelPeople channel,
    ChangeTeamSettings settings, EditRotation rotations, KnownSources sources, BotCommands commands, PublicUrl publicUrl,
    TimeProvider clock)
{
    public async Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop)
    {
        if (database.Read(db => access.Refusal(db, command.UserId, Act.SetUp)) is { } refusal) return refusal;
        await channel.Learn(stop);
        return database.Read<SlashResponse>(db =>
        {
            var steps = setUp.Steps(db, clock.GetUtcNow());
            var done = $"*Set-up:* {steps.Count(s => s.Done)} of {steps.Count} done";
            var heading = SetUp.IsFinished(steps) ? "The set-up is finished." : done;
            return new SlashResponse { Text = heading, Blocks = [new SectionBlock { Text = heading }, .. SetUp.Blocks(steps)] };
        });
    }

    public async Task MakeRotation(BlockActionRequest press, CancellationToken stop) =>
        await slack.Views.Open(press.TriggerId, await rotations.Form(null, press.User.Id, stop), stop);

    public Task ChooseChannel(BlockActionRequest press, CancellationToken stop) => settings.OpenByButton(press, stop);

    /// <summary>Looks at the groups that Slack refused; an admin may have changed its mind.</summary>
    public async Task<Func<CancellationToken, Task>?> LookAgain(BlockActionRequest press, CancellationToken stop)
    {
        var said = await database.Once(press.IdempotencyKey, tx =>
        {
            if (access.Refusal(tx.Db, press.User.Id, Act.SetUp) is { } refusal) return refusal;
            var handles = RotationStore.All(tx.Db, tx.Time).Select(r => r.Rotation.GroupHandle).OfType<string>().Distinct();
            foreach (var handle in handles.ToList())
                if (UserGroupRow.Find(tx.Db, handle) is { Trouble: not null }) UserGroupRow.Look(tx, handle);
            return "Slack is asked again. Home shows in a moment whether it agrees.";
        });
        return Tell.Then(slack, press, said);
    }

    public Task FirstAlert(BlockActionRequest press, CancellationToken stop) =>
        slack.Views.Open(press.TriggerId, FirstAlert(
            sources.All.FirstOrDefault(s => s is { IsRevoked: false, HasToken: true })?.Name, publicUrl.Address,
            commands), stop);

    /// <summary>How the first alert is sent by hand, and how CI sends the next.</summary>
    public static ModalViewDefinition FirstAlert(string? source, Uri? address, BotCommands commands)
    {
        var token = source is null
            ? $"First make a source: `{commands.Incident} sources` gives it a token and shows what to paste.\n"
            : "";
        var what = address is null ? "the bot's address and the token" : "the token";
        return new()
        {
            Title = "Send the first alert",
            Close = "Done",
            Blocks =
            [
                new SectionBlock
                {
                    Text = $"""
                        {token}From a machine that reaches the bot, with {what} of the source:
                        ```curl -X POST "{address?.ToString() ?? "$BOT/"}v2/alert_events/http/{source ?? "circleci"}" \
                          -H "Authorization: Bearer $TOKEN" \
                          -H "Content-Type: application/json" \
                          -d '{Sample}'```
                        In hours this opens an incident. Out of hours it waits in the announcement channel until they open.
                        """,
                },
                new ContextBlock { Elements = ["In CI, `docs/ci/notify.sh` reports every job's end: failed, or fine again."] },
            ],
        };
    }

    const string Sample = "{\"title\": \"A first alert\", \"status\": \"firing\", \"deduplication_key\": \"first\"}";
}
