using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Bot.Sandbox;

namespace Bot.Tests.Sandbox;

public sealed class SocketTests : WorkspaceTest
{
    internal override WorkspaceOptions Options => new()
    {
        Clock = Clock,
        AckDeadline = TimeSpan.FromSeconds(30),
        EventRetries = [TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero],
    };

    [Fact]
    public async Task Hello_comes_first_and_counts_the_connections()
    {
        using var first = await App.Connect();
        var hello = await RawApp.Receive(first);
        Assert.Equal("hello", hello!.Value.GetProperty("type").GetString());
        Assert.Equal(18_060, hello.Value.GetProperty("debug_info").GetProperty("approximate_connection_time").GetInt32());
        using var second = await App.Connect();
        Assert.Equal(2, (await RawApp.Receive(second))!.Value.GetProperty("num_connections").GetInt32());
    }

    [Fact]
    public async Task A_ticket_is_good_once()
    {
        var url = new Uri((await App.Done("apps.connections.open", token: App.App.AppToken)).GetProperty("url").GetString()!);
        using var first = new ClientWebSocket();
        await first.ConnectAsync(url, TestContext.Current.CancellationToken);
        using var second = new ClientWebSocket();
        await Assert.ThrowsAsync<WebSocketException>(() => second.ConnectAsync(url, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_eleventh_connection_is_sent_away()
    {
        var open = new List<ClientWebSocket>();
        for (var i = 0; i < 10; i++)
        {
            open.Add(await App.Connect());
            await RawApp.Receive(open[i]);
        }
        using var eleventh = await App.Connect();
        Assert.Equal("too_many_websockets", (await RawApp.Receive(eleventh))!.Value.GetProperty("reason").GetString());
        open.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task A_frame_of_more_than_20480_bytes_ends_the_connection_with_1009()
    {
        using var socket = await App.Connect();
        await RawApp.Receive(socket);
        await socket.SendAsync(Encoding.UTF8.GetBytes(new string('x', 20_481)), WebSocketMessageType.Text, true,
            TestContext.Current.CancellationToken);
        Assert.Null(await RawApp.Receive(socket));
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, socket.CloseStatus);
        Assert.Equal("Max frame length of 20480 has been exceeded.", socket.CloseStatusDescription);
    }

    [Fact]
    public async Task An_event_that_finds_no_connection_is_tried_three_times_more()
    {
        await App.Serve();
        Workspace.Faults.Envelopes.Ask(EnvelopeTrouble.DropSocket);
        Workspace.People.Change("ben", person => person.RealName = "Benjamin Carter");
        await Workspace.Settled();
        Assert.Equal(3, Workspace.Log.Entries.Count(entry =>
            entry is { Kind: "events_api", Trouble: "no connection to deliver it on" }));
    }

    [Fact]
    public async Task A_redelivered_event_keeps_its_id_and_says_that_it_is_a_retry()
    {
        await App.Serve();
        Workspace.Faults.Envelopes.Ask(EnvelopeTrouble.Redeliver);
        Workspace.People.Change("ben", person => person.RealName = "Benjamin Carter");
        await Workspace.Settled();
        var first = (await App.Next()).GetProperty("payload");
        var again = await App.Next();
        Assert.Equal(first.GetProperty("event_id").GetString(), again.GetProperty("payload").GetProperty("event_id").GetString());
        Assert.Equal(1, again.GetProperty("retry_attempt").GetInt32());
        Assert.Equal("timeout", again.GetProperty("retry_reason").GetString());
    }

    [Fact]
    public async Task A_command_whose_ack_is_lost_fails_though_the_app_has_done_its_work()
    {
        await App.Serve();
        Workspace.Faults.Envelopes.Ask(EnvelopeTrouble.LoseAck);
        await Workspace.Member("ana").Slash("/raw");
        await App.Next();
        Workspace.Member("ana").Sees("/raw failed with the error \"operation_timeout\"");
    }

    [Fact]
    public async Task A_command_without_any_connection_fails_before_the_persons_eyes()
    {
        await Workspace.Member("ana").Slash("/raw");
        Assert.True(Workspace.Member("ana").Sees("/raw failed with the error \"dispatch_failed\"").IsEphemeral);
        await Workspace.Member("ana").Slash("/nonsense");
        Workspace.Member("ana").Sees("is not a valid command");
    }

    [Fact]
    public async Task A_refresh_warns_then_asks_then_closes()
    {
        using var socket = await App.Connect();
        await RawApp.Receive(socket);
        await App.App.Sockets.WhenConnected(stop: TestContext.Current.CancellationToken);
        await Workspace.Faults.Sockets.Refresh(TimeSpan.Zero);
        Assert.Equal("warning", (await RawApp.Receive(socket))!.Value.GetProperty("reason").GetString());
        Assert.Equal("refresh_requested", (await RawApp.Receive(socket))!.Value.GetProperty("reason").GetString());
        Assert.Null(await RawApp.Receive(socket));
    }

    [Fact]
    public async Task Refused_connections_get_408_and_the_next_is_taken()
    {
        Workspace.Faults.Sockets.Refuse(1);
        await Assert.ThrowsAsync<WebSocketException>(App.Connect);
        using var socket = await App.Connect();
        Assert.NotNull(await RawApp.Receive(socket));
    }

    [Fact]
    public async Task A_duplicated_envelope_arrives_twice_and_one_ack_is_enough()
    {
        await App.Serve(_ => Task.FromResult<JsonNode?>(new JsonObject { ["text"] = "done" }));
        Workspace.Faults.Envelopes.Ask(EnvelopeTrouble.Duplicate);
        await Workspace.Member("ana").Slash("/raw");
        Assert.Equal((await App.Next()).GetProperty("envelope_id").GetString(), (await App.Next()).GetProperty("envelope_id")
            .GetString());
        Assert.Single(Workspace.Member("ana").Messages("#general"), message => message.Text == "done");
    }

    [Fact]
    public async Task An_ack_of_nothing_and_a_payload_that_nobody_reads_are_noted()
    {
        await App.Serve(_ => Task.FromResult<JsonNode?>(new JsonObject { ["text"] = "for nobody" }));
        await App.Socket.SendAsync(
            Encoding.UTF8.GetBytes("""{"envelope_id":"made-up"}"""), WebSocketMessageType.Text, true,
            TestContext.Current.CancellationToken);
        Workspace.People.Change("ben", person => person.RealName = "Benjamin Carter");
        await Workspace.Settled();
        Assert.Contains(Workspace.Problems, problem => problem.Contains("never sent", StringComparison.Ordinal));
        Assert.Contains(Workspace.Problems, problem => problem.Contains("with a payload", StringComparison.Ordinal));
    }
}
