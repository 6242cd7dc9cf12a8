using Bot.Slack;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Tests.Slack;

public sealed class WebFaultTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Trouble after which nobody can know whether the call took effect.</summary>
    static readonly Dictionary<string, Func<HttpContext, Task<string?>>> Doubtful = new()
    {
        ["an HTML page with 500"] = async http =>
        {
            http.Response.StatusCode = 500;
            http.Response.ContentType = "text/html";
            await http.Response.WriteAsync("<html>oops</html>");
            return null;
        },
        ["an HTML page with 200"] = _ => Task.FromResult<string?>("<html>oops</html>"),
        ["a cut line"] = http =>
        {
            http.Abort();
            return Task.FromResult<string?>(null);
        },
        ["half an answer"] = async http =>
        {
            http.Response.ContentLength = 100;
            await http.Response.WriteAsync("""{"ok":tr""");
            http.Abort();
            return null;
        },
        ["internal_error"] = _ => Task.FromResult<string?>("""{"ok":false,"error":"internal_error"}"""),
        ["fatal_error"] = _ => Task.FromResult<string?>("""{"ok":false,"error":"fatal_error"}"""),
        ["service_unavailable"] = _ => Task.FromResult<string?>("""{"ok":false,"error":"service_unavailable"}"""),
        ["request_timeout"] = _ => Task.FromResult<string?>("""{"ok":false,"error":"request_timeout"}"""),
    };

    public static TheoryData<string> Troubles => [.. Doubtful.Keys];

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task A_repeatable_call_is_repeated(string trouble)
    {
        await using var raw = await RawSlack.Start();
        raw.Answer = (_, http) =>
            raw.Calls.Count < 4 ? Doubtful[trouble](http) : Task.FromResult<string?>("""{"ok":true,"channel":{"id":"C1"}}""");
        await using var slack = new SlackUnderTest(raw.Options);
        Assert.Equal("C1", (await slack.Api.Conversations.Join("C1", Ct)).Id);
        Assert.Equal(4, raw.Calls.Count);
    }

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task A_call_that_must_not_happen_twice_is_sent_once_and_says_that_it_may_have_happened(string trouble)
    {
        await using var raw = await RawSlack.Start();
        raw.Answer = (call, http) => call.Method == "auth.test" ? Task.FromResult<string?>(null) : Doubtful[trouble](http);
        await using var slack = new SlackUnderTest(raw.Options);
        // A connection in the pool must not lead to a silent repeat either.
        await slack.Api.Auth.Test(Ct);
        var unreachable = await Assert.ThrowsAsync<SlackUnreachableException>(() => slack.Api.Chat.PostMessage("C1", "hi", Ct));
        Assert.Equal(("chat.postMessage", true), (unreachable.Method, unreachable.MayHaveHappened));
        Assert.Equal(2, raw.Calls.Count);
    }

    [Fact]
    public async Task A_repeatable_call_is_given_up_after_its_tries()
    {
        await using var raw = await RawSlack.Start();
        raw.Answer = (_, http) => Doubtful["an HTML page with 500"](http);
        await using var slack = new SlackUnderTest(raw.Options);
        await Assert.ThrowsAsync<SlackUnreachableException>(() => slack.Api.Conversations.Info("C1", Ct));
        Assert.Equal(
            slack.Log.Lines.Count(l => l.Text.Contains("is tried again", StringComparison.Ordinal)) + 1, raw.Calls.Count);
        Assert.Equal(raw.Options.Tries, raw.Calls.Count);
    }

    [Fact]
    public async Task A_call_that_was_never_sent_is_tried_again_whatever_it_is()
    {
        await using var slack = new SlackUnderTest(
            RoutingTests.Offline with
            {
                ApiUrl = RawSlack.Nobody(),
                Tries = 3,
                Backoff = TimeSpan.FromMilliseconds(1),
                PostSpacing = TimeSpan.Zero,
            });
        var unreachable = await Assert.ThrowsAsync<SlackUnreachableException>(() => slack.Api.Chat.PostMessage("C1", "hi", Ct));
        Assert.False(unreachable.MayHaveHappened);
        Assert.Equal(2, slack.Log.Lines.Count(l => l.Text.Contains("is tried again", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_is_doubtful()
    {
        await using var raw = await RawSlack.Start();
        raw.Answer = async (_, http) =>
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return null;
        };
        await using var slack = new SlackUnderTest(raw.Options with { CallTimeout = TimeSpan.FromMilliseconds(200) });
        var unreachable = await Assert.ThrowsAsync<SlackUnreachableException>(() => slack.Api.Chat.PostMessage("C1", "hi", Ct));
        Assert.True(unreachable.MayHaveHappened);
        Assert.Single(raw.Calls);
    }

    [Fact]
    public async Task Retry_After_pauses_that_method_alone()
    {
        var time = new FakeTimeProvider();
        await using var raw = await RawSlack.Start();
        var paused = new Signal<DateTimeOffset>();
        var resumed = new Signal<DateTimeOffset>();
        raw.Answer = (call, http) =>
        {
            if (call.Method != "conversations.create") return Task.FromResult<string?>("""{"ok":true,"channel":{"id":"C2"}}""");
            if (raw.Calls.Count(c => c.Method == "conversations.create") > 1)
            {
                resumed.Give(time.GetUtcNow());
                return Task.FromResult<string?>("""{"ok":true,"channel":{"id":"C1"}}""");
            }
            paused.Give(time.GetUtcNow());
            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = "30";
            return Task.FromResult<string?>("""{"ok":false,"error":"ratelimited"}""");
        };
        await using var slack = new SlackUnderTest(raw.Options with { WireTime = time, CallTimeout = TimeSpan.FromDays(40) });
        var create = slack.Api.Conversations.Create("inc-1", false, Ct);
        var from = await paused.Wait();
        Assert.Equal("C2", (await slack.Api.Conversations.Join("C2", Ct)).Id);
        Assert.False(create.IsCompleted);
        await Passing(time, create);
        Assert.Equal("C1", (await create).Id);
        Assert.True(await resumed.Wait() - from >= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_call_on_a_trigger_does_not_wait_longer_than_the_trigger_lives()
    {
        await using var raw = await RawSlack.Start();
        raw.Answer = (_, http) =>
        {
            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = "30";
            return Task.FromResult<string?>("""{"ok":false,"error":"ratelimited"}""");
        };
        await using var slack = new SlackUnderTest(raw.Options);
        var view = new ModalViewDefinition { Title = "T", Blocks = [new DividerBlock()] };
        var unreachable = await Assert.ThrowsAsync<SlackUnreachableException>(() => slack.Api.Views.Open("1.2.a", view, Ct));
        Assert.False(unreachable.MayHaveHappened);
    }

    [Fact]
    public async Task Posts_into_one_channel_are_a_second_apart_and_others_do_not_wait()
    {
        var time = new FakeTimeProvider();
        await using var raw = await RawSlack.Start();
        var at = new System.Collections.Concurrent.ConcurrentQueue<(string Channel, DateTimeOffset At)>();
        raw.Answer = (call, _) =>
        {
            at.Enqueue((call.Form["channel"], time.GetUtcNow()));
            return Task.FromResult<string?>("""{"ok":true,"channel":"C1","ts":"1.1"}""");
        };
        await using var slack = new SlackUnderTest(
            raw.Options with { WireTime = time, PostSpacing = TimeSpan.FromSeconds(1), CallTimeout = TimeSpan.FromDays(40) });
        var start = time.GetUtcNow();
        await slack.Api.Chat.PostMessage("C1", "1", Ct);
        var second = slack.Api.Chat.PostMessage("C1", "2", Ct);
        await slack.Api.Chat.PostMessage("C2", "other", Ct);
        Assert.False(second.IsCompleted);
        await Passing(time, second);
        Assert.Equal([("C1", start), ("C2", start)], at.Take(2));
        Assert.True(at.Last().At - start >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Edits_of_one_message_are_a_second_apart_and_others_do_not_wait()
    {
        var time = new FakeTimeProvider();
        await using var raw = await RawSlack.Start();
        raw.Answer = (_, _) => Task.FromResult<string?>("""{"ok":true,"channel":"C1","ts":"1.1"}""");
        await using var slack = new SlackUnderTest(
            raw.Options with { WireTime = time, PostSpacing = TimeSpan.FromSeconds(1), CallTimeout = TimeSpan.FromDays(40) });
        await slack.Api.Chat.Update("C1", "1.1", "1", Ct);
        var second = slack.Api.Chat.Update("C1", "1.1", "2", Ct);
        await slack.Api.Chat.Update("C1", "1.2", "other", Ct);
        Assert.Equal(["1.1", "1.2"], raw.Calls.Select(c => c.Form["ts"]));
        var start = time.GetUtcNow();
        await Passing(time, second);
        Assert.True(time.GetUtcNow() - start >= TimeSpan.FromSeconds(1));
        Assert.Equal("2", raw.Calls.Last().Form["text"]);
    }

    [Fact]
    public async Task A_post_that_is_to_wait_holds_up_its_channel_alone_until_another_is_to_wait_too()
    {
        var time = new FakeTimeProvider();
        await using var raw = await RawSlack.Start();
        HashSet<string> full = ["C1", "C2"];
        raw.Answer = (call, http) =>
        {
            lock (full)
            {
                if (!full.Remove(call.Form["channel"])) return Task.FromResult<string?>("""{"ok":true,"ts":"1.1"}""");
            }

            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = "30";
            return Task.FromResult<string?>("""{"ok":false,"error":"ratelimited"}""");
        };
        await using var slack = new SlackUnderTest(raw.Options with { WireTime = time, CallTimeout = TimeSpan.FromDays(40) });
        var asked = System.Threading.Channels.Channel.CreateUnbounded<string>();
        slack.Api.Pauses.Asked += (what, _) => asked.Writer.TryWrite(what);
        var first = slack.Api.Chat.PostMessage("C1", "1", Ct);
        Assert.Equal("chat.postMessage C1", await asked.Reader.ReadAsync(Ct));
        await slack.Api.Chat.PostMessage("C3", "at once", Ct);
        var second = slack.Api.Chat.PostMessage("C2", "2", Ct);
        Assert.Equal("chat.postMessage", await asked.Reader.ReadAsync(Ct));
        var third = slack.Api.Chat.PostMessage("C3", "3", Ct);
        Assert.Equal((3, false, false), (raw.Calls.Count, first.IsCompleted, third.IsCompleted));
        await Passing(time, Task.WhenAll(first, second, third));
        Assert.Equal(6, raw.Calls.Count);
    }

    [Fact]
    public async Task What_another_bot_was_asked_to_wait_for_is_waited_for()
    {
        var time = new FakeTimeProvider();
        await using var raw = await RawSlack.Start();
        raw.Answer = (_, _) => Task.FromResult<string?>("""{"ok":true,"channel":{"id":"C1"}}""");
        await using var slack = new SlackUnderTest(raw.Options with { WireTime = time, CallTimeout = TimeSpan.FromDays(40) });
        slack.Api.Pauses.Hear("conversations.create", time.GetUtcNow() + TimeSpan.FromSeconds(30));
        slack.Api.Pauses.Hear("conversations.create", time.GetUtcNow() + TimeSpan.FromSeconds(10));
        var create = slack.Api.Conversations.Create("inc-1", false, Ct);
        await slack.Api.Conversations.Join("C2", Ct);
        Assert.Single(raw.Calls);
        var start = time.GetUtcNow();
        await Passing(time, create);
        Assert.True(time.GetUtcNow() - start >= TimeSpan.FromSeconds(30));
    }

    static async Task Passing(FakeTimeProvider time, Task task)
    {
        while (!task.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
