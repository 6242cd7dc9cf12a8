using static Bot.Tests.Home.SeenBriefs;
using static Bot.Tests.Incidents.TwoTeams;

namespace Bot.Tests.Incidents;

/// <summary>Each incident belongs to a rotation, and all that asks who is on call for it asks that one.</summary>
public sealed class TwoTeamsTests
{
    const string Late = "#inc-1-orders-are-late", Wrong = "#inc-2-a-chart-is-wrong";

    [Fact]
    public async Task The_form_offers_ones_own_team_and_another_has_another_lead_and_other_people_called()
    {
        await using var afternoon = await TwoTeams.Begin();
        await afternoon.Emi.Slash("/incident Orders are late");
        var form = afternoon.Emi.Modal;
        Assert.Equal(("Data responder", "@ana"), (form.Value("Team"), form.Value("Lead")));
        Assert.Equal(["Analytics", "Data responder"], form.Options("Team"));
        await form.Fill("What is known", "Since nine").Choose("Team", "Analytics");
        Assert.Equal(("Analytics", "@dev", "Since nine"), (form.Value("Team"), form.Value("Lead"), form.Value("What is known")));
        Assert.Contains("dev is called now.", form.Text, StringComparison.Ordinal);
        await form.Choose("Team", "Data responder");
        Assert.Equal("@ana", form.Value("Lead"));
        await form.ChoosePeople("Lead", "chloe").Choose("Team", "Analytics");
        Assert.Equal("@chloe", form.Value("Lead"));
        await form.Close();
        await afternoon.Finn.Slash("/incident Orders are late");
        Assert.Equal("Analytics", afternoon.Finn.Modal.Value("Team"));
    }

