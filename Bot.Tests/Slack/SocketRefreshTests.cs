namespace Bot.Tests.Slack;

public sealed class SocketRefreshTests
{
    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    public async Task The_old_socket_is_read_and_acknowledged_until_the_new_one_is_ready_and_it_closes(string reason)
    {
        await using var slack = await RawSlack.Start();
        var replaced = new Signal<bool>();
        var onOld = new Signal<(string?, string?)>();
        var onNew = new Signal<string?>();
        slack.Serve = async (socket, nth) =>
        {
            if (nth == 1)
            {
                await socket.Say(RawSocket.Hello);
                await socket.Say(RawSocket.Disconnect(reason));
                await socket.Say(RawSocket.Event("before", "Ev1"));
                var before = await socket.Hear();
                await replaced.Wait();
                await socket.Say(RawSocket.Event("after", "Ev2"));
                onOld.Give((before, await socket.Hear()));
                await socket.Bye();
                await socket.Hear();
                return;
            }
            await socket.Say(RawSocket.Hello);
            replaced.Give(true);
            await onOld.Wait();
            await socket.Say(RawSocket.Event("new", "Ev3"));
            onNew.Give(await socket.Hear());
            await socket.Hear();
        };
        await using var client = new SlackUnderTest(slack.Options).Connect();
        Assert.Equal(("""{"envelope_id":"before"}""", """{"envelope_id":"after"}"""), await onOld.Wait());
        Assert.Equal("""{"envelope_id":"new"}""", await onNew.Wait());
        Assert.Equal(2, slack.Calls.Count);
    }

    [Fact]
    public async Task An_old_socket_that_Slack_never_closes_is_closed_by_us()
    {
        await using var slack = await RawSlack.Start();
        var closed = new Signal<string?>();
        slack.Serve = async (socket, nth) =>
        {
            await socket.Say(RawSocket.Hello);
            if (nth > 1)
            {
                await socket.Hear();
                return;
            }
            await socket.Say(RawSocket.Disconnect("warning"));
            closed.Give(await socket.Hear());
            // And no goodbye of its own.
            await socket.Hear();
        };
        await using var client = new SlackUnderTest(slack.Options with { Overlap = TimeSpan.FromMilliseconds(50) }).Connect();
        Assert.Null(await closed.Wait());
        await client.Stop();
    }

    [Fact]
    public async Task A_ready_socket_told_that_there_are_too_many_goes_before_another_comes()
    {
        await using var slack = await RawSlack.Start();
        var gone = new Signal<string?>();
        var second = new Signal<bool>();
        slack.Serve = async (socket, nth) =>
        {
            await socket.Say(RawSocket.Hello);
            if (nth == 1)
            {
                await socket.Say(RawSocket.Disconnect("too_many_websockets"));
                gone.Give(await socket.Hear());
                await socket.Bye();
                return;
            }
            second.Give(true);
            await socket.Hear();
        };
        slack.Handshake = (_, nth) => nth == 1 || gone.Wait().IsCompletedSuccessfully;
        await using var client = new SlackUnderTest(slack.Options).Connect();
        Assert.Null(await gone.Wait());
        Assert.True(await second.Wait());
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_a_refresh_closes_both_sockets()
    {
        await using var slack = await RawSlack.Start();
        var oldGone = new Signal<string?>();
        var newGone = new Signal<string?>();
        var both = new Signal<bool>();
        slack.Serve = async (socket, nth) =>
        {
            await socket.Say(RawSocket.Hello);
            await socket.Say(nth == 1 ? RawSocket.Disconnect("warning") : RawSocket.Event("e1"));
            if (nth == 2) both.Give(await socket.Hear() is not null);
            (nth == 1 ? oldGone : newGone).Give(await socket.Hear());
            await socket.Bye();
        };
        await using var client = new SlackUnderTest(slack.Options).Connect();
        await both.Wait();
        await client.Stop();
        Assert.Null(await oldGone.Wait());
        Assert.Null(await newGone.Wait());
        Assert.Equal(0, client.Status.Ready);
    }
}
