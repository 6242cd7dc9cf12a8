using Bot.Tests.Alerts.Forwarding;
using Bot.Tests.Home;
using Bot.Tests.Incidents.Private;
using static Bot.Tests.Api.Webhooks.WebhookActs;

namespace Bot.Tests.Api.Webhooks;

/// <summary>Nothing of a private incident is told but to whoever sees it and said so.</summary>
public sealed class WebhookPrivateTests : IAsyncLifetime
{
    FakeDestination hook = null!;

    public async ValueTask InitializeAsync() => hook = await FakeDestination.Start();

    public ValueTask DisposeAsync() => hook.DisposeAsync();

    [Fact]
    public async Task A_private_incident_and_its_follow_ups_are_told_only_where_that_is_said()
    {
        await using var afternoon = await Begin();
        await using var other = await FakeDestination.Start();
        await afternoon.Ivy.MakesWebhook(hook.Url, OfIncidents, OfFollowUps);
        var form = await afternoon.Ivy.NewWebhook();
        await form.Fill("Name", "Vault").Fill("Address", other.Url).Tick(OfFollowUps).Tick(Private).Submit();
        await afternoon.Ivy.Modal.CloseAll();
        await PrivateStory.Declares(afternoon, PrivateStory.Name, "ivy");
        await afternoon.Chloe.Slash("/followup ask the lawyers", PrivateStory.Channel);
        await afternoon.AllTold();
        Assert.Empty(hook.All);
        Assert.Equal(("incident.opened 1", "follow_up.created 1"), (other.Told()[0], other.Told()[^1]));
    }

    [Fact]
    public async Task Being_admin_shows_none_that_they_are_not_inside()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.MakesWebhook(hook.Url, OfIncidents, OfFollowUps, Private);
        await PrivateStory.Declares(afternoon, PrivateStory.Name, "finn");
        await afternoon.Chloe.Slash("/followup ask the lawyers", PrivateStory.Channel);
        Assert.Equal(0, afternoon.Count("1 = 1"));
        Assert.Empty(hook.All);
    }

    [Fact]
    public async Task What_waits_of_one_that_is_private_by_then_is_never_sent()
    {
        await using var afternoon = await Begin(Patient);
        await afternoon.Ivy.MakesWebhook(hook.Url, OfIncidents, OfFollowUps);
        hook.Next(500);
        hook.Next(500);
        await afternoon.Ana.Declares("orders are late");
        await afternoon.Ana.Slash("/followup look at it", "#inc-1-orders-are-late");
        Assert.Equal(2, hook.All.Count);
        await afternoon.TurnsPrivate(1, afternoon.Ana);
        var page = await afternoon.Ivy.OpensWebhook();
        await page.Press("Pause");
        await afternoon.Ivy.Modal.Press("Resume");
        await afternoon.AllTold();
        Assert.Equal(2, hook.All.Count);
        Assert.Equal(0, afternoon.Count("1 = 1"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_changes_it_gives_only_what_they_see(bool isSaid)
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.MakesWebhook(hook.Url, OfIncidents, Private);
        afternoon.Workspace.People.Change("gwen", gwen => gwen.IsAdmin = true);
        await afternoon.Gwen.OpensHome(afternoon.App);
        var page = await afternoon.Gwen.OpensWebhook();
        await page.Press("Change");
        var form = afternoon.Gwen.Modal;
        await (isSaid ? form.Tick(Private) : form).Submit();
        await afternoon.Gwen.Modal.CloseAll();
        await PrivateStory.Declares(afternoon, PrivateStory.Name, "ivy");
        Assert.Empty(hook.All);
    }
}
