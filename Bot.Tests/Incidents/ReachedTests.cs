using Bot.Incidents;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Incidents;

/// <summary>
/// Somebody is reached, whatever stands in the way: accounts that are gone, groups without people, channels that may not be made.
/// </summary>
public sealed class ReachedTests
{
    const string Critical = "Critical: wants somebody now", Channel = "#inc-1-orders-are-late";

    static async Task<Afternoon> Rotation(DateTimeOffset? at = null, string? group = null)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.RotationOfIvy(group, "ana", "finn", "chloe");
        if (at is { } later) await afternoon.Until(later);
        return afternoon;
    }

    static async Task Declare(Afternoon afternoon, string severity, string? lead = null)
    {
        await afternoon.Gwen.Slash("/incident Orders are late");
        var form = afternoon.Gwen.Modal.Choose("Severity", severity);
        if (lead is not null) form = form.ChoosePeople("Lead", lead);
        await form.Submit();
        await afternoon.Gwen.Modal.Close();
    }

    [Fact]
    public async Task A_lead_whose_account_is_gone_is_replaced_and_nobody_behind_them_waits()
    {
        await using var afternoon = await Rotation();
        await Declare(afternoon, Critical, lead: "dev");
        afternoon.Workspace.People.Change("dev", dev => dev.Deleted = true);
        await afternoon.Settle();
        await afternoon.Pass(TimeSpan.FromSeconds(31));
        var call = afternoon.Ana.Sees("@ana INC-1 Orders are late is Critical, and yours now: you are on call.", Channel);
        Assert.Equal(["ana"], call.Notified);
        await afternoon.Pass(TimeSpan.FromMinutes(6));
        await afternoon.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(["finn"], afternoon.Finn.Sees("ana has not answered", Channel).Notified);
    }

    [Fact]
    public async Task Where_no_channel_may_be_made_people_are_called_by_direct_messages()
    {
        await using var afternoon = await Rotation();
        afternoon.Workspace.Policies.EveryoneCreatesChannels = false;
        await Declare(afternoon, Critical);
        Assert.Equal(["ana"], afternoon.Ana.Sees("INC-1 Orders are late is Critical, raised by gwen.").Notified);
    }

    [Fact]
    public async Task Where_no_channel_may_be_made_each_of_a_group_is_written_to()
    {
        await using var afternoon = await Rotation(new(2026, 3, 3, 22, 0, 0, TimeSpan.Zero), "on-call-engineers");
        afternoon.Workspace.Policies.EveryoneCreatesChannels = false;
        await afternoon.Emi.Slash("/incident Orders are late");
        await afternoon.Emi.Modal.Choose("Severity", Critical).Submit();
        Assert.Equal(["gwen"], afternoon.Gwen.Sees("The data team is out of hours: please look.").Notified);
        Assert.Equal(["finn"], afternoon.Finn.Sees("The data team is out of hours: please look.").Notified);
    }

    [Fact]
    public async Task Where_one_of_a_group_cannot_be_written_to_the_others_hear_it_once()
    {
        await using var afternoon = await Rotation(new(2026, 3, 3, 22, 0, 0, TimeSpan.Zero), "on-call-engineers");
        await afternoon.Ivy.SetsGroup("on-call-engineers", "gwen", "dev", "finn");
        afternoon.Workspace.Policies.EveryoneCreatesChannels = false;
        afternoon.Workspace.Faults.On("conversations.open").Refuse("user_not_found", times: 1);
        await afternoon.Emi.Slash("/incident Orders are late");
        await afternoon.Emi.Modal.Choose("Severity", Critical).Submit();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(["dev", "finn"], Rung(afternoon));
        // That no channel may be made is known as trouble; nobody else waits for the one who could not be written to.
        Assert.All(
            afternoon.Get<Database>().Read(db => db.Query<string>("select parked from wakes where parked is not null").ToList()),
            why => Assert.StartsWith("Slack refused conversations.create", why, StringComparison.Ordinal));
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(["dev", "finn", "dev", "finn", "gwen"], Rung(afternoon));
    }

    [Fact]
    public async Task Where_nobody_of_a_group_can_be_written_to_the_button_that_calls_the_lead_is_left()
    {
        await using var afternoon = await Rotation(new(2026, 3, 3, 22, 0, 0, TimeSpan.Zero), "on-call-engineers");
        afternoon.Workspace.Policies.EveryoneCreatesChannels = false;
        afternoon.Workspace.Faults.On("conversations.open").Refuse("user_not_found");
        await afternoon.Emi.Slash("/incident Orders are late");
        await afternoon.Emi.Modal.Choose("Severity", Critical).Submit();
        Assert.Empty(Rung(afternoon));
        Assert.True(afternoon.Get<Database>().Read(db => IncidentCard.Read(db, 1, afternoon.Clock.GetUtcNow())!.CanCallLead));
    }

    static List<string> Rung(Afternoon afternoon) => [.. afternoon.Workspace.Notifications
        .Where(n => n.Message.Text.StartsWith("INC-1 ", StringComparison.Ordinal))
        .GroupBy(n => n.At).SelectMany(g => g.Select(n => n.Person.Handle).Order())];

    [Fact]
    public async Task A_lead_who_cannot_be_written_to_keeps_nobody_behind_them_from_being_asked()
    {
        await using var afternoon = await Rotation();
        await Declare(afternoon, Critical);
        afternoon.Workspace.Faults.On("conversations.open").Refuse("user_not_found", times: 100);
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await afternoon.Pass(TimeSpan.FromMinutes(11));
        Assert.Equal(["ana", "finn"], Rung(afternoon));
        await afternoon.Pass(TimeSpan.FromMinutes(15));
        Assert.Equal(["ana", "finn", "ivy"], Rung(afternoon));
        await afternoon.Finn.Sees("Can you take it?", Channel).Click("I'm on it");
        var card = Assert.Single(afternoon.Gwen.Messages(Channel), m => m.IsPinned);
        Assert.Contains("Lead: finn", card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_night_a_lead_whose_account_is_gone_is_replaced_and_the_card_offers_to_call_whoever_leads_now()
    {
        await using var afternoon = await Rotation(new(2026, 3, 3, 22, 0, 0, TimeSpan.Zero));
        await Declare(afternoon, Critical, lead: "dev");
        Assert.Equal(["dev"], Rung(afternoon));
        afternoon.Workspace.People.Change("dev", dev => dev.Deleted = true);
        await afternoon.Settle();
        await afternoon.Pass(TimeSpan.FromSeconds(31));
        var card = Assert.Single(afternoon.Gwen.Messages(Channel), m => m.IsPinned);
        Assert.Contains("Waits for ana, whose hours open", card.Text, StringComparison.Ordinal);
        Assert.Equal(["dev"], Rung(afternoon));
        await card.Click("Call ana now");
        Assert.Equal(["dev", "ana"], Rung(afternoon));
    }

    [Fact]
    public async Task Whoever_is_on_call_and_goes_leaves_their_incidents_to_the_next()
    {
        await using var afternoon = await Rotation();
        await Declare(afternoon, Critical);
        afternoon.Workspace.People.Change("ana", ana => ana.Deleted = true);
        await afternoon.Settle();
        await afternoon.Pass(TimeSpan.FromSeconds(31));
        var call = afternoon.Finn.Sees("INC-1 Orders are late is Critical, and yours now: you are on call.", Channel);
        Assert.Equal(["finn"], call.Notified);
    }

    [Fact]
    public async Task A_group_whose_people_Slack_does_not_tell_is_called_once_it_does()
    {
        await using var afternoon = await Rotation(new(2026, 3, 3, 22, 0, 0, TimeSpan.Zero), "on-call-engineers");
        afternoon.Workspace.Faults.On("usergroups.users.list").ServerError(times: 8);
        await Declare(afternoon, Critical);
        for (var look = 0; look < 20 && afternoon.Gwen.Look("please look", Channel) is null; look++)
        {
            await Task.Delay(1000, TestContext.Current.CancellationToken);
            await afternoon.Settle();
        }

        Assert.Contains("finn", afternoon.Gwen.Sees("please look", Channel).Notified);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_group_with_nobody_in_it_or_disabled_leaves_the_button_that_calls_the_lead(bool isDisabled)
    {
        await using var afternoon = await Rotation(new(2026, 3, 3, 22, 0, 0, TimeSpan.Zero), "on-call-engineers");
        await afternoon.Ivy.SetsGroup("on-call-engineers", isDisabled ? ["gwen"] : []);
        if (isDisabled)
        {
            var groups = afternoon.Workspace.Groups;
            afternoon.Workspace.Do(() =>
                groups.Change(groups["on-call-engineers"], afternoon.Ivy.Person, group => group.Disabled = 1));
        }

        await Declare(afternoon, Critical);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        var card = Assert.Single(afternoon.Gwen.Messages(Channel), m => m.IsPinned);
        Assert.True(card.Text.Contains("Nobody is at work now. chloe is called", StringComparison.Ordinal), card.Text);
        await card.Click("Call ana now");
        Assert.Equal(["ana"], afternoon.Ana.Sees("@ana", Channel).Notified);
        afternoon.Gwen.Sees("Waits for ana, called today at 2:01 PM by gwen", Channel);
    }

    [Fact]
    public async Task Whoever_was_handed_an_incident_by_day_is_not_called_at_night_for_what_can_wait()
    {
        await using var afternoon = await Rotation();
        await Declare(afternoon, "Minor: can wait for working hours", lead: "chloe");
        await afternoon.Chloe.Sees("raised by", Channel).Click("I'm on it");
        await afternoon.Until(new(2026, 3, 4, 3, 0, 0, TimeSpan.Zero));
        var before = afternoon.Workspace.Notifications.Count;
        await afternoon.Gwen.Slash("/incident status 1");
        await afternoon.Gwen.Modal.Choose("Severity", "Major: wants somebody today").Submit();
        Assert.Equal(before, afternoon.Workspace.Notifications.Count);
    }

    [Fact]
    public async Task A_long_name_in_any_alphabet_can_be_changed()
    {
        await using var afternoon = await Rotation();
        await afternoon.Alert(new { title = new string('ж', 490), status = "firing" });
        await afternoon.Ana.Slash("/incident update 1");
        Assert.Equal("Update INC-1", afternoon.Ana.Modal.Title);
    }

    [Fact]
    public async Task After_a_restart_each_rung_has_its_time_to_answer()
    {
        await using var afternoon = await Rotation();
        await Declare(afternoon, Critical);
        await afternoon.Stop();
        afternoon.Clock.Advance(TimeSpan.FromMinutes(40));
        await afternoon.Start();
        Assert.Equal(["ana"], afternoon.Ana.Sees("has waited 40 min for you").Notified);
        Assert.Null(afternoon.Finn.Look("has not answered"));
        await afternoon.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(["finn"], afternoon.Finn.Sees("ana has not answered", Channel).Notified);
        Assert.Null(afternoon.Ivy.Look("Nobody has answered"));
    }
}
