using Bot.Slack;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Tests.Slack;

public sealed class RedeliveryTests
{
    [Theory]
    [InlineData("e1", "Ev1")]
    [InlineData("e2", "Ev1")]
    [InlineData("e1", "Ev2")]
    public async Task A_repeat_waits_for_the_first_and_is_acknowledged_without_another_run(string envelope, string eventId)
    {
        await using var slack = new SlackUnderTest(RoutingTests.Offline);
        var finish = new TaskCompletionSource();
        var runs = 0;
        slack.Router.Event("team_join", async (_, _) => { runs++; await finish.Task; });
        var first = slack.Deliver(RawSocket.Event("e1"));
        var repeat = slack.Deliver(RawSocket.Event(envelope, eventId));
        Assert.False(repeat.IsCompleted);
        finish.SetResult();
        Assert.Equal("""{"envelope_id":"e1"}""", await first);
        Assert.Equal($$"""{"envelope_id":"{{envelope}}"}""", await repeat);
        Assert.Equal(1, runs);
        Assert.Equal(0, slack.Work.Count);
    }

    [Fact]
    public async Task A_repeat_gets_the_answer_of_the_first_on_its_own_connection()
    {
        await using var raw = await RawSlack.Start();
        var answers = new Signal<(string?, string?)>();
        string? first = null;
        var gone = new Signal<bool>();
        raw.Serve = async (socket, nth) =>
        {
            await socket.Say(RawSocket.Hello);
            await socket.Say("""
                {"envelope_id":"e1","type":"slash_commands","accepts_response_payload":true,
                 "payload":{"command":"/cover","text":"who","user_id":"U1","channel_id":"C1"}}
                """);
            if (nth == 1)
            {
                first = await socket.Hear();
                gone.Give(true);
                socket.Abort();
                return;
            }
            await gone.Wait();
            answers.Give((first, await socket.Hear()));
            await socket.Hear();
        };
        await using var slack = new SlackUnderTest(raw.Options);
        var runs = 0;
        slack.Router.Command("/cover", "who", (_, _) => Task.FromResult<SlashResponse?>($"run {++runs}"));
        slack.Connect();
        var told = """{"envelope_id":"e1","payload":{"text":"run 1","response_type":"ephemeral"}}""";
        Assert.Equal((told, told), await answers.Wait());
    }

    [Fact]
    public async Task An_event_whose_handler_throws_is_not_acknowledged_and_handled_when_it_comes_again()
    {
        await using var slack = new SlackUnderTest(RoutingTests.Offline);
        var runs = 0;
        slack.Router.Event("team_join", (_, _) => ++runs == 1 ? throw new InvalidOperationException("boom") : Task.CompletedTask);
        Assert.Null(await slack.Deliver(RawSocket.Event("e1")));
        Assert.Single(slack.Log.At(LogLevel.Error));
        Assert.Equal("""{"envelope_id":"e2"}""", await slack.Deliver(RawSocket.Event("e2")));
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task What_a_repeat_waited_for_in_vain_it_does_itself()
    {
        await using var slack = new SlackUnderTest(RoutingTests.Offline);
        var finish = new TaskCompletionSource();
        var runs = 0;
        slack.Router.Event("team_join", (_, _) => ++runs == 1 ? finish.Task : Task.CompletedTask);
        var first = slack.Deliver(RawSocket.Event("e1"));
        var repeat = slack.Deliver(RawSocket.Event("e2"));
        finish.SetException(new InvalidOperationException("boom"));
        Assert.Null(await first);
        Assert.Equal("""{"envelope_id":"e2"}""", await repeat);
    }

    [Fact]
    public void What_was_seen_is_forgotten_by_age_and_by_number()
    {
        var time = new FakeTimeProvider();
        var seen = new Redeliveries(time);
        var answer = Task.FromResult<Told?>(new(null, null));
        Assert.Null(seen.Earlier(["a"], answer));
        Assert.Same(answer, seen.Earlier(["a", "b"], answer));
        time.Advance(TimeSpan.FromMinutes(16));
        Assert.Null(seen.Earlier(["a"], answer));
        for (var i = 0; i < 5001; i++) seen.Earlier([$"n{i}"], answer);
        Assert.Null(seen.Earlier(["a"], answer));
        Assert.Same(answer, seen.Earlier(["n5000"], answer));
    }
}
