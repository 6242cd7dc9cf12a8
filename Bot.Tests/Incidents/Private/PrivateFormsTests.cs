using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.People;
using Bot.Storage;
using Bot.Tests.Alerts;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>A form or a button of a private incident does nothing for whoever is not inside any more.</summary>
public sealed class PrivateFormsTests
{
    static IncidentRow Row(Afternoon afternoon) =>
        afternoon.Get<Database>().Read(db => IncidentStore.Find(db, Viewer.Bot, 1)!);

    [Theory]
    [InlineData("resolve all is well")]
    [InlineData("update all is well")]
    [InlineData("status fixing")]
    [InlineData("severity critical")]
    [InlineData("rename other")]
    [InlineData("lead @finn")]
    [InlineData("expect")]
    public async Task A_form_that_was_open_when_they_left_changes_nothing(string verb)
    {
        await using var afternoon = await Begin();
        await afternoon.Finn.Slash($"/incident {verb}", Channel);
        var form = afternoon.Finn.Modal;
        if (form.Fields.Contains("Its name")) form = form.Fill("Its name", "stg_orders");
        await afternoon.Finn.Leaves(Channel);
        var before = Row(afternoon);
        var history = Facts(afternoon);
        await form.Submit();
        Assert.Contains("You cannot see INC-1 any more", Assert.Single(form.Errors).Value, StringComparison.Ordinal);
        Assert.Equal((before.Status, before.Severity, before.Name, before.Lead), (
            Row(afternoon).Status, Row(afternoon).Severity, Row(afternoon).Name, Row(afternoon).Lead));
        Assert.Equal(history, Facts(afternoon));
    }

    static int Facts(Afternoon afternoon) =>
        afternoon.Get<Database>().Read(db => IncidentStore.Timeline(db, Viewer.Bot, 1).Count);

    [Fact]
    public async Task A_form_to_hand_it_over_says_nothing_more_and_gives_it_to_nobody()
    {
        await using var afternoon = await Begin();
        await afternoon.Finn.Messages(Channel).First(m => m.IsPinned).Choose("…", "Hand over…");
        var form = afternoon.Finn.Modal;
        await afternoon.Finn.Leaves(Channel);
        await form.ChoosePeople("New lead", "dev");
        Assert.DoesNotContain("called", form.Text, StringComparison.Ordinal);
        await form.Submit();
        Assert.Contains("You cannot see INC-1 any more", Assert.Single(form.Errors).Value, StringComparison.Ordinal);
        Assert.Equal(afternoon.Chloe.Id, Row(afternoon).Lead);
        Assert.False(afternoon.Sees(afternoon.Dev));
    }

    [Fact]
    public async Task A_form_to_decline_it_declines_nothing()
    {
        await using var afternoon = await SetRoutes.With(SetRoutes.Asking);
        await afternoon.Alert(Job("nightly"));
        await afternoon.Ben.Sees("INC-1", "#data-incidents").Click("Decline…");
        await afternoon.TurnsPrivate(1, afternoon.Ana);
        await afternoon.Ben.Modal.Fill("Why it is no incident", "mine").Submit();
        Assert.Contains(
            "You cannot see INC-1 any more", Assert.Single(afternoon.Ben.Modal.Errors).Value, StringComparison.Ordinal);
        Assert.True(Row(afternoon).IsOpen);
    }

    [Fact]
    public async Task Buttons_of_what_they_read_once_do_nothing()
    {
        await using var afternoon = await Begin();
        await afternoon.Finn.Slash("/incident", Channel);
        await afternoon.Finn.Leaves(Channel);
        await afternoon.Finn.Modal.Press("Take over");
        Assert.Equal(afternoon.Chloe.Id, Row(afternoon).Lead);
        Assert.Equal(IncidentStatus.Investigating, Row(afternoon).Status);
    }

    [Fact]
    public async Task A_public_one_does_not_go_into_it_nor_it_into_a_public_one()
    {
        await using var afternoon = await Begin();
        await afternoon.Chloe.Slash("/incident declare stock is wrong", "#general");
        await afternoon.Chloe.Modal.Submit();
        await afternoon.Chloe.Modal.CloseAll();
        await afternoon.Chloe.Slash("/incident merge 2 into 1", "#general");
        Assert.Contains("Nothing else is open", afternoon.Chloe.Modal.Text, StringComparison.Ordinal);
        await afternoon.Chloe.Modal.CloseAll();
        await afternoon.Chloe.Slash("/incident merge 1 into 2", "#general");
        Assert.Contains("goes only into another private incident", afternoon.Chloe.Modal.Text, StringComparison.Ordinal);
        await afternoon.Chloe.Modal.CloseAll();
        // A form that was open when one of them became private.
        await afternoon.Chloe.Slash("/incident declare stock is late", "#general");
        await afternoon.Chloe.Modal.Submit();
        await afternoon.Chloe.Modal.CloseAll();
        await afternoon.Chloe.Slash("/incident merge 3 into 2", "#general");
        var form = afternoon.Chloe.Modal;
        await afternoon.TurnsPrivate(2, afternoon.Chloe);
        await form.Submit();
        Assert.Contains("private", Assert.Single(form.Errors).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_private_ones_become_one_for_those_inside()
    {
        await using var afternoon = await Begin();
        await afternoon.Declares("Payroll is public", "dev");
        await afternoon.Chloe.Slash("/incident merge 2 into 1", "#general");
        Assert.Contains("Whoever sees that one reads", afternoon.Chloe.Modal.Text, StringComparison.Ordinal);
        await afternoon.Chloe.Modal.Choose("It is about the same as", "INC-1 · Payroll is leaked").Submit();
        afternoon.Finn.Sees("merged INC-2", Channel);
        Assert.False(afternoon.Sees(afternoon.Dev));
        await afternoon.Pass(TimeSpan.FromDays(1));
        await afternoon.Pass(TimeSpan.FromDays(1));
        // Each is named to those inside the other by its number, and its channel to nobody.
        afternoon.Dev.Sees("INC-2 goes on in INC-1", "#inc-2-payroll-is-public");
        afternoon.Dev.DoesNotSee("inc-1-");
        afternoon.Finn.DoesNotSee("inc-2-");
        afternoon.NobodyElseKnows();
    }

    [Fact]
    public async Task A_merge_that_is_undone_shows_nobody_more_than_before()
    {
        await using var afternoon = await Begin();
        await afternoon.Declares("Payroll is public", "dev");
        await afternoon.Chloe.Slash("/incident merge 2 into 1", "#general");
        await afternoon.Chloe.Modal.Submit();
        await afternoon.Ana.Slash("/incident unmerge 2", "#general");
        afternoon.Ana.Sees("INC-2 is private. Its lead can let you in.");
        // Dev was in the one that ended, and does not see where it went.
        await afternoon.Dev.Slash("/incident unmerge 2", "#general");
        afternoon.Dev.Sees("You cannot see INC-1 any more.");
        await afternoon.Chloe.Sees("merged INC-2", Channel).Click("Undo");
        Assert.True(afternoon.Sees(afternoon.Dev, 2));
        Assert.False(afternoon.Sees(afternoon.Dev));
        Assert.False(afternoon.Sees(afternoon.Finn, 2));
        foreach (var member in new[] { afternoon.Ben, afternoon.Ivy, afternoon.Gwen }) member.KnowsNothing();
    }
}
