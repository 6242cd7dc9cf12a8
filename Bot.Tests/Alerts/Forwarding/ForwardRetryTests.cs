using System.Globalization;
using System.Net.Http.Json;
using Bot.Alerts.Forwarding;
using Bot.Sandbox;
using Bot.Storage;
using Dapper;
using static Bot.Tests.Alerts.Forwarding.ForwardActs;
using static Bot.Tests.Alerts.MadeRoutes;

namespace Bot.Tests.Alerts.Forwarding;

/// <summary>What a destination does not take is sent again until it does, or given up for all to see.</summary>
public sealed class ForwardRetryTests : IAsyncLifetime
{
    FakeDestination pager = null!;

    public async ValueTask InitializeAsync() => pager = await FakeDestination.Start();

    public ValueTask DisposeAsync() => pager.DisposeAsync();

    [Fact]
    public async Task A_server_that_fails_is_asked_again_and_a_recovery_never_overtakes_its_failure()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.SendsOrdersOn(pager);
        pager.Next(500, "out of order");
        pager.Next(502);
        await afternoon.Alert(Job("orders"));
        await afternoon.Alert(Job("orders", status: "resolved"));
        await afternoon.Alert(Job("orders"));
        await pager.Gets(5);
        await All(afternoon, 3);
        Assert.Equal(["trigger", "trigger", "trigger", "resolve", "trigger"], pager.Actions);
        Assert.Single(pager.All.Select(g => g["dedup_key"]).Distinct());
    }

    [Fact]
    public async Task Others_are_sent_while_one_is_not_taken()
    {
        await using var afternoon = await Begin(Quick with { First = TimeSpan.FromHours(1), Longest = TimeSpan.FromHours(1) });
        await afternoon.Ivy.MakesDestination("Webhook", "Archive", pager.Url);
        await afternoon.Ivy.SendsOn("orders", "Archive", Quietly);
        pager.Next(500);
        await afternoon.Alert(Keyed("one"));
        await afternoon.Alert(Keyed("two"));
        Assert.Equal(["one", "two"], pager.All.Select(g => g["deduplication_key"]));
        Assert.Equal(1, Count(afternoon, "taken_at is not null"));
    }

    [Fact]
    public async Task Whoever_asks_for_a_pause_gets_it_and_then_all_that_waits()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.SendsOrdersOn(pager);
        pager.Next(429, "slow down", retryAfter: "2");
        var began = TimeProvider.System.GetTimestamp();
        await afternoon.Alert(Job("orders"));
        await afternoon.Alert(Job("orders", status: "resolved"));
        Assert.Single(pager.All);
        Assert.Contains("2 wait", (await afternoon.Ivy.OpensDestination()).Text, StringComparison.Ordinal);
        await pager.Gets(3);
        Assert.True(TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(2), "It was not left alone for so long.");
        Assert.Equal(["trigger", "trigger", "resolve"], pager.Actions);
    }

    [Fact]
    public async Task Where_nobody_listens_it_waits_until_somebody_does()
    {
        await using var afternoon = await Begin();
        var port = Loopback.FreePort();
        await afternoon.Ivy.MakesDestination(
            "PagerDuty", "Pager", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/v2/enqueue"));
        await afternoon.Ivy.SendsOn("orders", "Pager", Quietly);
        await afternoon.Alert(Job("orders"));
        Assert.Contains("Takes nothing", (await afternoon.Ivy.OpensDestination()).Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromMinutes(11));
        Assert.Contains(
            "Destination Pager takes no alerts just now. It does not answer", afternoon.Ivy.Sees("needs an admin").Text,
            StringComparison.Ordinal);
        await using var late = await FakeDestination.Start(port);
        await late.Gets(1);
        await All(afternoon, 1);
        Assert.Equal(["trigger"], late.Actions);
        Assert.DoesNotContain("Takes nothing", (await afternoon.Ivy.OpensDestination()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_hangs_holds_up_no_card_and_is_asked_again()
    {
        await using var afternoon = await Begin(Quick with { Patience = TimeSpan.FromSeconds(5) });
        await afternoon.Ivy.MakesDestination("PagerDuty", "Pager", pager.Url);
        await afternoon.Ivy.SendsOn("orders", "Pager");
        pager.NextHangs();
        using var body = JsonContent.Create(Job("orders"));
        await afternoon.Post("v2/alert_events/http/circleci", body);
        await pager.Gets(1);
        await Wait.Until(() => afternoon.Workspace.Conversations.Find("inc-1-orders-failed") is not null);
        Assert.Single(pager.All);
        await pager.Gets(2);
        await All(afternoon, 1);
        Assert.Equal(["trigger", "trigger"], pager.Actions);
    }

    [Fact]
    public async Task What_is_taken_counts_though_its_answer_never_ends()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.SendsOrdersOn(pager);
        pager.NextTalks();
        await afternoon.Alert(Job("orders"));
        await afternoon.Alert(Job("orders", status: "resolved"));
        await All(afternoon, 2);
        Assert.Equal(["trigger", "resolve"], pager.Actions);
    }

    [Fact]
    public async Task What_is_refused_is_given_up_and_admins_are_told_once_until_it_is_put_right()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.SendsOrdersOn(pager);
        for (var i = 0; i < 2; i++)
            pager.Next(400, $$"""{"status":"invalid event","errors":["'{{Key}}' is *no* key <!here>"]}""");
        await afternoon.Alert(Job("orders"));
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        var told = afternoon.Ivy.Sees("needs an admin").Text;
        Assert.Contains("Destination Pager does not take alerts. It answers 400:", told, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, told, StringComparison.Ordinal);
        var page = await afternoon.Ivy.OpensDestination();
        Assert.Contains("Given up", page.Text, StringComparison.Ordinal);
        Assert.Contains(
            """It answers 400: {"status":"invalid event","errors":["'…' is""", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("wait", page.Text, StringComparison.Ordinal);

        // What fires again was told to nobody.
        await afternoon.Alert(Job("orders"));
        for (var i = 0; i < 30; i++) await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Single(afternoon.Finn.Messages("#data-incidents"), m => m.Text.Contains("Pager", StringComparison.Ordinal));
        // It never was told that it fires, so it is not told that it is well.
        await afternoon.Alert(Job("orders", status: "resolved"));
        Assert.Equal(["trigger", "trigger"], pager.Actions);

        await (await afternoon.Ivy.OpensDestination()).Press("Send a test");
        for (var i = 0; i < 40; i++) await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Contains("works again", afternoon.Ivy.Sees("Data Responder works again").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_takes_for_a_day_is_given_up_and_so_is_its_end()
    {
        await using var afternoon = await Begin(Quick with { GivenUpAfter = TimeSpan.FromSeconds(1) });
        await afternoon.Ivy.SendsOrdersOn(pager);
        for (var i = 0; i < 100; i++) pager.Next(500, "out of order");
        await afternoon.Alert(Job("orders"));
        await afternoon.Alert(Job("orders", status: "resolved"));
        // Of its end nobody there would know what ends.
        await Wait.Until(() => Count(afternoon, "gave_up_at is not null") == 1 && Count(afternoon, "1 = 1") == 1);
        Assert.DoesNotContain("resolve", pager.Actions);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Contains(
            "It was not taken within less than a minute. It answers 500: out of order", afternoon.Ivy.Sees("needs an admin").Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_that_ends_while_it_sends_sends_it_again_under_the_same_name()
    {
        await using var afternoon = await Begin(Quick with { Patience = TimeSpan.FromMinutes(1) });
        await afternoon.Ivy.MakesDestination("Webhook", "Archive", pager.Url);
        await afternoon.Ivy.SendsOn("orders", "Archive", Quietly);
        pager.NextHangs();
        using var body = JsonContent.Create(Job("orders"));
        await afternoon.Post("v2/alert_events/http/circleci", body);
        await pager.Gets(1);
        await afternoon.Restart();
        await pager.Gets(2);
        await All(afternoon, 1);
        Assert.Equal(2, pager.All.Count);
        Assert.Single(pager.All.Select(g => g.Headers["webhook-id"]).Distinct());
        Assert.Single(pager.All.Select(g => g.Body).Distinct());
    }

    [Fact]
    public async Task What_is_over_is_forgotten_and_what_still_fires_there_is_not()
    {
        await using var afternoon = await Begin(settings: new() { ["Retention:Bodies"] = "2" });
        await afternoon.Ivy.MakesDestination("Webhook", "Archive", pager.Url);
        await afternoon.Ivy.SendsOn("orders", "Archive", Quietly);
        await afternoon.Alert(Keyed("one"));
        await afternoon.Alert(Keyed("two"));
        await afternoon.Alert(Keyed("two", "resolved"));
        Assert.Equal(3, Count(afternoon, "taken_at is not null"));
        for (var i = 0; i < 4; i++) await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.Equal(1, Count(afternoon, "1 = 1"));
        await afternoon.Alert(Keyed("one", "resolved"));
        Assert.Equal("resolved", pager.All[^1]["status"]);
        for (var i = 0; i < 4; i++) await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.Equal(0, Count(afternoon, "1 = 1"));
    }

    [Theory]
    [InlineData(200, Verdict.Taken)]
    [InlineData(204, Verdict.Taken)]
    [InlineData(302, Verdict.Refused)]
    [InlineData(400, Verdict.Refused)]
    [InlineData(401, Verdict.Later)]
    [InlineData(404, Verdict.Later)]
    [InlineData(410, Verdict.Refused)]
    [InlineData(408, Verdict.Later)]
    [InlineData(429, Verdict.Away)]
    [InlineData(500, Verdict.Later)]
    [InlineData(503, Verdict.Away)]
    public void Each_answer_means_what_it_says(int status, Verdict verdict) =>
        Assert.Equal(verdict, Answer.Of((System.Net.HttpStatusCode)status, "", null).Verdict);

    [Fact]
    public void Pauses_grow_up_to_the_longest()
    {
        var options = new ForwardOptions();
        foreach (var (failures, most) in new[] { (0, 5), (1, 10), (2, 20), (6, 320), (7, 600), (100, 600) })
            Assert.InRange(options.After(failures).TotalSeconds, most / 2.0, most);
        Assert.Equal(TimeSpan.FromHours(1), Answer.Of((System.Net.HttpStatusCode)429, "", TimeSpan.FromDays(3)).Pause);
    }

    static object Keyed(string key, string status = "firing") =>
        new { title = key, status, deduplication_key = key, metadata = new { job = "orders" } };

    static Task All(Afternoon afternoon, int count) => Wait.Until(() => Count(afternoon, "taken_at is not null") == count);

    static long Count(Afternoon afternoon, string which) => afternoon.Get<Database>().Read(db =>
        db.ExecuteScalar<long>($"select count(*) from forwards where {which}"));
}
