using Bot.Api.Webhooks;
using Bot.Sandbox;
using Bot.Tests.Alerts.Forwarding;
using Bot.Tests.Home;
using static Bot.Tests.Api.Webhooks.WebhookActs;

namespace Bot.Tests.Api.Webhooks;

/// <summary>Two admins change a webhook at the same time, and one gets another address.</summary>
public sealed class WebhookFormTests
{
    static async Task<(Modal Ivy, Modal Gwen)> BothChange(Afternoon afternoon, string address)
    {
        await afternoon.Ivy.MakesWebhook(address, OfIncidents);
        afternoon.Workspace.People.Change("gwen", gwen => gwen.IsAdmin = true);
        await afternoon.Gwen.OpensHome(afternoon.App);
        foreach (var admin in (Member[])[afternoon.Ivy, afternoon.Gwen])
        {
            await admin.OpensWebhook();
            await admin.Modal.Press("Change");
        }

        return (afternoon.Ivy.Modal, afternoon.Gwen.Modal);
    }

    static void Warns(Member member, string of) =>
        Assert.Contains($"Somebody has changed {of} meanwhile.", member.Modal.Text, StringComparison.Ordinal);

    [Fact]
    public async Task What_was_not_changed_in_the_form_is_left_as_the_other_has_it()
    {
        await using var hook = await FakeDestination.Start();
        await using var afternoon = await Begin();
        var (ivy, gwen) = await BothChange(afternoon, hook.Url);
        await gwen.Fill("Name", "Board").Submit();
        await ivy.Tick(OfFollowUps).Submit();
        var row = afternoon.Webhook();
        Assert.Equal(("Board", "incidents followups"), (row.Name, row.Kinds));
    }

    [Fact]
    public async Task Where_both_changed_the_same_the_second_is_told_and_saves_again()
    {
        await using var hook = await FakeDestination.Start();
        await using var afternoon = await Begin();
        var (ivy, gwen) = await BothChange(afternoon, hook.Url);
        await gwen.Fill("Name", "Board").Submit();
        await ivy.Fill("Name", "Wall").Submit();
        Warns(afternoon.Ivy, "its name");
        Assert.Equal(("Board", "Wall"), (afternoon.Webhook().Name, afternoon.Ivy.Modal.Value("Name")));
        await afternoon.Ivy.Modal.Submit();
        Assert.Equal("Wall", afternoon.Webhook().Name);
    }

    [Fact]
    public async Task What_was_left_alone_is_left_alone_when_the_form_is_saved_again()
    {
        await using var hook = await FakeDestination.Start();
        await using var afternoon = await Begin();
        var (ivy, gwen) = await BothChange(afternoon, hook.Url);
        await gwen.Fill("Name", "Board").Tick(OfFollowUps).Submit();
        await ivy.Fill("Name", "Wall").Submit();
        Warns(afternoon.Ivy, "its name");
        await afternoon.Ivy.Modal.Submit();
        Assert.Equal(("Wall", "incidents followups"), (afternoon.Webhook().Name, afternoon.Webhook().Kinds));
    }

    [Fact]
    public async Task Private_incidents_go_to_no_address_that_was_not_seen_and_are_not_taken_back_unseen()
    {
        await using var hook = await FakeDestination.Start();
        await using var afternoon = await Begin();
        var (ivy, gwen) = await BothChange(afternoon, hook.Url);
        await gwen.Fill("Address", $"{hook.Url}/of-gwen").Submit();
        await ivy.Tick(Private).Submit();
        Warns(afternoon.Ivy, "its address or secret");
        Assert.Null(afternoon.Webhook().Seer);
        await afternoon.Gwen.Modal.Press("Change");
        await afternoon.Ivy.Modal.Submit();
        Assert.Equal(afternoon.Ivy.Id, afternoon.Webhook().Seer);
        await afternoon.Gwen.Modal.Fill("Name", "Board").Submit();
        Warns(afternoon.Gwen, "whose private incidents it is told of");
        Assert.Equal(afternoon.Ivy.Id, afternoon.Webhook().Seer);
    }

    [Fact]
    public async Task A_secret_that_is_new_meanwhile_is_not_lost_with_another_address()
    {
        await using var hook = await FakeDestination.Start();
        await using var afternoon = await Begin();
        var (ivy, gwen) = await BothChange(afternoon, hook.Url);
        await gwen.Close();
        await afternoon.Gwen.Modal.Press("New secret");
        var secret = ForwardActs.ShownSecret(afternoon.Gwen.Modal)!;
        await ivy.Fill("Address", $"{hook.Url}/of-ivy").Submit();
        Warns(afternoon.Ivy, "its address or secret");
        await afternoon.Ivy.Modal.Submit();
        await afternoon.Ana.Declares("orders are late");
        await afternoon.AllTold();
        Assert.EndsWith("/of-ivy", hook.All[0].Path, StringComparison.Ordinal);
        hook.All[0].IsSigned(secret);
    }

    [Fact]
    public async Task Another_address_switches_on_again_what_was_gone_and_says_so()
    {
        await using var old = await FakeDestination.Start();
        await using var hook = await FakeDestination.Start();
        await using var afternoon = await Begin();
        await afternoon.Ivy.MakesWebhook(old.Url, OfFollowUps);
        old.Next(410);
        await afternoon.Ana.Slash("/followup look at it");
        await Wait.Until(() => afternoon.Webhook().Stopped == WebhookRow.Gone);
        await (await afternoon.Ivy.OpensWebhook()).Press("Change");
        await afternoon.Ivy.Modal.Fill("Address", hook.Url).Submit();
        Assert.Contains("It is switched on again.", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Slash("/followup look at it again");
        await afternoon.AllTold();
        Assert.Equal(["follow_up.created 2"], hook.Told());
    }

    [Fact]
    public async Task Another_address_does_not_end_what_somebody_paused()
    {
        await using var hook = await FakeDestination.Start();
        await using var afternoon = await Begin();
        await afternoon.Ivy.MakesWebhook(hook.Url, OfFollowUps);
        await (await afternoon.Ivy.OpensWebhook()).Press("Pause");
        await afternoon.Ivy.Modal.Press("Change");
        await afternoon.Ivy.Modal.Fill("Address", $"{hook.Url}/other").Submit();
        Assert.Equal(WebhookRow.Paused, afternoon.Webhook().Stopped);
    }
}
