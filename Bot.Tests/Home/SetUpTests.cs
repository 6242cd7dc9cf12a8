using Bot.Sandbox;
using Dapper;

namespace Bot.Tests.Home;

public sealed class SetUpTests
{
    [Fact]
    public async Task An_admin_is_led_through_what_is_left_until_nothing_is()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ivy.OpensHome(afternoon.App);
        var home = (await afternoon.Ivy.OpensHome(afternoon.App))!;
        Sees(home, "Set-up");
        Sees(home, "Nobody is on call yet. Choose who takes turns");
        Sees(home, "Nobody but the bot is in #data-incidents, where incidents and hand-offs are said.");
        Sees(home, "No alert has come in yet.");
        Sees(home, "Slack has granted what the bot needs.");

        await home.Press("Make a rotation");
        await afternoon.Ivy.Modal.ChoosePeople("Members", "ana", "ben").Submit();
        if (home.Buttons.Contains("Invite the rotation")) await home.Press("Invite the rotation");
        Sees(home, "#data-incidents hears of every incident.");
        Sees(home, "People take turns in Data responder.");
        Sees(home, "@data-responder follows whoever is on call.");

        await home.Press("Send the first");
        Assert.Contains("/v2/alert_events/http/circleci", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Afternoon.IntakeToken, afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
        Sees(afternoon.Ivy.Modal, "In hours this opens an incident. Out of hours it waits in the announcement channel");
        Sees(afternoon.Ivy.Modal, "reports every job's end: failed, or fine again.");
        await afternoon.Alert("""{"title": "A first alert", "status": "firing", "deduplication_key": "first"}""");
        Assert.DoesNotContain("Set-up", home.Text, StringComparison.Ordinal);
        await afternoon.Ivy.Slash("/incident setup");
        Assert.Equal(["Choose a channel"], afternoon.Ivy.Sees("The set-up is finished.").Buttons);
    }

    [Fact]
    public async Task The_first_alert_leaves_Home_also_where_its_change_was_made_anew()
    {
        await using var afternoon = await Afternoon.Begin(isShared: true);
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ivy.OpensHome(afternoon.App);
        var home = (await afternoon.Ivy.OpensHome(afternoon.App))!;
        Sees(home, "No alert has come in yet.");
        await using (var db = afternoon.Store.Open()) db.Execute("select nextval(pg_get_serial_sequence('alerts', 'id'))");
        // It opens nothing that Home shows.
        await afternoon.Alert("""{"title": "Orders", "status": "firing", "metadata": {"branch": "feature/x"}}""");
        Assert.DoesNotContain("No alert has come in yet.", home.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_Slack_refuses_says_what_an_admin_does_and_is_tried_again()
    {
        await using var afternoon = await Afternoon.Begin(before: w => w.Policies.Groups = GroupPolicy.AdminsOnly);
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ivy.Slash("/incident setup");
        var list = afternoon.Ivy.Sees("Set-up:");
        Assert.Contains("an admin can let everyone do it", list.Text, StringComparison.Ordinal);
        afternoon.Workspace.Policies.Groups = GroupPolicy.Everyone;
        await list.Click("Try again");
        Assert.Equal([afternoon.Ana.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        await afternoon.Ivy.Slash("/incident setup");
        afternoon.Ivy.Sees("@data-responder follows whoever is on call.");
    }

    [Fact]
    public async Task Where_nobody_but_the_bot_is_in_the_announcement_channel_the_rotation_is_invited()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        afternoon.Workspace.People.Change("ben", ben => ben.IsGuest = true);
        var channel = afternoon.Workspace.Conversations["data-incidents"];
        foreach (var member in (Member[])[afternoon.Ana, afternoon.Ben])
            if (channel.Has(member.Id)) await member.Leaves("#data-incidents");
        await afternoon.Ivy.Slash("/incident setup");
        var list = afternoon.Ivy.Sees("Nobody but the bot is in #data-incidents");
        var before = Invited(afternoon);
        await list.Click("Invite the rotation");
        afternoon.Ivy.Sees("Those who take turns are invited to #data-incidents.");
        Assert.True(channel.Has(afternoon.Ana.Id));
        Assert.False(channel.Has(afternoon.Ben.Id));
        Assert.Equal(before + 1, Invited(afternoon));
        await afternoon.Ivy.Slash("/incident setup");
        afternoon.Ivy.Sees("#data-incidents hears of every incident.");
    }

    [Fact]
    public async Task Whoever_joins_the_announcement_channel_ends_that_step()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ivy.OpensHome(afternoon.App);
        var home = (await afternoon.Ivy.OpensHome(afternoon.App))!;
        Sees(home, "Nobody but the bot is in #data-incidents");
        await afternoon.Ivy.Joins("#random");
        Sees(home, "Nobody but the bot is in #data-incidents");
        await afternoon.Dev.Joins("#data-incidents");
        Sees(home, "#data-incidents hears of every incident.");
    }

    static int Invited(Afternoon afternoon) => afternoon.Workspace.Log.Entries.Count(e => e.Name == "conversations.invite");

    [Fact]
    public async Task Others_are_told_whom_to_ask_and_a_longer_text_declares()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/incident setup");
        afternoon.Ana.Sees("Only admins set the bot up.");
        await afternoon.Ana.Slash("/incident setup of the warehouse fails");
        Assert.Equal("setup of the warehouse fails", afternoon.Ana.Modal.Value("Name"));
    }

    [Fact]
    public async Task The_announcement_channel_is_chosen_where_the_bot_may_not_make_one()
    {
        await using var afternoon = await Afternoon.Begin(before: w => w.Policies.EveryoneCreatesChannels = false);
        await afternoon.Ivy.Slash("/incident setup");
        var list = afternoon.Ivy.Sees("No announcement channel yet.");
        await list.Click("Choose a channel");
        await afternoon.Ivy.Modal.ChooseChannel("Announcement channel", "#data-team").Submit();
        await afternoon.Ivy.Slash("/incident setup");
        afternoon.Ivy.Sees("#data-team hears of every incident.");
    }

    static void Sees(Modal home, string text) => Assert.Contains(text, home.Text, StringComparison.Ordinal);
}
