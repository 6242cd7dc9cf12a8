using Bot.Sandbox;

namespace Bot.Tests.Home;

/// <summary>It is a Tuesday, 10:00 in London; Ana is on call until Monday 09:00.</summary>
public sealed class HomeTests
{
    [Fact]
    public async Task Home_says_who_is_on_call_what_is_mine_and_that_nothing_waits()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "finn", "chloe");
        var home = await Open(afternoon, afternoon.Ana);
        Sees(home, "Data responder: you are on call until Mar 9");
        Sees(home, ":telephone_receiver: now – Mon 9 Mar");
        Sees(home, "Nothing waits for you.");
        Sees(home, "Nothing is open");
        Assert.Equal(["Declare an incident", "Ask for cover", "Take hours"], home.Buttons);
        Assert.DoesNotContain("Set-up", home.Text, StringComparison.Ordinal);
        var next = await Open(afternoon, afternoon.Finn);
        Sees(next, "Mon 9 – Mon 16 Mar\nMon 30 Mar – Mon 6 Apr\nMon 20 – Mon 27 Apr");
    }

    [Fact]
    public async Task An_opened_home_follows_what_happens_and_others_are_left_alone()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        var (ana, ben) = (await Open(afternoon, afternoon.Ana), await Open(afternoon, afternoon.Ben));
        await ana.Press("Ask for cover");
        await afternoon.Ana.Modal.Choose("Hours", "Today").Submit();
        Sees(ben, "@ana needs cover, today 5:00 AM – 7:00 PM.");
        Assert.Contains("I take it", ben.Buttons);
        await ben.Press("I take it");
        Sees(ben, "you are on call until");
        Sees(ben, "covering for @ana");
        Sees(ben, "Nothing waits for you.");
        Sees(ana, "@ben covers you · today at 10:00 AM – the end of today");
        Assert.Null(afternoon.Workspace.Views.Home(afternoon.App, afternoon.Chloe.Person));

        var published = Published(afternoon);
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await afternoon.Dev.Slash("/cover who");
        Assert.Equal(published, Published(afternoon));
        await afternoon.Until(At("2026-03-04T00:00Z"));
        Sees(ana, "you are on call until");
        Assert.DoesNotContain("covers you", ana.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_presses_second_on_their_home_is_told_who_was_first()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Ana.Slash("/cover");
        await afternoon.Ana.Modal.Submit();
        var ben = await Open(afternoon, afternoon.Ben);
        var (bens, chloes) = (ben.Press("I take it"), afternoon.Chloe.Sees("asks for cover").Click("I take it"));
        await bens;
        await chloes;
        if (afternoon.Chloe.Look("ben was first") is null)
            Assert.Contains("chloe was first and has taken these hours.", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        Sees(ben, "Nothing waits for you.");
    }

    [Fact]
    public async Task An_open_incident_is_on_every_home_in_one_line_that_says_who_leads_until_it_is_resolved()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        var (ana, gwen) = (await Open(afternoon, afternoon.Ana), await Open(afternoon, afternoon.Workspace.Member("gwen")));
        Sees(gwen, "Nothing is open");
        await afternoon.Ben.Slash("/incident orders are late");
        await afternoon.Ben.Modal.Submit();
        Sees(gwen, "Open now (1)\n:large_yellow_circle: #inc-1-orders-are-late · waits for ana\n");
        Sees(ana, "#inc-1-orders-are-late\nMinor · waits for you");
        Assert.DoesNotContain("Nothing waits for you", ana.Text, StringComparison.Ordinal);
        await afternoon.Alert(new { title = "dbt_build failed", status = "firing" });
        await afternoon.Ana.Takes("#inc-2-dbt-build-failed");
        Sees(ana, "#inc-2-dbt-build-failed\nMinor · investigating, you lead\n");
        Sees(gwen, "#inc-2-dbt-build-failed · investigating, lead ana\n");
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Slash("/incident resolve 2");
        await afternoon.Ana.Modal.Tick("Yes, the alert is wrong or comes late").Submit();
        Sees(ana, "The summary of INC-2 is a draft");
        Sees(gwen, "Nothing is open");
    }

    [Fact]
    public async Task Of_many_open_incidents_the_worst_five_are_shown_and_the_rest_is_a_number()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        foreach (var (name, severity) in ((string, string?)[])
        [
            ("one", null), ("two", null), ("three", "Major: wants somebody today"), ("four", null), ("five", null),
            ("six", "Critical: wants somebody now"), ("売上", null),
        ])
            await Declare(afternoon.Ben, name, severity);
        await Declare(afternoon.Ben, "eight", null, lead: "chloe");
        var home = await Open(afternoon, afternoon.Chloe);
        var lines = home.Text.Split('\n').SkipWhile(l => l != "Also open (7)").TakeWhile(l => l != "On call now").ToList();
        Assert.Equal(
            [
                "Also open (7)",
                ":rotating_light: #inc-6-six · waits for ana", ":large_orange_circle: #inc-3-three · waits for ana",
                ":large_yellow_circle: #inc-7 売上 · waits for ana", ":large_yellow_circle: #inc-5-five · waits for ana",
                ":large_yellow_circle: #inc-4-four · waits for ana", "… 2 more: /incident list",
            ],
            lines.Where(l => l.Length > 0));
        Sees(home, "Waiting for you\n:large_yellow_circle: #inc-8-eight\nMinor · waits for you");
        var ana = await Open(afternoon, afternoon.Ana);
        Sees(ana, "Waiting for you\n:rotating_light: #inc-6-six\nCritical · waits for you");
        Sees(ana, "… 2 more incidents: /incident list");
        Sees(ana, "Also open (1)\n:large_yellow_circle: #inc-8-eight · waits for chloe\n");
    }

    [Fact]
    public async Task Home_begins_with_declaring_an_incident_and_ends_with_where_help_is()
    {
        await using var afternoon = await Afternoon.Begin();
        var home = await Open(afternoon, afternoon.Workspace.Member("gwen"));
        Assert.StartsWith("[Declare an incident]", home.Text, StringComparison.Ordinal);
        Assert.EndsWith(
            "when data breaks. /incident help · /cover help · /followup help", home.Text.TrimEnd(), StringComparison.Ordinal);
        await home.Press("Declare an incident");
        await afternoon.Workspace.Member("gwen").Modal.Fill("Name", "Sales are empty").Submit();
        Sees(home, "#inc-1-sales-are-empty\nMinor · triage, no lead");
    }

    [Fact]
    public async Task A_hand_off_by_the_clock_moves_homes_too()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "finn");
        var home = await Open(afternoon, afternoon.Finn);
        await afternoon.Until(At("2026-03-06T17:00Z"));
        Sees(home, "Out of hours now; hours open Mar 9 at 9:00 AM, with you.");
        await afternoon.Until(At("2026-03-09T09:00Z"));
        Sees(home, "Data responder: you are on call until");
        Sees(home, ":telephone_receiver: now – Mon 16 Mar");
    }

    [Fact]
    public async Task Guests_and_strangers_get_one_sentence()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        var home = await Open(afternoon, afternoon.Gus);
        Assert.Equal("Guests cannot use Data Responder. Ask a member of the data team to do it for you.", home.Text.Trim());
        var theirs = await Open(afternoon, afternoon.Workspace.Member("sam"));
        Assert.Equal(
            "People from other workspaces cannot use Data Responder. Ask a member of the data team to do it for you.",
            theirs.Text.Trim());
    }

    [Fact]
    public async Task Who_has_not_looked_for_a_month_is_shown_the_truth_when_they_do()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        var home = await Open(afternoon, afternoon.Ben);
        var shown = home.Text;
        await afternoon.Pass(TimeSpan.FromDays(31));
        var published = Published(afternoon);
        await afternoon.Pass(TimeSpan.FromDays(7));
        Assert.Equal(published, Published(afternoon));
        await Open(afternoon, afternoon.Ben);
        Assert.Equal(published + 1, Published(afternoon));
        Assert.NotEqual(shown, home.Text);
    }

    [Fact]
    public async Task Hours_are_taken_from_home()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        var home = await Open(afternoon, afternoon.Ben);
        await home.Press("Take hours");
        await afternoon.Ben.Modal.Choose("Hours", "Today").Submit();
        Sees(home, "Data responder: you are on call until");
    }

    static async Task Declare(Member who, string name, string? severity, string? lead = null)
    {
        await who.Slash($"/incident {name}");
        var form = who.Modal;
        if (severity is not null) form = form.Choose("Severity", severity);
        if (lead is not null) form = form.ChoosePeople("Lead", lead);
        await form.Submit();
    }

    static async Task<Modal> Open(Afternoon afternoon, Member who)
    {
        await who.OpensHome(afternoon.App);
        return (await who.OpensHome(afternoon.App))!;
    }

    static void Sees(Modal home, string text) =>
        Assert.Contains(text, home.Text.Replace("*", "", StringComparison.Ordinal), StringComparison.Ordinal);

    static int Published(Afternoon afternoon) => afternoon.Workspace.Log.Entries.Count(e => e.Name == "views.publish");

    static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture);
}
