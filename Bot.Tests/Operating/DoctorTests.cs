using Bot.Operating;
using Bot.Operating.Checks;
using Bot.Sandbox;
using Bot.Storage;
using Bot.Summaries;
using Bot.Tests.Hosting;
using Bot.Tests.PullRequests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Operating;

/// <summary>What the doctor says of a bot that runs, in Slack and from beside it.</summary>
public sealed class DoctorTests
{
    [Fact]
    public async Task Where_all_is_set_all_is_well()
    {
        await using var model = await ModelServer.Start();
        await using var github = await FakeGitHub.Start();
        await using var outside = await Outside.Start();
        using var backups = new Scratch();
        await using var afternoon = await Afternoon.Begin(
            settings: new()
            {
                ["Backup:Folder"] = backups.Folder,
                ["PUBLIC_URL"] = outside.Url,
                ["GITHUB_TOKEN"] = FakeGitHub.Token,
                ["GITHUB_API_URL"] = github.Url,
                ["GITHUB_WEBHOOK_SECRET"] = "secret-of-tests",
            },
            services: services => services.AddSingleton(new AiSettings
            {
                Endpoint = new(model.Endpoint),
                Model = ModelServer.Model,
                ApiKey = ModelServer.Key,
            }));
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Slash("/incident orders are late");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Modal.CloseAll();
        var channels = afternoon.Workspace.Conversations.All.Count;
        var said = (await afternoon.Asks()).Text;
        Assert.Matches(@"^Doctor: \d+ well$", said.Split('\n')[0]);
        foreach (var line in new[]
        {
            "SLACK_BOT_TOKEN is that of", "SLACK_APP_TOKEN opens connections", "permissions of the manifest",
            "Commands, shortcuts and events are those of the first start",
            "It is in #data-incidents, where it announces incidents",
            "It may make public channels", "It may make private channels", "It is in the 1 other channels",
            "@data-responder follows whoever is on call", "It is connected to Slack by 2 sockets, alone",
            "Nothing that the bot has to say was refused or has failed for long", "clock agrees with Slack's",
            "knows all time zones", TestStore.IsPostgres ? " answers: " : " is whole: ",
            "PUBLIC_URL leads to the bot", "answers.", "takes GITHUB_TOKEN", "GITHUB_WEBHOOK_SECRET is set",
            "The daily backup is made: the last is of 2026-03-03 10:00 UTC",
        })
            Assert.Contains(line, said, StringComparison.Ordinal);
        // A look changes nothing.
        Assert.Equal(channels, afternoon.Workspace.Conversations.All.Count);
    }

    [Fact]
    public async Task What_takes_too_long_is_told_by_what_it_is()
    {
        await using var afternoon = await Afternoon.Begin();
        var checks = afternoon.Get<IEnumerable<ICheck>>().ToDictionary(check => check.Of);
        var doctor = new Doctor([new Endless(checks["the database"]), new Endless(checks["the tokens"])])
        {
            Patience = TimeSpan.FromMilliseconds(1),
        };
        var found = await doctor.Look(TestContext.Current.CancellationToken);
        Assert.Equal([Found.Unknown, Found.Wrong], found.Select(f => f.Found));
        Assert.StartsWith("Looking at the database took longer than ", found[0].What, StringComparison.Ordinal);
        Assert.DoesNotContain("slack", found[0].Remedy, StringComparison.Ordinal);
        Assert.Contains("https://slack.com", found[1].Remedy, StringComparison.Ordinal);
    }

    /// <summary>A look that comes to no end.</summary>
    sealed class Endless(ICheck check) : ICheck
    {
        public string Of => check.Of;

        public Finding Slow(string what) => check.Slow(what);

        public Task<IReadOnlyList<Finding>> Look(CancellationToken stop) =>
            new TaskCompletionSource<IReadOnlyList<Finding>>().Task.WaitAsync(stop);
    }

    [Fact]
    public async Task Of_a_server_it_is_not_said_that_all_of_it_was_looked_through()
    {
        await using var there = TestStore.OnPostgres();
        using var store = Store.Open(there.ConnectionString);
        Assert.False(store.Read(store.Condition).IsLookedThrough);
    }

