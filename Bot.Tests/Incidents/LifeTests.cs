using Bot.Sandbox;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Incidents;

/// <summary>
/// What happens around an incident after it was opened: forms side by side, channels put away, presses that come late.
/// </summary>
public sealed class LifeTests
{
    const string Channel = "#inc-1-orders-are-late";

    static async Task<Afternoon> Declared()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Finn.Slash("/incident Orders are late");
        await afternoon.Finn.Modal.Submit();
        await afternoon.Finn.Modal.Close();
        return afternoon;
    }

    static SeenMessage Card(Afternoon afternoon, string channel = Channel) =>
        Assert.Single(afternoon.Finn.Messages(channel), m => m.IsPinned);

    [Fact]
    public async Task An_old_form_writes_what_its_person_changed_and_reopens_nothing()
    {
        await using var afternoon = await Declared();
        await afternoon.Ben.Slash("/incident status 1");
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ben.Modal.Choose("Who is affected", "Customers").Submit();
        Assert.Contains(
            "ana resolved this today at 5:00 AM. Press Save again to change it all the same.", afternoon.Ben.Modal.Text,
            StringComparison.Ordinal);
        await afternoon.Ben.Modal.Submit();
        Assert.Null(afternoon.Ben.ModalOrNone);
        Assert.Contains("Resolved by ana", Card(afternoon).Text, StringComparison.Ordinal);
        Assert.Contains("customers affected", Card(afternoon).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_takes_status_and_severity_along_and_says_all_in_one_message()
    {
        await using var afternoon = await Declared();
        await afternoon.Ana.Sees("Waits for", Channel).Click("Update");
        await afternoon.Ana.Modal.Fill("What is new", "Found it").Choose("Status", "Fixing")
            .Choose("Severity", "Major: wants somebody today").Submit();
        var update = afternoon.Finn.Sees("Update from ana", Channel);
        Assert.Contains("Minor → Major, Investigating → Fixing", update.Text, StringComparison.Ordinal);
        Assert.Equal("INC-1, ana: Found it", update.Notification);
        Assert.DoesNotContain(
            afternoon.Finn.Messages(Channel), m => m.Text.StartsWith(":large_orange_circle: ana:", StringComparison.Ordinal));
        Assert.Contains("Fixing", Card(afternoon).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_buttons_of_a_card_keep_their_places_whoever_is_on_it()
    {
        await using var afternoon = await Declared();
        Assert.Equal(["I'm on it", "Update", "Resolve"], Card(afternoon).Buttons);
        await afternoon.Ana.Sees("Waits for", Channel).Click("I'm on it");
        Assert.Equal(["Take over", "Update", "Resolve"], Card(afternoon).Buttons);
    }

    [Fact]
    public async Task A_press_of_the_lead_in_the_channel_is_a_sign_of_life()
    {
        await using var afternoon = await Declared();
        await afternoon.Finn.Sees("Waits for", Channel).Click("Update");
        await afternoon.Finn.Modal.Close();
        Assert.Contains("Waits for ana", Card(afternoon).Text, StringComparison.Ordinal);
        await afternoon.Ana.Sees("Waits for", Channel).Click("Update");
        await afternoon.Ana.Modal.Close();
        Assert.Contains("Lead: ana", Card(afternoon).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_resolve_side_by_side_are_one_resolution_and_the_second_is_told()
    {
        await using var afternoon = await Declared();
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ben.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Fill("What fixed it", "A retry").Submit();
        await afternoon.Ben.Modal.Fill("What fixed it", "Nothing").Submit();
        Assert.Equal(
            "ana resolved it a moment ago (“A retry”). Nothing is left to do.", afternoon.Ben.Modal.Errors["What fixed it"]);
        Assert.Contains("What fixed it: A retry", Card(afternoon).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_press_on_an_old_card_says_that_it_is_over()
    {
        await using var afternoon = await Declared();
        var late = afternoon.Ben.Sees("Waits for", Channel).Aim("I'm on it");
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Submit();
        await late();
        Assert.True(afternoon.Ben.Sees("INC-1 is resolved. Reopen it to work on it.").IsEphemeral);
        Assert.Contains("Resolved by ana", Card(afternoon).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incident_can_be_renamed_and_its_channel_hears_so()
    {
        await using var afternoon = await Declared();
        await afternoon.Ana.Slash("/incident rename Orders of Tuesday are late", Channel);
        await afternoon.Ana.Modal.Submit();
        Assert.Contains("INC-1 Orders of Tuesday are late", Card(afternoon).Text, StringComparison.Ordinal);
        afternoon.Finn.Sees("ana: now named “Orders of Tuesday are late”", Channel);
        Assert.Equal(
            "INC-1 · Orders of Tuesday are late", afternoon.Workspace.Conversations["inc-1-orders-are-late"].Topic.Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failure_that_comes_back_gets_its_archived_channel_back_or_a_new_one(bool botsMayUnarchive)
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Alert(new { title = "dbt failed", status = "firing" });
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Tick("Yes, the alert is wrong or comes late").Submit();
        await afternoon.Ana.Archives("#inc-1-dbt-failed");
        afternoon.Workspace.Policies.BotsUnarchive = botsMayUnarchive;
        await afternoon.Pass(TimeSpan.FromMinutes(10));
        await afternoon.Alert(new { title = "dbt failed", status = "firing" });
        var where = botsMayUnarchive ? "#inc-1-dbt-failed" : "#inc-1-dbt-failed-2";
        Assert.Equal(["ana"], afternoon.Ana.Sees("dbt failed is back", where).Notified);
        Assert.Contains("Triage", Card(afternoon, where).Text, StringComparison.Ordinal);
        Assert.Contains(where, afternoon.Finn.Sees("waits for ana", "#data-incidents").Text, StringComparison.Ordinal);
        Assert.Empty(
            afternoon.Get<Database>().Read(db => db.Query<string>("select subject from wakes where parked is not null")));
    }

    [Fact]
    public async Task A_channel_that_Slack_cannot_give_back_just_now_is_not_given_up()
    {
        await using var afternoon = await Declared();
        afternoon.Workspace.Faults.On("conversations.unarchive").Refuse("internal_error", times: 5);
        await afternoon.Ana.Archives(Channel);
        await afternoon.Ana.Slash("/incident update 1");
        await afternoon.Ana.Modal.Fill("What is new", "Half of it is loaded").Submit();
        afternoon.Finn.Sees("Half of it is loaded", Channel);
        Assert.Single(afternoon.Workspace.Conversations.All, c => c.Name.StartsWith("inc-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bot_that_was_put_out_of_an_incidents_channel_comes_back_and_posts()
    {
        await using var afternoon = await Declared();
        afternoon.Workspace.Conversations["inc-1-orders-are-late"].Members.Remove(afternoon.App.BotUser.Id);
        await afternoon.Ana.Slash("/incident update 1");
        await afternoon.Ana.Modal.Fill("What is new", "Half of it is loaded").Submit();
        afternoon.Finn.Sees("Half of it is loaded", Channel);
    }

    [Fact]
    public async Task A_stranger_of_another_workspace_cannot_lead()
    {
        await using var afternoon = await Declared();
        await afternoon.Ana.Slash("/incident status 1");
        await afternoon.Ana.Modal.ChoosePeople("Lead", "sam").Submit();
        Assert.Contains("cannot lead", afternoon.Ana.Modal.Errors["Lead"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waited_overnight_keeps_when_it_happened()
    {
        await using var afternoon = await Afternoon.Begin(
            new(2026, 3, 3, 19, 1, 0, TimeSpan.Zero), settings: new() { ["Incidents:StormLimit"] = "0" });
        await afternoon.Rotation("ana", "ben");
        await afternoon.Alert(new { title = "dbt failed", status = "firing" });
        await afternoon.Pass(TimeSpan.FromHours(2));
        await afternoon.Alert(new { title = "dbt failed", status = "firing" });
        await afternoon.Until(new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero));
        var card = Card(afternoon, "#inc-1-dbt-failed").Text;
        Assert.Contains("Triage · Minor, open since yesterday at 7:01 PM", card, StringComparison.Ordinal);
        Assert.Contains("2 times since 7:01 PM · last yesterday at 9:01 PM", card, StringComparison.Ordinal);
    }
}
