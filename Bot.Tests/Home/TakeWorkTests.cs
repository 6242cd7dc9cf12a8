using Bot.Sandbox;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Home;

/// <summary>
/// It is a Tuesday, 10:00 in London; Ana is on call until Monday 09:00, then Finn, then Chloé. The open incidents go with the
/// hours.
/// </summary>
public sealed class TakeWorkTests
{
    [Fact]
    public async Task Whoever_comes_on_call_takes_what_waits_and_leaves_the_rest_with_who_was_before()
    {
        await using var afternoon = await Monday();
        var brief = afternoon.Finn.Brief();
        brief.Says("You are on call until Mon 16 Mar, after @ana.\n3 open: 2 wait for somebody, 1 in work.");
        Assert.Equal("You are on call until Mon 16 Mar, 3 open", brief.Notification);
        Assert.Equal(["I have it", "Take what waits", "Take all", "Leave with ana"], brief.Buttons);

        await brief.Click("Take what waits");
        brief.Says("You have it. You took 2.");
        Assert.Equal(["Take all", "Leave with ana"], brief.Buttons);
        Assert.Equal("ana finn finn", await Leads(afternoon));
        await brief.Click("Leave with ana");
        brief.Says("You have it. You took 2. 1 stays with ana.");
        Assert.Empty(brief.Buttons);
        await afternoon.Ana.Joins("#data-incidents");
        afternoon.Ana.Sees("@finn is on call").Says("finn has it.");

        await afternoon.Until(At("2026-03-10T09:00Z"));
        afternoon.Ana.Brief().Says("#inc-1-dbt-build-failed · ");
        afternoon.Finn.Brief().Says("You lead 2.");
    }

    [Fact]
    public async Task What_others_took_meanwhile_is_left_with_them()
    {
        await using var afternoon = await Monday();
        var press = afternoon.Finn.Brief().Aim("Take all");
        await afternoon.Alert(Job("late"));
        await JoinsAndTakes(afternoon.Chloe, "#inc-2-exports-failed");
        await press();
        afternoon.Finn.Brief().Says("You took 3.");
        Assert.Equal("finn chloe finn finn", await Leads(afternoon));
        Assert.Empty(afternoon.Finn.Brief().Buttons);
        await press();
        Assert.Equal("finn chloe finn finn", await Leads(afternoon));
    }