    [Fact]
    public async Task Only_an_admin_is_told()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Finn.Slash("/incident doctor");
        Assert.DoesNotContain("Doctor:", afternoon.Finn.Sees("admin").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_begins_so_is_a_name()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ivy.Slash("/incident doctor visits are counted twice");
        Assert.Equal("doctor visits are counted twice", afternoon.Ivy.Modal.Value("Name"));
    }

    [Fact]
    public async Task What_Slack_allows_no_more_is_said_with_what_to_do()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        afternoon.Workspace.Policies.EveryoneCreatesChannels = false;
        afternoon.Workspace.Policies.Groups = GroupPolicy.AdminsOnly;
        var said = (await afternoon.Asks()).Text;
        Assert.Contains("It may make no channels (restricted_action), so incidents get none.", said, StringComparison.Ordinal);
        Assert.Contains("It may make no private channels (restricted_action)", said, StringComparison.Ordinal);
        Assert.Contains("A workspace setting forbids it", said, StringComparison.Ordinal);
        Assert.Contains("The bot may not change @data-responder (permission_denied).", said, StringComparison.Ordinal);
        Assert.Contains("or set SLACK_GROUPS_TOKEN to an admin's token", said, StringComparison.Ordinal);
        afternoon.Workspace.Policies.Groups = GroupPolicy.FreePlan;
        Assert.Contains("User groups need a paid Slack plan", (await afternoon.Asks()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_was_archived_is_named()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ivy.Joins("#data-incidents");
        afternoon.Workspace.Policies.BotsUnarchive = false;
        await afternoon.Ivy.Archives("#data-incidents");
        Assert.Contains(
            "#data-incidents, where it announces incidents, is archived.\nUnarchive it, or choose another.",
            (await afternoon.Asks()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_at_which_another_answers_is_none()
    {
        await using var other = await Outside.Start("hello");
        await using var afternoon = await Afternoon.Begin(settings: new() { ["PUBLIC_URL"] = other.Url });
        Assert.Contains(
            $"{other.Url}/health/live answers 200, and is no bot.", (await afternoon.Asks()).Text, StringComparison.Ordinal);
        await other.DisposeAsync();
        Assert.Contains(
            $"{other.Url}/health/live does not answer from here", (await afternoon.Asks()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_and_GitHub_that_take_no_key_are_named()
    {
        await using var model = await ModelServer.Start();
        await using var github = await FakeGitHub.Start();
        await using var afternoon = await Afternoon.Begin(
            settings: new() { ["GITHUB_TOKEN"] = "ghp_wrong", ["GITHUB_API_URL"] = github.Url },
            services: services => services.AddSingleton(new AiSettings
            {
                Endpoint = new(model.Endpoint),
                Model = ModelServer.Model,
                ApiKey = "wrong",
            }));
        var said = (await afternoon.Asks()).Text;
        Assert.Contains("writes nothing: it answered 401.", said, StringComparison.Ordinal);
        Assert.Contains("does not take GITHUB_TOKEN", said, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", said, StringComparison.Ordinal);
        Assert.Contains("GITHUB_WEBHOOK_SECRET is not set", said, StringComparison.Ordinal);
    }
}

/// <summary>What somebody sees who asks the doctor.</summary>
static class DoctorActs
{
    public static async Task<SeenMessage> Asks(this Afternoon afternoon)
    {
        await afternoon.Ivy.Slash("/incident doctor");
        return afternoon.Ivy.Sees("Doctor:");
    }
}

/// <summary>A web server that stands where the bot is reached from outside.</summary>
sealed class Outside : IAsyncDisposable
{
    readonly WebApplication app;

    Outside(string says)
    {
        app = Loopback.Site();
        app.MapGet("/health/live", () => says);
    }

    public string Url { get; private set; } = "";

    public static async Task<Outside> Start(string says = "alive")
    {
        var outside = new Outside(says);
        await outside.app.StartAsync(TestContext.Current.CancellationToken);
        outside.Url = outside.app.Urls.First();
        return outside;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
