using Microsoft.Extensions.Time.Testing;

namespace Bot.Tests.Slack;

/// <summary>Sockets that live too short to count, and those of somebody else.</summary>
public sealed class SocketPauseTests
{
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    [Theory]
    [InlineData("refresh_requested")]
    [InlineData("warning")]
    [InlineData(null)]
    public async Task Sockets_that_are_sent_away_at_once_are_replaced_after_pauses_that_grow(string? reason)
    {
        var wire = new FakeTimeProvider();
        await using var slack = await RawSlack.Start();
        var began = new List<DateTimeOffset>();
        slack.Serve = async (socket, _) =>
        {
            lock (began) began.Add(wire.GetUtcNow());
            await socket.Say(RawSocket.Hello);
            if (reason is null) await socket.Bye();
            else await socket.Say(RawSocket.Disconnect(reason));
            await socket.Hear();
        };
        await using var client = new SlackUnderTest(slack.Options with
        {
            WireTime = wire,
            Backoff = TimeSpan.FromMilliseconds(400),
            MaxBackoff = TimeSpan.FromSeconds(30),
            Silence = TimeSpan.FromHours(1),
        }).Connect();
        while (Count(began) < 6)
        {
            wire.Advance(Step);
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        // 400 ms doubled four times, of which jitter leaves at least half.
        Assert.True(began[5] - began[4] >= TimeSpan.FromSeconds(3.2), $"{began[5] - began[4]} after {began[1] - began[0]}");
    }

    static int Count(List<DateTimeOffset> began)
    {
        lock (began) return began.Count;
    }

    // Its hello says how many connections the app has.
    static void Counts(RawSlack slack, Func<int> counted) => slack.Serve = async (socket, _) =>
    {
        await socket.Say($$"""{"type":"hello","num_connections":{{counted()}},"connection_info":{"app_id":"A1"} }""");
        await socket.Hear();
    };

    [Fact]
    public async Task Whoever_was_there_first_hears_of_a_second_program_too()
    {
        await using var slack = await RawSlack.Start();
        var counted = 1;
        Counts(slack, () => counted);
        await using var client = new SlackUnderTest(slack.Options with
        {
            CountEvery = TimeSpan.FromMilliseconds(100),
            CountAgain = TimeSpan.FromMilliseconds(50),
            Overlap = TimeSpan.FromMilliseconds(10),
        }).Connect();
        await Wait.Until(() => client.Status.Ready > 0);
        Assert.Equal(0, client.Status.Others);
        // Slack says nothing of it to a connection that is there.
        counted = 5;
        await Wait.Until(() => client.Status.Others > 0);
    }

    [Fact]
    public async Task Connections_of_another_process_are_said_after_a_second_count_and_forgotten_when_they_are_gone()
    {
        await using var slack = await RawSlack.Start();
        var counted = 5;
        Counts(slack, () => counted);
        await using var client = new SlackUnderTest(slack.Options with
        {
            CountAgain = TimeSpan.FromMilliseconds(50),
            Overlap = TimeSpan.FromMilliseconds(10),
        }).Connect();
        await Wait.Until(() => client.Status.Others > 0);
        Assert.Single(client.Log.Lines, l => l.Text.Contains("Another process uses the same tokens", StringComparison.Ordinal));
        // They turn out to be the bot's own, of another process.
        client.Status.Elsewhere = 4;
        await Wait.Until(() => client.Status.Others == 0);
        client.Status.Elsewhere = 0;
    }
}
