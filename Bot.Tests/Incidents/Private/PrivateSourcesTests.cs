using Bot.Tests.Alerts;
using Bot.Tests.Alerts.Forwarding;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>What admins see of senders, and what is sent on, says nothing of a private incident.</summary>
public sealed class PrivateSourcesTests
{
    [Fact]
    public async Task The_page_of_its_source_does_not_list_what_came_for_it()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Alert(Job("orders"));
        var page = await afternoon.Ivy.OpensSource();
        Assert.Contains("orders failed", page.Text, StringComparison.Ordinal);
        await afternoon.TurnsPrivate(1, afternoon.Ana);
        await page.Press("Payload");
        Assert.DoesNotContain("orders", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
        page = await afternoon.Ivy.OpensSource();
        Assert.DoesNotContain("orders failed", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("INC-1", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_on_does_not_name_it()
    {
        await using var afternoon = await ForwardActs.Begin();
        await using var to = await FakeDestination.Start();
        await afternoon.Ivy.MakesDestination("Webhook", "Hook", to.Url);
        await afternoon.Ivy.SendsOn("orders", "Hook");
        await afternoon.Alert(Job("orders"));
        await Wait.Until(() => to.All.Count == 1);
        Assert.Contains("INC-1", to.All[0].Body, StringComparison.Ordinal);
        await afternoon.TurnsPrivate(1, afternoon.Ana);
        await afternoon.Alert(Job("orders"));
        await afternoon.Alert(Job("orders", status: "resolved"));
        await afternoon.Alert(Job("orders"));
        await Wait.Until(() => to.All.Count > 1);
        Assert.All(to.All.Skip(1), got => Assert.DoesNotContain("INC-1", got.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_comes_into_it_by_opening_what_waits()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Alert(Job("orders"));
        await afternoon.TurnsPrivate(1, afternoon.Ana);
        await afternoon.Until(new DateTimeOffset(2026, 3, 3, 23, 0, 0, TimeSpan.Zero));
        await afternoon.Alert(Job("stock"));
        await afternoon.Alert(Job("orders", status: "resolved"));
        await afternoon.Ben.Sees("Out of hours", "#data-incidents").Click("Open now");
        Assert.False(afternoon.Sees(afternoon.Ben));
    }
}
