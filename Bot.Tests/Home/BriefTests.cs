using Bot.Sandbox;

namespace Bot.Tests.Home;

/// <summary>It is a Tuesday, 10:00 in London, where hours are 9 to 17; Ana is on call until Monday 09:00, then Finn.</summary>
public sealed class BriefTests
{
    [Fact]
    public async Task Who_is_on_call_next_hears_of_it_on_the_working_day_before_and_when_it_begins()
    {
        await using var afternoon = await Begin();
        await afternoon.Until(At("2026-03-06T08:59Z"));
        Assert.Empty(Briefs(afternoon.Finn));
        await afternoon.Until(At("2026-03-06T09:00Z"));
        var before = Assert.Single(Briefs(afternoon.Finn));
        Sees(before, "You are on call as Data responder, Mon 9 – Mon 16 Mar.");
        Assert.Equal(["Ask for cover"], before.Buttons);
        Assert.Equal("You are on call next", before.Notification);

        await afternoon.Until(At("2026-03-09T09:00Z"));
        Assert.Empty(before.Buttons);
        var brief = Briefs(afternoon.Finn)[0];
        Sees(brief, "You are on call as Data responder until Mar 16 at 9:00 AM. Before you: @ana. Next: @emi.");
        Assert.Equal(2, Briefs(afternoon.Finn).Count);
        await brief.Click("I have it");
        Sees(brief, "You have it.");
        Assert.Empty(brief.Buttons);
        await afternoon.Ana.Joins("#data-incidents");
        Sees(afternoon.Ana.Sees("@finn is on call"), "finn has it.");
        Assert.Empty(Briefs(afternoon.Ana));
    }

    [Fact]
    public async Task Ask_for_cover_on_the_day_before_opens_the_form_with_that_shift()
    {
        await using var afternoon = await Begin();
        await afternoon.Until(At("2026-03-06T09:00Z"));
        await Briefs(afternoon.Finn)[0].Click("Ask for cover");
        Assert.Contains("Mon 9 Mar 09:00 – Mon 16 Mar 09:00", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_morning_with_a_hand_off_a_request_and_incidents_is_one_message()
    {
        await using var afternoon = await Begin();
        await afternoon.Until(At("2026-03-08T20:00Z"));
        await afternoon.Emi.Slash("/incident orders are late");
        await afternoon.Emi.Modal.ChoosePeople("Lead", "emi").Submit();
        await afternoon.Alert(Job("dbt_build"));
        await afternoon.Emi.Slash("/cover");
        await afternoon.Emi.Modal.Submit();
        await afternoon.Until(At("2026-03-09T09:00Z"));
        var brief = Assert.Single(Briefs(afternoon.Finn), m => !m.Text.Contains("Mon 9 –", StringComparison.Ordinal));
        Sees(brief, "You are on call as Data responder until");
        Sees(brief, "#inc-1-orders-are-late · ");
        Sees(brief, "#inc-2-dbt-build-failed · waiting for you");
        Sees(brief, "Overnight: 1 alert, now in INC-2.");
        Sees(brief, "Waiting for your answer: @emi needs cover");
        Assert.Equal(["I have it", "I take it", "Can't"], brief.Buttons);
        await brief.Click("Can't");
        Sees(brief, "You said that you can't.");
        await afternoon.Finn.Slash("/incident resolve 2");
        await afternoon.Finn.Modal.Tick("Yes, the alert is wrong or comes late").Submit();
        Sees(brief, "#inc-2-dbt-build-failed · resolved");
    }

    [Fact]
    public async Task A_shift_that_begins_at_night_is_told_when_hours_open()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        await afternoon.Ana.Modal.ChoosePeople("Members", "ana", "finn").Choose("Hand-off", "Other (a cron expression)").Fill("Cron expression", "0 0 * * 1").Submit();
        await afternoon.Until(At("2026-03-06T09:00Z"));
        await afternoon.Until(At("2026-03-09T00:00Z"));
        Assert.Single(Briefs(afternoon.Finn));
        await afternoon.Until(At("2026-03-09T08:59Z"));
        Assert.Single(Briefs(afternoon.Finn));
        await afternoon.Until(At("2026-03-09T09:00Z"));
        Assert.Equal(["I have it"], Briefs(afternoon.Finn)[0].Buttons);
        Assert.Equal(2, Briefs(afternoon.Finn).Count);
    }

    [Fact]
    public async Task A_cover_that_begins_is_a_hand_off_for_who_covers_and_only_they_can_press()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/cover");
        await afternoon.Ana.Modal.Choose("Hours", "Today").Submit();
        await afternoon.Finn.Sees("asks for cover").Click("I take it");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        var brief = Assert.Single(Briefs(afternoon.Finn));
        Sees(brief, "You are on call as Data responder until the end of today, covering for @ana. Next: @ana.");
        await afternoon.Ana.Slash("/cover mine");
        await afternoon.Ana.Sees("covers you").Click("Cancel cover");
        Assert.Empty(brief.Buttons);
        await afternoon.Pass(TimeSpan.FromHours(1));
        Assert.Empty(Briefs(afternoon.Ana));
        Assert.Single(Briefs(afternoon.Finn));
    }

