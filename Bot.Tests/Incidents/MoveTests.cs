using static Bot.Tests.Home.SeenBriefs;
using static Bot.Tests.Incidents.TwoTeams;

namespace Bot.Tests.Incidents;

/// <summary>An incident is moved to another team by the form that changes it.</summary>
public sealed class MoveTests
{
    const string Channel = "#inc-1-orders-are-late";

    [Fact]
    public async Task What_nobody_has_begun_goes_to_whoever_is_on_call_there_and_all_read_of_it()
    {
        await using var afternoon = await TwoTeams.Begin();
        await afternoon.Emi.DeclaresFor("Orders are late", Major);
        await afternoon.Emi.Slash("/incident status 1");
        var form = afternoon.Emi.Modal;
        Assert.Equal(("Data responder", "@ana"), (form.Value("Team"), form.Value("Lead")));
        await form.Fill("Why", "It is a chart").Choose("Team", "Analytics");
        Assert.Equal(("@dev", "It is a chart"), (form.Value("Lead"), form.Value("Why")));
        Assert.Contains("dev is called now.", form.Text, StringComparison.Ordinal);
        await form.Choose("Team", "Data responder");
        Assert.Equal("@ana", form.Value("Lead"));
        await form.Choose("Team", "Analytics").Submit();
        Assert.Null(afternoon.Emi.ModalOrNone);
        afternoon.Gwen.Sees("emi: team Data responder → Analytics, lead @ana → dev: “It is a chart”", Channel);
        Assert.Equal(["dev"], afternoon.Dev.Sees("emi moved it to Analytics: “It is a chart”", Channel).Notified);
        Assert.Contains("· Analytics\nWaits for dev, called", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        await afternoon.Emi.Slash("/incident timeline 1");
        Assert.Contains(
            "emi: team Data responder → Analytics", afternoon.Emi.Modal.Text, StringComparison.Ordinal);
        // It goes on following: on Monday the next there has it.
        await afternoon.Until(At("2026-03-09T09:00Z"));
        Assert.Contains("Waits for finn", afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_on_it_keeps_it_and_whoever_is_on_call_there_is_invited()
    {
        await using var afternoon = await TwoTeams.Begin();
        await afternoon.Emi.DeclaresFor("Orders are late", Major);
        await afternoon.Chloe.Joins(Channel);
        await afternoon.Chloe.Takes(Channel);
        await afternoon.Emi.Moves(1, "Analytics");
        Assert.Contains("· Analytics\nLead: chloe", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        Assert.Contains(afternoon.Dev.Id, afternoon.Workspace.Conversations[Channel[1..]].Members);
        Assert.DoesNotContain("dev", afternoon.Called(1));
    }

    [Fact]
    public async Task A_lead_who_is_chosen_with_the_move_leads_it_and_does_not_follow()
    {
        await using var afternoon = await TwoTeams.Begin();
        await afternoon.Emi.DeclaresFor("Orders are late", Major);
        await afternoon.Emi.Slash("/incident status 1");
        await afternoon.Emi.Modal.Choose("Team", "Analytics").ChoosePeople("Lead", "finn").Submit();
        Assert.Contains("Waits for finn (chosen by emi)", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Contains("Waits for finn (chosen by emi)", afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_teams_night_group_does_not_know_yet_and_is_called()
    {
        await using var afternoon = await TwoTeams.Begin();
        await afternoon.Until(At("2026-03-03T18:00Z"));
        await afternoon.Emi.DeclaresFor("Orders are late", Critical, "Data responder");
        await afternoon.Emi.Slash("/incident status 1");
        await afternoon.Emi.Modal.Choose("Team", "Analytics");
        Assert.Contains("@night-watch is called now", afternoon.Emi.Modal.Text, StringComparison.Ordinal);
        await afternoon.Emi.Modal.Submit();
        Assert.Equal(["ben"], afternoon.Called(1).Skip(2));
        // Back again within the hour: who was called knows.
        await afternoon.Emi.Moves(1, "Data responder");
        Assert.Equal(["ben"], afternoon.Called(1).Skip(2));
    }

    [Fact]
    public async Task Whoever_is_second_to_move_it_reads_who_was_first()
    {
        await using var afternoon = await TwoTeams.Begin();
        await TwoTeams.Make(afternoon, afternoon.Gwen, "Platform", ["gwen"]);
        await afternoon.Emi.DeclaresFor("Orders are late", Minor, "Data responder");
        await afternoon.Ana.Slash("/incident status 1");
        await afternoon.Ana.Modal.Choose("Team", "Platform");
        await afternoon.Emi.Moves(1, "Analytics");
        await afternoon.Ana.Modal.Submit();
        var form = afternoon.Ana.Modal;
        Assert.StartsWith(":warning: emi set the team to Analytics today at", form.Text, StringComparison.Ordinal);
        Assert.Contains("Press Save again to make it Platform.", form.Text, StringComparison.Ordinal);
        Assert.Equal("Platform", form.Value("Team"));
        await form.Submit();
        Assert.Null(afternoon.Ana.ModalOrNone);
        Assert.Contains("· Platform\n", afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }
}
