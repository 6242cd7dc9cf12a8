using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Home;

/// <summary>A Tuesday, 10:00 in London; hours are 9 to 17. Ana is on call until Monday 09:00, then Finn, then Chloé.</summary>
public sealed class BriefTests
{
    const string Critical = "Critical: wants somebody now", Major = "Major: wants somebody today";

    [Fact]
    public async Task Who_is_on_call_next_hears_of_it_on_the_working_day_before_and_when_it_begins()
    {
        await using var afternoon = await Begin();
        await afternoon.Until(At("2026-03-06T08:59Z"));
        Assert.Empty(afternoon.Finn.Briefs());
        await afternoon.Until(At("2026-03-06T09:00Z"));
        var before = Assert.Single(afternoon.Finn.Briefs());
        before.Says("You are on call Mon 9 – Mon 16 Mar.");
        Assert.Equal(["Ask for cover"], before.Buttons);
        Assert.Equal("You are on call Mon 9 – Mon 16 Mar", before.Notification);

        await afternoon.Until(At("2026-03-09T09:00Z"));
        Assert.Empty(before.Buttons);
        var brief = afternoon.Finn.Brief();
        brief.Says("You are on call until Mon 16 Mar, after @ana.");
        Assert.Equal("You are on call until Mon 16 Mar", brief.Notification);
        Assert.Equal(2, afternoon.Finn.Briefs().Count);
        await brief.Click("I have it");
        brief.Says("You have it.");
        Assert.Empty(brief.Buttons);
        await afternoon.Ana.Joins("#data-incidents");
        afternoon.Ana.Sees("@finn is on call").Says("finn has it.");
        // On her last working day she was asked for a word.
        Assert.Single(afternoon.Ana.Briefs()).Says("@finn is next.");
    }

    [Fact]
    public async Task Ask_for_cover_on_the_day_before_opens_the_form_with_that_shift()
    {
        await using var afternoon = await Begin();
        await afternoon.Until(At("2026-03-06T09:00Z"));
        await afternoon.Finn.Brief().Click("Ask for cover");
        Assert.Contains("Mon 9 Mar 09:00 – Mon 16 Mar 09:00", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_morning_with_a_hand_off_a_request_and_incidents_is_one_message()
    {
        await using var afternoon = await Begin();
        await afternoon.Until(At("2026-03-06T15:00Z"));
        await afternoon.Chloe.Slash("/cover");
        await afternoon.Chloe.Modal.Submit();
        await afternoon.Until(At("2026-03-08T20:00Z"));
        await afternoon.Chloe.Declares("orders are late", lead: "chloe");
        await afternoon.Alert(Job("dbt_build"));
        await afternoon.Until(At("2026-03-09T09:00Z"));
        var brief = afternoon.Finn.Brief();
        brief.Says("You are on call until Mon 16 Mar, after @ana.\n2 open:");
        brief.Says("… on Home: overnight, 2 minor");
        brief.Says("@chloe needs cover, Mon 16 – Mon 23 Mar.");
        Assert.Equal("You are on call until Mon 16 Mar, 2 open. chloe needs cover", brief.Notification);
        Assert.Equal("I have it", brief.Buttons[0]);
        Assert.Equal(["I take it", "Can't"], brief.Buttons.TakeLast(2));
        await brief.Click("Can't");
        brief.Says("You said that you can't.");
    }

    [Fact]
    public async Task What_came_overnight_and_what_became_of_it_is_a_line_and_incidents_are_shown_as_they_stand()
    {
        await using var afternoon = await Begin();
        await afternoon.Until(At("2026-03-03T22:00Z"));
        await afternoon.Alert(Job("dbt_build"));
        await afternoon.Alert(Job("exports"));
        await afternoon.Alert(Job("exports", "resolved"));
        await afternoon.Until(At("2026-03-04T09:00Z"));
        var brief = afternoon.Ana.Brief();
        brief.SaysNot("You lead");
        brief.Says("#inc-1-dbt-build-failed · waits for you");
        brief.Says("Overnight: INC-1; 1 recovered.");
        Assert.Equal("You lead 1 incident. Overnight: INC-1; 1 recovered", brief.Notification);
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Tick("Yes, the alert is wrong or comes late").Submit();
        brief.Says("#inc-1-dbt-build-failed · resolved");
    }

    [Fact]
    public async Task A_shift_that_begins_at_night_is_told_when_hours_open()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        await afternoon.Ana.Modal.ChoosePeople("Members", "ana", "finn").Choose("Hand-off", "Other (a cron expression)")
            .Fill("Cron expression", "0 0 * * 1").Submit();
        await afternoon.Until(At("2026-03-06T09:00Z"));
        await afternoon.Until(At("2026-03-09T00:00Z"));
        Assert.Single(afternoon.Finn.Briefs());
        await afternoon.Until(At("2026-03-09T08:59Z"));
        Assert.Single(afternoon.Finn.Briefs());
        await afternoon.Until(At("2026-03-09T09:00Z"));
        Assert.Equal(["I have it"], afternoon.Finn.Brief().Buttons);
        Assert.Equal(2, afternoon.Finn.Briefs().Count);
    }

    [Fact]
    public async Task A_cover_that_begins_as_it_is_taken_is_said_once()
    {
        await using var afternoon = await Begin();
        await Cover(afternoon);
        Assert.Empty(afternoon.Finn.Briefs());
        afternoon.Finn.Sees("You cover @ana as Data responder, today at 10:00 AM – the end of today.");
        afternoon.Ana.Sees("finn has it.", "#data-incidents");
    }

    [Fact]
    public async Task A_cover_that_begins_is_a_hand_off_of_what_is_open_and_once_cancelled_says_until_when_it_was()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Declares("stock is wrong", lead: "ana");
        await Cover(afternoon);
        var brief = Assert.Single(afternoon.Finn.Briefs());
        brief.Says("You are on call until the end of today, covering for @ana.");
        await brief.Click("I have it");
        brief.Says("You have it.");
        await afternoon.Pass(TimeSpan.FromHours(1));
        await afternoon.Ana.Slash("/cover mine");
        await afternoon.Ana.Sees("covers you").Click("Cancel cover");
        brief.Says("You were on call as Data responder until today at 11:01 AM. @ana cancelled the cover.");
        brief.SaysNot("You have it.");
        Assert.Empty(brief.Buttons);
        await afternoon.Pass(TimeSpan.FromHours(1));
        Assert.Empty(afternoon.Ana.Briefs());
        Assert.Single(afternoon.Finn.Briefs());
    }

