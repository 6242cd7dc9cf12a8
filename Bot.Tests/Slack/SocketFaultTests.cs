using Bot.Slack;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.Slack;

public sealed class SocketFaultTests
{
    /// <summary>What goes wrong with the first three tries; the fourth is served well.</summary>
    static readonly Dictionary<string, Action<RawSlack>> Faults = new()
    {
        ["the ticket is answered with an HTML page and 503"] = slack => slack.Answer = async (call, http) =>
        {
            if (slack.Calls.Count > 3) return null;
            http.Response.StatusCode = 503;
            http.Response.ContentType = "text/html";
            await http.Response.WriteAsync("<html>Slack is down</html>");
            return null;
        },
        ["the ticket is answered with internal_error"] = slack =>
            slack.Answer = (_, _) => Task.FromResult(slack.Calls.Count > 3 ? null : """{"ok":false,"error":"internal_error"}"""),
        ["the ticket is answered with an error of tomorrow"] = slack =>
            slack.Answer = (_, _) => Task.FromResult(slack.Calls.Count > 3 ? null : """{"ok":false,"error":"gremlins"}"""),
        ["the ticket is answered without an address"] = slack =>
            slack.Answer = (_, _) => Task.FromResult(slack.Calls.Count > 3 ? null : """{"ok":true}"""),
        ["the line is cut while the ticket is asked for"] = slack => slack.Answer = (_, http) =>
        {
            if (slack.Calls.Count <= 3) http.Abort();
            return Task.FromResult<string?>(null);
        },
        ["the handshake is answered with 408"] = slack => slack.Handshake = (http, nth) =>
        {
            if (nth <= 3) http.Response.StatusCode = 408;
            return nth > 3;
        },
        ["the line is cut in the handshake"] = slack => slack.Handshake = (http, nth) =>
        {
            if (nth <= 3) http.Abort();
            return nth > 3;
        },
        ["the line is cut before hello"] = slack => First(slack, 3, socket => { socket.Abort(); return Task.CompletedTask; }),
        ["Slack closes before hello"] = slack => First(slack, 3, socket => socket.Bye()),
        ["Slack says disconnect before hello"] = slack =>
            First(slack, 3, socket => socket.Say(RawSocket.Disconnect("refresh_requested"))),
        ["Slack has too many sockets"] = slack =>
            First(slack, 3, socket => socket.Say(RawSocket.Disconnect("too_many_websockets"))),
        ["Slack closes after hello"] = slack => First(slack, 3, async socket =>
        {
            await socket.Say(RawSocket.Hello);
            await socket.Bye();
        }),
        ["the line is cut in the middle of an envelope"] = slack => First(slack, 3, async socket =>
        {
            await socket.Say(RawSocket.Hello);
            await socket.Say(RawSocket.Event("cut")[..40], last: false);
            socket.Abort();
        }),
        ["the line is cut instead of hearing an acknowledgement"] = slack => First(slack, 3, async socket =>
        {
            await socket.Say(RawSocket.Hello);
            await socket.Say(RawSocket.Event($"lost"));
            socket.Abort();
        }),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_connection_is_made_and_serves_after(string fault)
    {
        await using var slack = await RawSlack.Start();
        var acknowledged = new Signal<string?>();
        slack.Serve = Well(acknowledged);
        Faults[fault](slack);
        await using var client = new SlackUnderTest(slack.Options).Connect();
        Assert.Equal("""{"envelope_id":"e1"}""", await acknowledged.Wait());
        Assert.Equal(1, client.Status.Ready);
        Assert.Null(client.Status.LastError);
        await client.Stop();
        Assert.Equal(0, client.Status.Ready);
    }

    [Theory]
    [InlineData(100, 3_600_000, "is to be replaced")]
    [InlineData(3_600_000, 500, "nothing was heard")]
    public async Task A_peer_that_answers_no_ping_or_is_not_heard_at_all_is_noticed(int keepAlive, int silence, string logged)
    {
        await using var slack = await RawSlack.Start();
        var acknowledged = new Signal<string?>();
        slack.Serve = Well(acknowledged);
        First(slack, 1, async socket =>
        {
            await socket.Say(RawSocket.Hello);
            // Kestrel answers pings only while it reads.
            await acknowledged.Wait();
        });
        var options = slack.Options with
        {
            KeepAlive = TimeSpan.FromMilliseconds(keepAlive),
            Silence = TimeSpan.FromMilliseconds(silence),
        };
        await using var client = new SlackUnderTest(options).Connect();
        Assert.Equal("""{"envelope_id":"e1"}""", await acknowledged.Wait());
        Assert.Contains(client.Log.Lines, l => l.Text.Contains(logged, StringComparison.Ordinal));
    }

    [Fact]
    public void By_default_a_dead_peer_is_noticed_within_half_a_minute()
    {
        var options = new SlackOptions();
        Assert.True(options.Silence < TimeSpan.FromSeconds(30));
        Assert.True(options.KeepAlive * 2 < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task An_unreachable_Slack_is_told_once_and_tried_until_it_is_there()
    {
        await using var client = new SlackUnderTest(new SlackOptions
        {
            AppToken = "xapp-1",
            ApiUrl = RawSlack.Nobody(),
            Sockets = 1,
            Backoff = TimeSpan.FromMilliseconds(1),
            MaxBackoff = TimeSpan.FromMilliseconds(1),
        }).Connect();
        while (client.Log.Lines.Count(l => l.Text.Contains("is tried again", StringComparison.Ordinal)) < 20) await Task.Yield();
        var told = Assert.Single(client.Log.At(LogLevel.Warning));
        Assert.StartsWith(
            "Slack is not connected: Slack could not be reached for apps.connections.open:", told, StringComparison.Ordinal);
        Assert.Equal(told, client.Status.LastError);
        Assert.False(client.Running.IsCompleted);
        await client.Stop();
    }

    static Func<System.Net.WebSockets.WebSocket, int, Task> Well(Signal<string?> acknowledged) => async (socket, _) =>
    {
        await socket.Say(RawSocket.Hello);
        await socket.Say(RawSocket.Event("e1"));
        acknowledged.Give(await socket.Hear());
        await socket.Hear();
    };

    /// <summary>Serves the first sockets in another way than those after.</summary>
    static void First(RawSlack slack, int sockets, Func<System.Net.WebSockets.WebSocket, Task> serve)
    {
        var well = slack.Serve;
        slack.Serve = (socket, nth) => nth <= sockets ? serve(socket) : well(socket, nth);
    }
}