    [Fact]
    public async Task What_waits_again_for_whoever_was_before_is_taken_and_the_brief_lists_what_is_left()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "finn", "chloe");
        await afternoon.Ana.Modal.Close();
        foreach (var job in (string[])["dbt_build", "exports"]) await afternoon.Alert(Job(job));
        await JoinsAndTakes(afternoon.Ana, "#inc-1-dbt-build-failed");
        await JoinsAndTakes(afternoon.Ana, "#inc-2-exports-failed");
        await afternoon.Chloe.Slash("/incident status 1");
        await afternoon.Chloe.Modal.Choose("Severity", "Critical: wants somebody now").Submit();
        await afternoon.Until(At("2026-03-09T09:00Z"));
        var brief = afternoon.Finn.Brief();
        brief.Says("2 open: 1 Critical.");
        brief.Says(" · waits for ana");
        await brief.Click("Take what waits");
        Assert.Equal("ana finn", await Leads(afternoon));
        brief.Says("1 left: 1 in work.");
        brief.Says("#inc-2-exports-failed · ana has it");
        brief.SaysNot("#inc-1");
        Assert.Equal(["Take all", "Leave with ana"], brief.Buttons);
        await brief.Click("Take all");
        brief.SaysNot("left");
        brief.SaysNot("#inc-2");
        Assert.Empty(brief.Buttons);
    }

    [Fact]
    public async Task A_press_that_comes_when_nothing_is_left_says_so()
    {
        await using var afternoon = await Monday();
        var press = afternoon.Finn.Brief().Aim("Take what waits");
        await JoinsAndTakes(afternoon.Chloe, "#inc-2-exports-failed");
        await JoinsAndTakes(afternoon.Chloe, "#inc-3-snapshots-failed");
        await press();
        afternoon.Finn.Sees("Nothing is left to take: others lead what is open.");
        Assert.Equal("ana chloe chloe", await Leads(afternoon));
        Assert.Equal(["Take all", "Leave with ana"], afternoon.Finn.Brief().Buttons);
    }

    [Fact]
    public async Task Once_the_hours_are_over_the_brief_is_one_line_of_the_past_without_buttons()
    {
        await using var afternoon = await Monday();
        var old = afternoon.Finn.Brief();
        var press = old.Aim("Take all");
        await afternoon.Until(At("2026-03-15T12:00Z"));
        Assert.Contains("Take all", old.Buttons);
        await afternoon.Until(At("2026-03-16T09:00Z"));
        Assert.Equal(":telephone_receiver: Handed over Mon 16 Mar.", old.Text.TrimEnd());
        Assert.Empty(old.Buttons);
        await afternoon.Chloe.Brief().Click("Take what waits");
        Assert.Equal(":telephone_receiver: Handed over Mon 16 Mar; chloe took 2.", old.Text.TrimEnd());
        await press();
        afternoon.Finn.Sees("chloe is on call as Data responder now, so there is nothing to take over.");
        Assert.Equal("ana chloe chloe", await Leads(afternoon));
    }

    [Fact]
    public async Task A_button_of_hours_that_are_over_takes_nothing_though_its_reader_is_on_call_again()
    {
        await using var afternoon = await Monday();
        var press = afternoon.Finn.Brief().Aim("Take all");
        await afternoon.Until(At("2026-03-30T09:00Z"));
        await press();
        afternoon.Finn.Sees("Those hours are over and handed over, so there is nothing to take over.");
    }

    [Fact]
    public async Task Only_who_is_on_call_takes_it()
    {
        await using var afternoon = await Monday();
        var press = afternoon.Finn.Brief().Aim("Take all");
        await afternoon.Finn.Slash("/cover");
        await afternoon.Finn.Modal.Choose("Hours", "Today").Submit();
        await afternoon.Chloe.Sees("asks for cover").Click("I take it");
        await press();
        afternoon.Finn.Sees("chloe is on call as Data responder now, so there is nothing to take over.");
        Assert.Empty(afternoon.Finn.Brief().Buttons);
        Assert.StartsWith("ana ", await Leads(afternoon), StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        var brief = afternoon.Chloe.Brief();
        brief.Says("covering for @finn.\n3 open: 2 wait for somebody, 1 in work.");
        await brief.Click("Take what waits");
        Assert.Equal("ana chloe chloe", await Leads(afternoon));
    }

    [Fact]
    public async Task Incidents_from_before_there_was_a_rotation_are_in_the_responders_next_brief()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert(Job("dbt_build"));
        await afternoon.Alert(Job("exports"));
        await afternoon.Rotation("ana", "finn");
        await afternoon.Until(At("2026-03-04T09:00Z"));
        // Both call her at that minute, so that no brief says it once more.
        afternoon.Ana.Sees("INC-1 dbt_build failed is Minor, and yours now: you are on call.");
        afternoon.Ana.Sees("INC-2 exports failed is Minor, and yours now: you are on call.");
        await afternoon.Until(At("2026-03-09T09:00Z"));
        afternoon.Finn.Brief().Says("2 open: 2 wait for somebody");
        await afternoon.Finn.Brief().Click("Take what waits");
        Assert.Equal("finn finn", await Leads(afternoon));
    }

    /// <summary>Finn's first morning: Ana works on INC-1, nobody has touched INC-2 and INC-3.</summary>
    static async Task<Afternoon> Monday()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "finn", "chloe");
        await afternoon.Ana.Modal.Close();
        foreach (var job in (string[])["dbt_build", "exports", "snapshots"]) await afternoon.Alert(Job(job));
        await JoinsAndTakes(afternoon.Ana, "#inc-1-dbt-build-failed");
        await afternoon.Until(At("2026-03-09T09:00Z"));
        return afternoon;
    }

    static async Task JoinsAndTakes(Member who, string channel)
    {
        await who.Joins(channel);
        await who.Takes(channel);
    }

    /// <summary>Who leads INC-1, INC-2 and so on, as Gwen reads on her Home.</summary>
    static async Task<string> Leads(Afternoon afternoon)
    {
        var gwen = afternoon.Workspace.Member("gwen");
        await gwen.OpensHome(afternoon.App);
        var home = (await gwen.OpensHome(afternoon.App))!.Text.Replace(" leads", "", StringComparison.Ordinal);
        // "… · fixing, ana", "… · waits for ana".
        var lines = home.Split('\n').Where(l => l.Contains("#inc-", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return string.Join(' ', lines.Select(l => l.Split(' ')[^1]));
    }
}
