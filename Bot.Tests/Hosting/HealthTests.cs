using System.Net;
using Bot.Delivery;
using Bot.Hosting;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_means_that_the_database_answers_and_slack_is_connected()
    {
        await using var afternoon = await Afternoon.Begin();
        using var http = new HttpClient { BaseAddress = afternoon.Url };
        var stop = TestContext.Current.CancellationToken;
        Assert.Equal("alive", await http.GetStringAsync("health/live", stop));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("health/ready", stop)).StatusCode);
        using var head = new HttpRequestMessage(HttpMethod.Head, "health/ready");
        var bodiless = await http.SendAsync(head, stop);
        Assert.Equal((HttpStatusCode.OK, ""), (bodiless.StatusCode, await bodiless.Content.ReadAsStringAsync(stop)));

        afternoon.Workspace.Faults.Sockets.Refuse(1000);
        afternoon.Workspace.Faults.Sockets.Drop();
        HttpResponseMessage answer;
        do answer = await http.GetAsync("health/ready", stop);
        while (answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("not connected to Slack", await answer.Content.ReadAsStringAsync(stop), StringComparison.Ordinal);
        afternoon.Workspace.Faults.Clear();
    }

    [Fact]
    public async Task It_is_not_ready_while_what_is_due_stands_still_and_is_though_something_was_refused_for_good()
    {
        await using var afternoon = await Afternoon.Begin();
        var held = new TaskCompletionSource();
        afternoon.Get<Synchroniser>().Serve("held", (_, _) => held.Task);
        var database = afternoon.Get<Database>();
        await database.Change(tx =>
        {
            tx.Wake("held:1");
            tx.Db.Execute("update wakes set due_at = due_at - 90000 where subject = 'held:1'");
        });
        var (code, text) = await Ready(afternoon);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
        Assert.Contains("what is due stands still", text, StringComparison.Ordinal);
        held.SetResult();
        await afternoon.Settle();
        Assert.Equal(HttpStatusCode.OK, (await Ready(afternoon)).Code);

        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await database.Change(tx => tx.Db.Execute(
            "insert into wakes (subject, version, due_at, tries, parked, parked_at) values ('held:2', 1, @due, 1, 'no', @now)",
            new { due = now - 600_000, now }));
        (code, text) = await Ready(afternoon);
        Assert.Equal(HttpStatusCode.OK, code);
        Assert.Contains("\"refused\":1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_not_ready_while_another_process_answers_in_its_place()
    {
        await using var afternoon = await Afternoon.Begin();
        afternoon.Get<SlackStatus>().Counted(2);
        var (code, text) = await Ready(afternoon);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
        Assert.Contains("another process uses the same tokens", text, StringComparison.Ordinal);
        afternoon.Get<SlackStatus>().Counted(0);
        Assert.Equal(HttpStatusCode.OK, (await Ready(afternoon)).Code);
    }

    [Theory]
    [InlineData("team_added_to_org")]
    [InlineData("accesslimited")]
    [InlineData("org_login_required")]
    [InlineData("unknown_error")]
    public async Task What_Slack_says_of_a_living_token_ends_nothing_and_is_said_until_it_is_over(string word)
    {
        await using var afternoon = await Afternoon.Begin();
        afternoon.Workspace.Faults.On("auth.test").Refuse(word, 1);
        // The look at the token is asked for by a call that is refused for it, and repeated until it is answered.
        afternoon.Workspace.Faults.On("users.info").Refuse("invalid_auth", 1);
        await afternoon.Get<Database>().Change(tx => tx.Wake(Profiles.SubjectOf(afternoon.App.BotUser.Id)));
        var introduce = afternoon.Get<Introduce>();
        while (introduce.Refused is null) await Task.Delay(5, TestContext.Current.CancellationToken);
        var (code, text) = await Ready(afternoon);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
        Assert.Contains(word, text, StringComparison.Ordinal);
        while (introduce.Refused is not null) await Task.Delay(5, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, (await Ready(afternoon)).Code);
        Assert.Null(afternoon.Get<SlackLife>().Ended);
        await afternoon.Settle();
    }

    static async Task<(HttpStatusCode Code, string Text)> Ready(Afternoon afternoon)
    {
        using var http = new HttpClient { BaseAddress = afternoon.Url };
        using var answer = await http.GetAsync("health/ready", TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
