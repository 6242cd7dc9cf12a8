using Bot.Slack;

namespace Bot.Tests.Slack;

public sealed class SocketBasicsTests
{
    [Fact]
    public async Task An_event_reaches_its_route_and_is_acknowledged_on_its_connection()
    {
        await using var slack = await RawSlack.Start();
        var acknowledged = new Signal<string?>();
        slack.Serve = async (socket, _) =>
        {
            await socket.Say(RawSocket.Hello);
            await socket.Say(RawSocket.Event("e1", more: ""","user":{"id":"U1"}"""));
            acknowledged.Give(await socket.Hear());
            await socket.Hear();
        };
        await using var client = new SlackUnderTest(slack.Options);
        var seen = new Signal<EventCallback>();
        client.Router.Event("team_join", (e, _) => { seen.Give(e); return Task.CompletedTask; });
        client.Connect();
        Assert.Equal("U1", (await seen.Wait()).Event.GetProperty("user").GetProperty("id").GetString());
        Assert.Equal("""{"envelope_id":"e1"}""", await acknowledged.Wait());
        Assert.NotNull(client.Status.ConnectedSince);
        Assert.Equal("Bearer xapp-1", slack.Calls.First().Token);
        await client.Stop();
        Assert.Null(client.Status.ConnectedSince);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task A_frame_of_150_KB_arrives_whole_in_however_many_fragments(int fragments)
    {
        await using var slack = await RawSlack.Start();
        var letters = new string('x', 150_000);
        slack.Serve = async (socket, _) =>
        {
            await socket.Say(RawSocket.Hello);
            var whole = RawSocket.Event("e1", more: $""","text":"{letters}" """);
            var step = (whole.Length / fragments) + 1;
            for (var at = 0; at < whole.Length; at += step)
                await socket.Say(whole.Substring(at, Math.Min(step, whole.Length - at)), last: at + step >= whole.Length);
            await socket.Hear();
            await socket.Hear();
        };
        await using var client = new SlackUnderTest(slack.Options);
        var seen = new Signal<EventCallback>();
        client.Router.Event("team_join", (e, _) => { seen.Give(e); return Task.CompletedTask; });
        client.Connect();
        Assert.Equal(letters, (await seen.Wait())["text"]);
    }

    [Fact]
    public async Task A_frame_that_cannot_be_read_is_logged_and_the_connection_lives_on()
    {
        await using var slack = await RawSlack.Start();
        var acknowledged = new Signal<string?>();
        slack.Serve = async (socket, _) =>
        {
            await socket.Say(RawSocket.Hello);
            await socket.Say("{not json");
            await socket.Say(RawSocket.Event("e2"));
            acknowledged.Give(await socket.Hear());
            await socket.Hear();
        };
        await using var client = new SlackUnderTest(slack.Options).Connect();
        Assert.Equal("""{"envelope_id":"e2"}""", await acknowledged.Wait());
        Assert.Contains(
            client.Log.At(Microsoft.Extensions.Logging.LogLevel.Error),
            l => l.Contains("cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stop_lets_the_handler_finish_and_acknowledges_before_it_closes()
    {
        await using var slack = await RawSlack.Start();
        var heard = new Signal<(string? First, string? Then)>();
        slack.Serve = async (socket, _) =>
        {
            await socket.Say(RawSocket.Hello);
            await socket.Say(RawSocket.Event("e1"));
            heard.Give((await socket.Hear(), await socket.Hear()));
            await socket.Bye();
        };
        await using var client = new SlackUnderTest(slack.Options);
        var entered = new Signal<bool>();
        var finish = new TaskCompletionSource();
        client.Router.Event("team_join", async (_, stop) => { entered.Give(true); await finish.Task.WaitAsync(stop); });
        client.Connect();
        await entered.Wait();
        Assert.Equal(1, client.Work.Count);
        var stopping = client.Stop();
        finish.SetResult();
        await stopping;
        Assert.Equal(("""{"envelope_id":"e1"}""", null), await heard.Wait());
        Assert.Equal(0, client.Work.Count);
    }

    [Fact]
    public async Task Two_sockets_are_kept_open_by_default()
    {
        Assert.Equal(2, new SlackOptions().Sockets);
        await using var slack = await RawSlack.Start();
        var second = new Signal<int>();
        slack.Serve = async (socket, nth) =>
        {
            await socket.Say(RawSocket.Hello);
            if (nth == 2) second.Give(nth);
            await socket.Hear();
        };
        await using var client = new SlackUnderTest(slack.Options with { Sockets = 2 }).Connect();
        Assert.Equal(2, await second.Wait());
    }
}
