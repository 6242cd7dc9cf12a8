using System.Text.Json.Nodes;
using Bot.Tests.Alerts.Forwarding;
using Bot.Tests.Home;
using static Bot.Tests.Api.Webhooks.WebhookActs;

namespace Bot.Tests.Api.Webhooks;

/// <summary>What programs are told of changes, and how they know from whom.</summary>
public sealed class WebhookToldTests : IAsyncLifetime
{
    const string Channel = "#inc-1-orders-are-late";

    FakeDestination hook = null!;

    public async ValueTask InitializeAsync() => hook = await FakeDestination.Start();

    public ValueTask DisposeAsync() => hook.DisposeAsync();

    [Fact]
    public async Task An_incident_is_told_from_its_opening_to_its_return_as_the_api_shows_it()
    {
        await using var afternoon = await Begin();
        var secret = await afternoon.Ivy.MakesWebhook($"{hook.Url}?token=hidden");
        await afternoon.Ana.Declares("orders are late");
        await afternoon.Ana.Slash("/incident severity critical", Channel);
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Slash("/incident resolve restarted the loader", Channel);
        await afternoon.Ana.Modal.Submit();
        await afternoon.AllTold();
        Assert.Equal("incident.opened 1", hook.Told()[0]);
        Assert.Contains("incident.changed 1", hook.Told());
        Assert.Equal("incident.resolved 1", hook.Told()[^1]);
        var (first, last) = (hook.All[0], hook.All[^1]);
        Assert.Equal(("/v2/enqueue?token=hidden", "application/json"), (first.Path, first.Headers["Content-Type"]));
        Assert.Equal(
            ("orders are late", "minor", "True"), (first["data", "name"], first["data", "severity"], first["data", "open"]));
        Assert.Equal("2026-03-03T10:00:00+00:00", first["timestamp"]);
        var item = Assert.Single(await afternoon.Lists("v1/incidents", await afternoon.Ivy.MakesToken()));
        // Its channel may have come since.
        Assert.True(JsonNode.DeepEquals(item, last.Data()), $"{item}\n{last.Body}");
        foreach (var got in hook.All) got.IsSigned(secret);
        Assert.Equal(hook.All.Count, hook.All.Select(g => g.Headers["webhook-id"]).Distinct().Count());

        await afternoon.Ana.Slash("/incident reopen", Channel);
        await afternoon.AllTold();
        Assert.Equal("incident.reopened 1", hook.Told()[^1]);
    }

    [Fact]
    public async Task The_channel_of_an_incident_is_told_once_it_is_there()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.MakesWebhook(hook.Url);
        await afternoon.Ana.Declares("orders are late");
        await afternoon.AllTold();
        Assert.Equal(["incident.opened 1", "incident.changed 1"], hook.Told());
        var item = Assert.Single(await afternoon.Lists("v1/incidents", await afternoon.Ivy.MakesToken()));
        Assert.Equal(("", (string)item["channel"]!), (hook.All[0]["data", "channel"], hook.All[1]["data", "channel"]));
    }

    [Fact]
    public async Task What_is_resolved_is_told_once_whatever_is_left_after_all()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.MakesWebhook(hook.Url);
        await afternoon.Ana.Declares("orders are late");
        await afternoon.Ana.Slash("/incident resolve restarted the loader", Channel);
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Sees("What was it?", Channel).Click("Fixed");
        await afternoon.AllTold();
        Assert.Equal("incident.closed 1", hook.Told()[^1]);
        await afternoon.Ana.Slash("/followup one more thing", Channel);
        await afternoon.AllTold();
        Assert.Equal(("incident.changed 1", "resolved"), (hook.Told()[^1], hook.All[^1]["data", "status"]));
        Assert.Single(hook.Told(), "incident.resolved 1");
    }

    [Fact]
    public async Task A_follow_up_is_told_from_its_making_to_its_end()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.MakesWebhook(hook.Url, OfFollowUps);
        await afternoon.Ana.Declares("orders are late");
        await afternoon.Ana.Slash("/followup fix the freshness test @ben", Channel);
        await afternoon.Ana.Slash("/followup snooze 1 tomorrow");
        await afternoon.Ben.Slash("/followup done 1");
        await afternoon.Ana.Slash("/followup reopen 1");
        await afternoon.Ana.Slash("/followup notdoing 1 the loader goes away");
        await afternoon.AllTold();
        Assert.Equal(
            ["follow_up.created 1", "follow_up.changed 1", "follow_up.done 1", "follow_up.reopened 1", "follow_up.not_doing 1"],
            hook.Told());
        var (made, left) = (hook.All[0], hook.All[^1]);
        Assert.Equal(
            ("fix the freshness test", afternoon.Ben.Id, "ben", "1", "outstanding"),
            (made["data", "title"], made["data", "owner"], made["data", "owner_name"], made["data", "incident"],
                made["data", "state"]));
        Assert.Equal(("not_doing", "the loader goes away"), (left["data", "state"], left["data", "reason"]));
        var list = await afternoon.Lists("v1/followups", await afternoon.Ivy.MakesToken());
        Assert.Equal(list.Single().ToJsonString(), left.Data().ToJsonString());
    }

    [Fact]
    public async Task Somebody_else_on_call_is_told_once_whatever_that_is_due_to()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.MakesWebhook(hook.Url, OfOnCall);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Empty(hook.All);
        await afternoon.Until(new(2026, 3, 9, 12, 0, 0, TimeSpan.Zero));
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await afternoon.AllTold();
        var got = Assert.Single(hook.All);
        Assert.Equal(("on_call.changed", afternoon.Ben.Id, "ben"), (
            got["type"], got["data", "person"], got["data", "person_name"]));
        for (var i = 0; i < 3; i++) await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Single(hook.All);
    }

    [Fact]
    public async Task It_is_told_only_what_was_chosen_and_nothing_that_was_before()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Declares("orders are late");
        await afternoon.Ivy.MakesWebhook(hook.Url, OfFollowUps);
        await afternoon.Ana.Declares("revenue is wrong");
        await afternoon.Ana.Slash("/followup look at it");
        await afternoon.AllTold();
        Assert.Equal(["follow_up.created 1"], hook.Told());
    }

    [Fact]
    public async Task A_test_says_that_it_is_none_and_shows_what_was_answered()
    {
        await using var afternoon = await Begin();
        var secret = await afternoon.Ivy.MakesWebhook($"{hook.Url}?token=hidden");
        hook.Next(500, "no *room* here <!here> for hidden things");
        await (await afternoon.Ivy.OpensWebhook()).Press("Send a test");
        Assert.Contains(
            "The test was not taken. It answers 500: no *room* here <!here> for … things.", afternoon.Ivy.Modal.Text,
            StringComparison.Ordinal);
        await afternoon.Ivy.Modal.Press("Send a test");
        Assert.Contains("The test was taken.", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
        Assert.Equal(["test", "test"], hook.Told());
        hook.All[^1].IsSigned(secret);
    }
}