    [Fact]
    public async Task By_day_the_ladder_of_each_is_climbed_by_its_own_people()
    {
        await using var afternoon = await TwoTeams.Begin();
        await afternoon.Emi.DeclaresFor("Orders are late", Critical);
        await afternoon.Emi.DeclaresFor("A chart is wrong", Critical, "Analytics");
        foreach (var minutes in (int[])[5, 10, 15, 1]) await afternoon.Pass(TimeSpan.FromMinutes(minutes));
        // Ana is its only owner, so that an admin is asked in the owners' place.
        Assert.Equal(["ana", "ana", "chloe", "ivy"], afternoon.Called(1));
        Assert.Equal(["dev", "dev", "finn", "chloe"], afternoon.Called(2));
        Assert.Contains("Critical · Analytics", afternoon.Card(Wrong).Text, StringComparison.Ordinal);
        await afternoon.Gwen.Slash("/incident list");
        var list = afternoon.Gwen.Sees("Open: 2").Text;
        Assert.Contains("waits for ana · Data responder", list, StringComparison.Ordinal);
        Assert.Contains("waits for dev · Analytics", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_night_each_calls_its_own_group()
    {
        await using var afternoon = await TwoTeams.Begin();
        // 17:30 in Kolkata, while London is at work.
        await afternoon.Until(At("2026-03-03T12:00Z"));
        await afternoon.Emi.Slash("/incident A chart is wrong");
        await afternoon.Emi.Modal.Choose("Severity", Critical).Choose("Team", "Analytics");
        Assert.Contains("@night-watch is called now, dev hears of it", afternoon.Emi.Modal.Text, StringComparison.Ordinal);
        await afternoon.Emi.Modal.Submit();
        await afternoon.Emi.Modal.Close();
        Assert.Equal(["ben"], afternoon.Called(1));
        await afternoon.Until(At("2026-03-03T18:00Z"));
        await afternoon.Emi.DeclaresFor("Orders are late", Critical, "Data responder");
        Assert.Equal(["finn", "gwen"], afternoon.Called(2).Order());
        await afternoon.Ben.Takes("#inc-1-a-chart-is-wrong");
        Assert.Contains("Lead: ben", afternoon.Card("#inc-1-a-chart-is-wrong").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stand_in_is_the_next_of_the_same_team()
    {
        await using var afternoon = await TwoTeams.Begin("emi", "finn");
        await afternoon.Gwen.DeclaresFor("Orders are late", Major, "Analytics");
        Assert.Equal(["finn"], afternoon.Called(1));
    }

    [Fact]
    public async Task An_alert_goes_to_the_rotation_that_was_made_first()
    {
        await using var afternoon = await TwoTeams.Begin();
        await afternoon.Alert(Job("dbt_build"));
        var card = afternoon.Card("#inc-1-dbt-build-failed");
        Assert.Contains("· Data responder\nWaits for ana", card.Text, StringComparison.Ordinal);
        await afternoon.Alert(Job("dbt_build", "resolved"));
        await afternoon.Emi.Moves(1, "Analytics");
        await afternoon.Emi.Slash("/incident resolve 1");
        await afternoon.Emi.Modal.Submit();
        await afternoon.Alert(Job("dbt_build"));
        // It comes back to the team that it was moved to.
        Assert.Contains("· Analytics\nWaits for dev", afternoon.Card("#inc-1-dbt-build-failed").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hand_off_and_brief_are_of_the_incidents_of_each_team()
    {
        await using var afternoon = await TwoTeams.Begin();
        await afternoon.Emi.DeclaresFor("Orders are late", Minor);
        await afternoon.Emi.DeclaresFor("A chart is wrong", Minor, "Analytics");
        await afternoon.Until(At("2026-03-09T04:00Z"));
        Assert.Contains("Waits for finn", afternoon.Card(Wrong).Text, StringComparison.Ordinal);
        Assert.Contains("Waits for ana", afternoon.Card(Late).Text, StringComparison.Ordinal);
        await afternoon.Until(At("2026-03-09T09:00Z"));
        Assert.Contains("Waits for chloe", afternoon.Card(Late).Text, StringComparison.Ordinal);
        var (chloe, finn) = (afternoon.Chloe.Brief(), afternoon.Finn.Brief());
        chloe.Says("You are on call as Data responder");
        chloe.Says("1 open: 1 waits for somebody.");
        chloe.SaysNot("inc-2");
        finn.Says("You are on call as Analytics");
        finn.Says("1 open: 1 waits for somebody.");
        finn.SaysNot("inc-1");
        await chloe.Click("Take what waits");
        chloe.Says("You took 1.");
        Assert.Contains("Lead: chloe", afternoon.Card(Late).Text, StringComparison.Ordinal);
        Assert.Contains("Waits for finn", afternoon.Card(Wrong).Text, StringComparison.Ordinal);
        await finn.Click("Take what waits");
        Assert.Contains("Lead: finn", afternoon.Card(Wrong).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_became_urgent_at_night_is_in_the_brief_of_its_own_team()
    {
        await using var afternoon = await TwoTeams.Begin();
        await afternoon.Until(At("2026-03-03T20:00Z"));
        await afternoon.Emi.DeclaresFor("A chart is wrong", Critical, "Analytics");
        await afternoon.Until(At("2026-03-04T09:01Z"));
        afternoon.Finn.Brief().Says("Urgent out of hours:");
        Assert.Empty(afternoon.Ana.Briefs());
        Assert.Empty(afternoon.Chloe.Briefs());
    }

    [Fact]
    public async Task An_incident_at_night_counts_for_whoever_was_on_call_in_its_team()
    {
        await using var afternoon = await TwoTeams.Begin();
        await afternoon.Until(At("2026-03-03T20:00Z"));
        await afternoon.Emi.DeclaresFor("A chart is wrong", Critical, "Analytics");
        await afternoon.Until(At("2026-03-10T10:00Z"));
        Assert.Equal("0", await Disturbed(afternoon, "Data responder", "ana"));
        Assert.Equal("1", await Disturbed(afternoon, "Analytics", "dev"));
    }

    static async Task<string> Disturbed(Afternoon afternoon, string rotation, string person)
    {
        await afternoon.Ivy.Slash($"/cover fairness {rotation}");
        var lines = afternoon.Ivy.Sees("so far").Text.Split("so far")[1].Split('\n');
        var rows = lines.Select(l => l.Trim('`').Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(r => r.Length == 7);
        return rows.First(r => r[0] == person)[^1];
    }

    [Fact]
    public async Task Whoever_writes_to_the_bot_reads_who_is_on_call_in_their_own_team()
    {
        await using var afternoon = await TwoTeams.Begin();
        await afternoon.Finn.Says($"@{afternoon.App.BotUser.Handle}", "who is it?");
        afternoon.Finn.Sees("@dev is on call as Analytics until");
    }

    [Fact]
    public async Task A_team_that_is_deleted_leaves_what_is_open_to_the_first_and_nobody_is_lost()
    {
        await using var afternoon = await TwoTeams.Begin();
        await afternoon.Emi.DeclaresFor("A chart is wrong", Critical, "Analytics");
        await afternoon.Emi.DeclaresFor("Orders are late", Critical, "Analytics");
        await afternoon.Finn.Takes("#inc-2-orders-are-late");
        await afternoon.Dev.Slash("/cover rota");
        await afternoon.Dev.Modal.Press("Delete");
        await afternoon.Dev.Modal.CloseAll();
        await afternoon.Pass(TimeSpan.FromSeconds(1));
        var card = afternoon.Card("#inc-1-a-chart-is-wrong").Text;
        Assert.Contains("Waits for ana, called", card, StringComparison.Ordinal);
        Assert.DoesNotContain("Analytics", card, StringComparison.Ordinal);
        Assert.Equal(["dev", "ana"], afternoon.Called(1));
        Assert.Contains("Lead: finn", afternoon.Card("#inc-2-orders-are-late").Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await afternoon.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(["dev", "ana", "ana", "chloe"], afternoon.Called(1));
        await afternoon.Emi.Slash("/incident status 1");
        Assert.DoesNotContain("Team", afternoon.Emi.Modal.Fields);
        await afternoon.Emi.Modal.Choose("Severity", Major).Submit();
        Assert.Null(afternoon.Emi.ModalOrNone);
        var line = afternoon.Gwen.Sees("Critical → Major", "#inc-1-a-chart-is-wrong");
        Assert.DoesNotContain("team", line.Text, StringComparison.Ordinal);
    }

    /// <summary>
    /// Where there is one team nobody names it; from the second on everybody does, also on what was open before.
    /// </summary>
    [Fact]
    public async Task Cards_of_what_is_open_name_their_team_as_soon_as_there_are_two_and_as_it_is_called_by_now()
    {
        await using var afternoon = await Afternoon.Begin();
        await Make(afternoon, afternoon.Ana, "Data responder", ["ana", "chloe"]);
        await afternoon.Emi.DeclaresFor("Orders are late", Minor);
        string Card() => afternoon.Card(Late).Text;
        Assert.DoesNotContain("Data responder", Card(), StringComparison.Ordinal);
        await Make(afternoon, afternoon.Dev, "Analytics", ["dev", "finn"]);
        await afternoon.Pass(TimeSpan.FromSeconds(1));
        Assert.Contains("Minor · Data responder", Card(), StringComparison.Ordinal);
        Assert.Contains("· Data responder", afternoon.Gwen.Sees("INC-1", "#data-incidents").Text, StringComparison.Ordinal);

        await afternoon.Ana.Slash("/cover rota");
        await afternoon.Ana.Modal.Press("Settings");
        await afternoon.Ana.Modal.Fill("Name", "Data on call").Submit();
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Pass(TimeSpan.FromSeconds(1));
        Assert.Contains("Minor · Data on call", Card(), StringComparison.Ordinal);

        await afternoon.Dev.Slash("/cover rota");
        await afternoon.Dev.Modal.Press("Delete");
        await afternoon.Dev.Modal.CloseAll();
        await afternoon.Pass(TimeSpan.FromSeconds(1));
        Assert.DoesNotContain("Data on call", Card(), StringComparison.Ordinal);
    }
}