    static async Task Cover(Afternoon afternoon)
    {
        await afternoon.Ana.Slash("/cover");
        await afternoon.Ana.Modal.Choose("Hours", "Today").Submit();
        await afternoon.Finn.Sees("asks for cover").Click("I take it");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_cover_that_begins_after_the_mornings_brief_is_shown_in_it_and_sends_no_second()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Declares("stock is wrong", lead: "finn");
        await afternoon.Until(At("2026-03-04T09:00Z"));
        var brief = Assert.Single(afternoon.Finn.Briefs());
        Assert.Equal("You lead 1 incident", brief.Notification);
        await afternoon.Ana.Slash("/cover");
        await afternoon.Ana.Modal.Choose("Hours", "Today").Submit();
        await afternoon.Finn.Sees("asks for cover").Click("I take it");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Single(afternoon.Finn.Briefs());
        brief.Says("You are on call until the end of today, covering for @ana.\n1 open: ");
        brief.SaysNot("You lead");
        Assert.Equal("I have it", brief.Buttons[0]);
    }

    [Fact]
    public async Task Who_asked_for_cover_this_morning_is_left_in_peace()
    {
        await using var afternoon = await Begin();
        await afternoon.Until(At("2026-03-09T08:40Z"));
        await afternoon.Finn.Slash("/cover");
        await afternoon.Finn.Modal.Submit();
        var before = afternoon.Finn.Briefs().Count;
        await afternoon.Until(At("2026-03-09T09:20Z"));
        Assert.Equal(before, afternoon.Finn.Briefs().Count);
        await afternoon.Chloe.Sees("asks for cover").Click("I take it");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        afternoon.Chloe.Sees("You cover @finn as Data responder");
        await afternoon.Pass(TimeSpan.FromHours(9));
        Assert.Equal(before, afternoon.Finn.Briefs().Count);
    }

