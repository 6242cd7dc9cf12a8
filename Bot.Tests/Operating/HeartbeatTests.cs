using Bot.Hosting;
using Bot.Operating;
using Bot.Sandbox;
using Bot.Slack;
using Bot.Tests.Slack;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.Operating;

/// <summary>Whoever waits outside for the bot's beat hears it while the bot is ready, and only then.</summary>
public sealed class HeartbeatTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_beats_by_itself_once_the_bot_is_ready()
    {
        await using var outside = await Beats.Start();
        await using var afternoon = await Afternoon.Begin(settings: new() { ["HEARTBEAT_URL"] = outside.Url });
        await Wait.Until(() => outside.Heard > 0);
    }

    [Fact]
    public async Task It_does_not_beat_while_the_bot_is_not_ready()
    {
        await using var outside = await Beats.Start();
        await using var afternoon = await Afternoon.Begin();
        using var heart = Heart(afternoon, outside);
        Assert.True(await heart.Beat(Stop));
        Assert.Equal(1, outside.Heard);

        var slack = afternoon.Get<SlackStatus>();
        afternoon.Workspace.Faults.Sockets.Refuse(1000);
        afternoon.Workspace.Faults.Sockets.Drop();
        await Wait.Until(() => slack.Ready == 0);
        Assert.False(await heart.Beat(Stop));
        Assert.Equal(1, outside.Heard);

        afternoon.Workspace.Faults.Clear();
        await Wait.Until(() => slack.Ready > 0);
        Assert.True(await heart.Beat(Stop));
        Assert.Equal(2, outside.Heard);
    }

    [Fact]
    public async Task That_it_cannot_be_heard_is_said_once_and_not_where_it_goes()
    {
        await using var outside = await Beats.Start();
        await using var afternoon = await Afternoon.Begin();
        using var said = new LogBook();
        using var heart = Heart(afternoon, outside, said);
        outside.Answer = StatusCodes.Status404NotFound;
        Assert.True(await heart.Beat(Stop));
        Assert.True(await heart.Beat(Stop));
        Assert.Equal(["HEARTBEAT_URL could not be called: it answered 404. It is tried each minute"], said.At(LogLevel.Warning));

        outside.Answer = StatusCodes.Status200OK;
        Assert.True(await heart.Beat(Stop));
        Assert.Equal(["HEARTBEAT_URL is called again"], said.At(LogLevel.Information));
        await outside.DisposeAsync();
        Assert.True(await heart.Beat(Stop));
        Assert.True(await heart.Beat(Stop));
        Assert.Equal(2, said.At(LogLevel.Warning).Count());
        Assert.Empty(said.At(LogLevel.Error));
        Assert.DoesNotContain(said.Lines, l => l.Text.Contains(Beats.Secret, StringComparison.Ordinal));
    }

    static Heartbeat Heart(Afternoon afternoon, Beats outside, LogBook? said = null)
    {
        var logs = LoggerFactory.Create(log => log.AddProvider(said ?? new()));
        return new(new(null, false, new(outside.Url)), afternoon.Get<Readiness>(), logs.CreateLogger<Heartbeat>());
    }

    [Theory]
    [InlineData("hc-ping.example/secret-part")]
    [InlineData("ftp://hc-ping.example/secret-part")]
    public void An_address_that_is_none_stops_the_bot_and_is_not_repeated(string address)
    {
        var refused = Assert.Throws<CannotStartException>(() => BotApp.Build(
            ["--SLACK_BOT_TOKEN=xoxb-1", "--SLACK_APP_TOKEN=xapp-1", $"--HEARTBEAT_URL={address}"]));
        Assert.StartsWith("HEARTBEAT_URL is no http or https address.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-part", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>What waits for the beat.</summary>
    sealed class Beats : IAsyncDisposable
    {
        public const string Secret = "5c1fd1b3";

        readonly WebApplication app;
        int heard;

        Beats()
        {
            app = Loopback.Site();
            app.MapGet($"/{Secret}", () =>
            {
                Interlocked.Increment(ref heard);
                return Results.StatusCode(Answer);
            });
        }

        public int Answer { get; set; } = StatusCodes.Status200OK;

        public int Heard => Volatile.Read(ref heard);

        public string Url { get; private set; } = "";

        public static async Task<Beats> Start()
        {
            var beats = new Beats();
            await beats.app.StartAsync(Stop);
            beats.Url = $"{beats.app.Urls.First()}/{Secret}";
            return beats;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
