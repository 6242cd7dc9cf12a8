using Bot.Hosting;
using Bot.People;
using Bot.Sandbox;
using Bot.Slack;
using Bot.Storage;
using Bot.Tests.Laws;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Hosting;

/// <summary>What a bot that cannot live with its Slack says last, as a process.</summary>
public sealed class LifeTests
{
    [Fact]
    public async Task A_revoked_bot_token_ends_it_with_one_sentence()
    {
        var (code, last) = await Start(app => app.Revoked = true);
        Assert.Equal(1, code);
        Assert.StartsWith("Slack does not accept SLACK_BOT_TOKEN (token_revoked).", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_token_in_place_of_the_app_token_ends_it_with_one_sentence()
    {
        var (code, last) = await Start(_ => { }, app => new() { ["SLACK_APP_TOKEN"] = app.BotToken });
        Assert.Equal(1, code);
        Assert.StartsWith("SLACK_APP_TOKEN holds a bot token (xoxb-…).", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_token_that_slack_does_not_know_ends_it_with_one_sentence()
    {
        var (code, last) = await Start(_ => { }, _ => new() { ["SLACK_APP_TOKEN"] = "xapp-unknown" });
        Assert.Equal(1, code);
        Assert.StartsWith("Slack does not know the app token (invalid_auth).", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_token_that_is_revoked_while_it_runs_ends_it_with_one_sentence()
    {
        var (code, last) = await Start(_ => { }, during: async (workspace, app) =>
        {
            app.Revoked = true;
            await workspace.Member("ben").Slash("/incident");
        });
        Assert.Equal(1, code);
        Assert.StartsWith("Slack does not accept SLACK_BOT_TOKEN (token_revoked).", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_database_of_another_workspace_it_ends_with_one_sentence_unless_it_is_adopted()
    {
        await using var afternoon = await Afternoon.Begin();
        var database = afternoon.Get<Database>();
        await database.Change(tx => Installation.Team.Set(tx, "T0OTHER", "test"));
        var stop = TestContext.Current.CancellationToken;

        var ended = await Assert.ThrowsAsync<SlackStoppedException>(() => afternoon.Get<Introduce>().Once(stop));
        Assert.Contains("but the database was made for T0OTHER.", ended.Message, StringComparison.Ordinal);
        Assert.Contains("start once with --adopt", ended.Message, StringComparison.Ordinal);

        var introduce = new Introduce(afternoon.Get<SlackApi>(), database, new Adoption(true), NullLogger<Introduce>.Instance);
        await introduce.Once(stop);
        await afternoon.Get<Introduce>().Once(stop);
    }

    static async Task<(int Code, string Last)> Start(
        Action<InstalledApp> before, Func<InstalledApp, Dictionary<string, string>>? environment = null,
        Func<Workspace, InstalledApp, Task>? during = null)
    {
        var folder = Directory.CreateTempSubdirectory("data-responder-life-").FullName;
        await using var workspace = await Workspace.Start();
        var app = workspace.AddApp(Manifest.Text);
        before(app);
        var ended = new TaskCompletionSource<(int, string)>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (var bot = new BotProcess(workspace, app, new BotProcessOptions
        {
            Folder = folder,
            Clock = new SteeredClock(workspace.Options.Clock.GetUtcNow()),
            Environment = environment?.Invoke(app) ?? [],
        }))
        {
            bot.Ended += (code, last) => ended.TrySetResult((code, last));
            await bot.Start();
            if (during is not null) await during(workspace, app);
            await ended.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }

        Directory.Delete(folder, recursive: true);
        return await ended.Task;
    }
}