    [Theory]
    [InlineData("2026-03-09T10:30Z", 1)]
    [InlineData("2026-03-09T17:30Z", 0)]
    public async Task A_bot_that_was_down_tells_the_morning_while_it_is_worth_telling(string back, int told)
    {
        await using var afternoon = await Begin();
        await afternoon.Until(At("2026-03-06T12:00Z"));
        await afternoon.Stop();
        await afternoon.Until(At(back));
        await afternoon.Start();
        await afternoon.Restart();
        Assert.Equal(told, afternoon.Finn.Briefs().Count(m => m.Text.Contains("after @ana", StringComparison.Ordinal)));
        await afternoon.Until(At("2026-03-10T09:00Z"));
        Assert.Equal(told, afternoon.Finn.Briefs().Count(m => m.Text.Contains("after @ana", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Quiet_is_what_neither_people_nor_alerts_have_stirred_for_a_day()
    {
        await using var afternoon = await Begin();
        await afternoon.Alert(Job("dbt_build"));
        await afternoon.Ana.Declares("stock is wrong");
        await afternoon.Until(At("2026-03-04T18:00Z"));
        await afternoon.Alert(Job("dbt_build"));
        await afternoon.Until(At("2026-03-05T09:00Z"));
        var brief = afternoon.Ana.Brief();
        brief.Says("#inc-2-stock-is-wrong · :zzz: quiet for a day");
        brief.Says("#inc-1-dbt-build-failed");
        await afternoon.Until(At("2026-03-06T09:00Z"));
        // The older brief stays as it was.
        await afternoon.Chloe.Declares("something else");
        brief.Says(":zzz: quiet for a day");
        afternoon.Ana.Brief().Says("#inc-2-stock-is-wrong · :zzz: quiet for 2 days");
    }

    [Fact]
    public async Task Of_a_critical_incident_at_night_data_people_hear_in_the_morning()
    {
        await using var afternoon = await Begin();
        await afternoon.Until(At("2026-03-04T22:00Z"));
        await afternoon.Ana.Declares("all revenue is gone", Critical);
        Assert.Empty(afternoon.Finn.Briefs());
        await afternoon.Until(At("2026-03-05T09:00Z"));
        var brief = Assert.Single(afternoon.Finn.Briefs());
        brief.Says("Urgent out of hours:\n:rotating_light: #inc-1-all-revenue-is-gone · ana has it");
        Assert.Equal("Urgent: INC-1 all revenue is gone", brief.Notification);
        Assert.Empty(afternoon.Dev.Briefs());
    }

    [Fact]
    public async Task Counts_stand_first_the_worst_have_a_line_each_and_the_rest_is_a_number()
    {
        await using var afternoon = await Begin();
        for (var n = 1; n <= 6; n++) await afternoon.Ana.Declares($"chart {n} is ugly", lead: "finn");
        await afternoon.Alert(new { title = "orders are late", status = "firing" });
        await afternoon.Finn.Takes("#inc-7-orders-are-late");
        await afternoon.Finn.Slash("/incident status 7");
        await afternoon.Finn.Modal.Choose("Severity", Major).Submit();
        await afternoon.Ana.Declares("all revenue is gone", Critical, lead: "finn");
        await afternoon.Until(At("2026-03-05T09:00Z"));
        var brief = Assert.Single(afternoon.Finn.Briefs());
        Assert.Equal(
            [
                "You lead 8. 1 Critical, 1 Major. 7 nobody has touched since Tuesday.",
                ":rotating_light: #inc-8-all-revenue-is-gone · :zzz: quiet for a day",
                ":large_orange_circle: #inc-7-orders-are-late · :zzz: quiet for a day",
                "… and 6 minor: /incident list",
            ],
            brief.Text.Replace("*", "", StringComparison.Ordinal).TrimEnd().Split('\n'));
        Assert.Equal("You lead 8 incidents, 1 Critical, 1 Major", brief.Notification);
    }

    [Fact]
    public async Task A_home_and_a_brief_with_too_much_in_them_say_how_much_more_there_is()
    {
        await using var afternoon = await Begin();
        for (var n = 0; n < 12; n++)
            await afternoon.Ana.Declares($"{n} <!channel> & {new string('&', 120)}", Critical, lead: "finn");
        await afternoon.Finn.OpensHome(afternoon.App);
        var home = (await afternoon.Finn.OpensHome(afternoon.App))!;
        Assert.Contains("… 7 more incidents: /incident list", home.Text, StringComparison.Ordinal);
        // Everybody has been asked by then.
        foreach (var minutes in (int[])[6, 16, 31, 60]) await afternoon.Pass(TimeSpan.FromMinutes(minutes));
        await afternoon.Until(At("2026-03-04T09:00Z"));
        Assert.Matches("… and [0-9]+ more: /incident list", Assert.Single(afternoon.Finn.Briefs()).Text);
    }

    [Fact]
    public async Task Who_is_called_again_as_their_day_opens_reads_of_it_once()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Declares("stock is wrong", Critical, lead: "finn");
        await afternoon.Until(At("2026-03-04T09:00Z"));
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Empty(afternoon.Finn.Briefs());
        Assert.Equal(["finn"], afternoon.Finn.Sees("It has waited 23 h for you").Notified);
        var opens = At("2026-03-04T09:00Z");
        Assert.Single(afternoon.Workspace.Notifications, n => n.Person.Handle == "finn" && n.At >= opens);
    }

    static async Task<Afternoon> Begin()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "finn", "chloe");
        await afternoon.Ana.Modal.Close();
        return afternoon;
    }
}
