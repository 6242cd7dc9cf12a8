using static Bot.Tests.Alerts.Forwarding.ForwardActs;
using static Bot.Tests.Alerts.MadeRoutes;

namespace Bot.Tests.Alerts.Forwarding;

/// <summary>Alerts that a route sends on to PagerDuty: what it hears, and when.</summary>
public sealed class ForwardPagerDutyTests : IAsyncLifetime
{
    FakeDestination pager = null!;

    public async ValueTask InitializeAsync() => pager = await FakeDestination.Start();

    public ValueTask DisposeAsync() => pager.DisposeAsync();

    [Fact]
    public async Task A_failure_is_triggered_once_and_its_recovery_resolves_it()
    {
        await using var afternoon = await Begin(Quick with { ChannelWithin = TimeSpan.FromSeconds(20) });
        await afternoon.Ivy.MakesDestination("PagerDuty", "Pager", pager.Url);
        await afternoon.Ivy.SendsOn("orders", "Pager", more: form => form.Choose("Severity", "Critical"));
        var answer = await afternoon.Alert(new
        {
            title = "orders failed <!channel>",
            status = "firing",
            deduplication_key = "orders",
            source_url = "https://ci.example.com/1",
            description = "Password expired",
            metadata = new { job = "orders", branch = "main", component = "warehouse", features = "a, b" },
        });
        Assert.Contains(
            "It is sent on to Pager.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        var sent = (await pager.Gets(1))[0];
        Assert.Equal(
            (Key, "trigger", "circleci/orders", "Data Responder"),
            (sent["routing_key"], sent["event_action"], sent["dedup_key"], sent["client"]));
        Assert.Equal(
            ("orders failed <!channel>", "critical", "circleci", "2026-03-03T10:00:00.000Z", "warehouse"),
            (sent["payload", "summary"], sent["payload", "severity"], sent["payload", "source"], sent["payload", "timestamp"],
                sent["payload", "component"]));
        Assert.Equal(
            ("orders", "a, b", "Password expired"),
            (sent["payload", "custom_details", "job"], sent["payload", "custom_details", "features"],
                sent["payload", "custom_details", "description"]));
        var channel = afternoon.Workspace.Conversations["inc-1-orders-failed-channel"].Id;
        Assert.Equal(
            [("https://ci.example.com/1", "Where it comes from"),
                ($"https://slack.com/app_redirect?channel={channel}", "INC-1 in Slack")],
            sent.Json.GetProperty("links").EnumerateArray().Select(l => (
                l.GetProperty("href").GetString(), l.GetProperty("text").GetString())));

        await afternoon.Alert(Orders());
        await afternoon.Alert(Orders("resolved"));
        var ended = (await pager.Gets(2))[1];
        Assert.Equal(("resolve", "circleci/orders", Key), (ended["event_action"], ended["dedup_key"], ended["routing_key"]));
        await afternoon.Alert(Orders());
        await pager.Gets(3);
        Assert.Equal(["trigger", "resolve", "trigger"], pager.Actions);
        await afternoon.Ivy.Slash("/incident alerts");
        afternoon.Ivy.Sees("It is sent on to Pager.");
    }

    [Theory]
    [InlineData(Quietly)]
    [InlineData("Write it to the warning ledger")]
    [InlineData("Say it in a channel")]
    public async Task Whatever_becomes_of_it_here_it_is_sent_on(string act)
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.MakesDestination("PagerDuty", "Pager", pager.Url);
        await afternoon.Ivy.SendsOn("orders", "Pager", act);
        await afternoon.Alert(Job("orders"));
        await afternoon.Alert(Job("other"));
        await afternoon.Alert(Job("orders"));
        await afternoon.Alert(Job("orders", status: "resolved"));
        Assert.Equal(["trigger", "resolve"], pager.Actions);
        Assert.Equal("info", pager.All[0]["payload", "severity"]);
    }