    [Fact]
    public async Task Who_asked_for_cover_this_morning_is_left_in_peace()
    {
        await using var afternoon = await Begin();
        await afternoon.Until(At("2026-03-09T08:40Z"));
        await afternoon.Finn.Slash("/cover");
        await afternoon.Finn.Modal.Submit();
        var before = Briefs(afternoon.Finn).Count;
        await afternoon.Until(At("2026-03-09T09:20Z"));
        Assert.Equal(before, Briefs(afternoon.Finn).Count);
        await afternoon.Emi.Sees("asks for cover").Click("I take it");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Contains("I have it", Briefs(afternoon.Emi)[0].Buttons);
        await afternoon.Pass(TimeSpan.FromHours(9));
        Assert.Equal(before, Briefs(afternoon.Finn).Count);
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
        Assert.Equal(told, Briefs(afternoon.Finn).Count(m => m.Text.Contains("Before you: @ana", StringComparison.Ordinal)));
        await afternoon.Until(At("2026-03-10T09:00Z"));
        Assert.Equal(told, Briefs(afternoon.Finn).Count(m => m.Text.Contains("Before you: @ana", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_lead_outside_the_rotations_hears_at_nine_where_they_live_each_working_day()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/incident stock is wrong");
        await afternoon.Ana.Modal.ChoosePeople("Lead", "ben").Submit();
        await afternoon.Until(At("2026-03-04T13:59Z"));
        Assert.Empty(Briefs(afternoon.Ben));
        await afternoon.Until(At("2026-03-04T14:00Z"));
        Sees(Assert.Single(Briefs(afternoon.Ben)), "You lead\n");
        await afternoon.Until(At("2026-03-05T14:00Z"));
        Sees(Briefs(afternoon.Ben)[0], "nothing new since Mar 3");
        Assert.Equal(2, Briefs(afternoon.Ben).Count);
        await afternoon.Until(At("2026-03-07T14:00Z"));
        Assert.Equal(2, Briefs(afternoon.Ben).Count);
    }

    [Fact]
    public async Task Of_a_critical_incident_at_night_data_people_hear_in_the_morning()
    {
        await using var afternoon = await Begin();
        await afternoon.Until(At("2026-03-04T22:00Z"));
        await afternoon.Ana.Slash("/incident all revenue is gone");
        await afternoon.Ana.Modal.Choose("Severity", "Critical: wants somebody now").Submit();
        Assert.Empty(Briefs(afternoon.Emi));
        await afternoon.Until(At("2026-03-05T09:00Z"));
        Sees(Assert.Single(Briefs(afternoon.Emi)), "Urgent out of hours\n");
        Assert.Empty(Briefs(afternoon.Dev));
    }

    [Fact]
    public async Task A_home_and_a_brief_with_too_much_in_them_say_how_much_more_there_is()
    {
        await using var afternoon = await Begin();
        for (var n = 0; n < 12; n++)
        {
            await afternoon.Ana.Slash($"/incident {n} <!channel> & {new string('&', 120)}");
            await afternoon.Ana.Modal.ChoosePeople("Lead", "finn").Submit();
        }

        await afternoon.Finn.OpensHome(afternoon.App);
        Assert.Contains("… 7 more, all led by you: /incident list", (await afternoon.Finn.OpensHome(afternoon.App))!.Text, StringComparison.Ordinal);
        await afternoon.Until(At("2026-03-04T09:00Z"));
        Sees(Assert.Single(Briefs(afternoon.Finn)), "… 4 more");
    }

    static async Task<Afternoon> Begin()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "finn", "emi");
        await afternoon.Ana.Modal.Close();
        return afternoon;
    }

    /// <summary>The briefs that somebody has, newest first.</summary>
    static List<SeenMessage> Briefs(Member who) => [.. who.Messages().Where(m => m.Channel == "(direct)" && m.Notification is "You are on call" or "You are on call next" or "What is on today")];

    static void Sees(SeenMessage message, string text) => Assert.Contains(text, message.Text.Replace("*", "", StringComparison.Ordinal), StringComparison.Ordinal);

    static object Job(string job) => new { title = $"{job} failed", status = "firing", metadata = new { repository = "acme/dbt", branch = "main", job } };

    static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture);
}