    [Fact]
    public async Task It_is_resolved_where_people_resolve_the_incident_though_it_still_fires()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.MakesDestination("PagerDuty", "Pager", pager.Url);
        await afternoon.Ivy.SendsOn("orders", "Pager");
        await afternoon.Alert(Orders());
        await Resolve(afternoon);
        Assert.Equal(["trigger", "resolve"], pager.Actions);
        Assert.Equal(pager.All[0]["dedup_key"], pager.All[1]["dedup_key"]);
        // Its recovery is no more news.
        await afternoon.Alert(Orders("resolved"));
        Assert.Equal(2, pager.All.Count);
    }

    [Fact]
    public async Task It_hears_of_the_end_though_its_route_is_gone_by_then()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.SendsOrdersOn(pager);
        await afternoon.Alert(Job("orders"));
        await afternoon.Ivy.Slash("/incident routes");
        await afternoon.Ivy.Modal.Choose("1. Jobs of orders", "Switch off");
        await afternoon.Ivy.Modal.Close();
        await afternoon.Alert(Job("orders", status: "resolved"));
        Assert.Equal(["trigger", "resolve"], pager.Actions);
    }

    [Fact]
    public async Task What_recovers_before_anybody_is_told_is_not_sent_on()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.MakesDestination("PagerDuty", "Pager", pager.Url);
        await afternoon.Ivy.SendsOn("orders", "Pager", more: form => form.Fill("Minutes to recover first", "10"));
        await afternoon.Alert(Orders());
        await afternoon.Alert(Orders("resolved"));
        await afternoon.Pass(TimeSpan.FromMinutes(11));
        Assert.Empty(pager.All);
        await afternoon.Alert(Orders());
        await afternoon.Pass(TimeSpan.FromMinutes(9));
        Assert.Empty(pager.All);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(["trigger"], pager.Actions);
        Assert.Contains("It is sent on to Pager.", Decisions(afternoon)[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_for_the_morning_is_sent_on_in_the_morning()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.MakesDestination("PagerDuty", "Pager", pager.Url);
        await afternoon.Ivy.SendsOn("orders", "Pager", more: form => form.Choose("Out of hours", "Wait until hours open"));
        await afternoon.Until(Tuesday.AddHours(23));
        await afternoon.Alert(Orders());
        Assert.Empty(pager.All);
        await afternoon.Until(Tuesday.AddDays(1).AddHours(9));
        Assert.Equal(["trigger"], pager.Actions);
        Assert.Equal("warning", pager.All[0]["payload", "severity"]);
    }

    [Fact]
    public async Task One_incident_is_one_page_until_all_of_it_is_well()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.MakesDestination("PagerDuty", "Pager", pager.Url);
        await afternoon.Ivy.SendsOn("orders", "Pager");
        await afternoon.Alert(Orders());
        await afternoon.Alert(Orders(key: "orders-2"));
        await afternoon.Alert(Orders("resolved"));
        Assert.Equal(["trigger"], pager.Actions);
        await afternoon.Alert(Orders("resolved", "orders-2"));
        Assert.Equal(["offered", "recovered"], Decisions(afternoon).Skip(2).Select(d => d.Decision));
        Assert.Equal(["trigger", "resolve"], pager.Actions);
        Assert.Equal("circleci/orders", pager.All[1]["dedup_key"]);
    }

    [Fact]
    public async Task What_joins_and_is_worse_is_a_page_of_its_own()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.MakesDestination("PagerDuty", "Pager", pager.Url);
        await afternoon.Ivy.SendsOn("orders", "Pager");
        var form = await NewRoute(afternoon.Ivy, "Bad", "team", "is", "billing");
        await form.Choose("Severity", "Critical").Choose("Also send it on to", "Pager").Submit();
        await afternoon.Ivy.Modal.Submit();
        await afternoon.Ivy.Modal.CloseAll();
        await afternoon.Alert(Orders());
        await afternoon.Alert(Orders(key: "orders-2", team: "billing"));
        Assert.Equal(["warning", "critical"], pager.All.Select(g => g["payload", "severity"]));
        Assert.Equal("joined", Decisions(afternoon)[^1].Decision);
        await Resolve(afternoon);
        Assert.Equal(["circleci/orders", "circleci/orders-2"], pager.All.Skip(2).Select(g => g["dedup_key"]).Order());
    }

    [Fact]
    public async Task What_still_fires_after_a_day_is_said_once_more_as_the_same()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.SendsOrdersOn(pager);
        await afternoon.Alert(Job("orders"));
        await afternoon.Pass(TimeSpan.FromHours(23));
        await afternoon.Alert(Job("orders"));
        Assert.Single(pager.All);
        await afternoon.Pass(TimeSpan.FromHours(1));
        await afternoon.Alert(Job("orders"));
        await afternoon.Alert(Job("orders"));
        Assert.Equal(["trigger", "trigger"], pager.Actions);
        Assert.Single(pager.All.Select(g => g["dedup_key"]).Distinct());
        Assert.Contains("Pager hears that it still fires.", Decisions(afternoon)[2].Reason, StringComparison.Ordinal);
        await afternoon.Alert(Job("orders", status: "resolved"));
        Assert.Equal(["trigger", "trigger", "resolve"], pager.Actions);
    }

    // It still fires.
    static async Task Resolve(Afternoon afternoon)
    {
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Tick("Yes, the alert is wrong or comes late").Submit();
    }

    static object Orders(string status = "firing", string key = "orders", string? team = null) => new
    {
        title = "orders failed",
        status,
        deduplication_key = key,
        metadata = new { job = "orders", branch = "main", team },
    };
}
