using Bot.Sandbox;

namespace Bot.Tests.Incidents;

/// <summary>Who hears what changed: the lines in the channel, the replies under the announcement, the calls.</summary>
public sealed class HeardTests
{
    const string Channel = "#inc-1-orders-are-late";

    /// <summary>Ana, Ben and Chloé take turns; Finn declares, so that Ana leads and is waited for.</summary>
    static async Task<Afternoon> Declared(string severity = "Minor: can wait for working hours", DateTimeOffset? at = null)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        if (at is { } later) await afternoon.Until(later);
        await Declare(afternoon.Finn, severity);
        return afternoon;
    }

    static async Task Declare(Member by, string severity)
    {
        await by.Slash("/incident Orders are late");
        await by.Modal.Choose("Severity", severity).Submit();
        await by.Modal.Close();
    }

    static async Task Change(Member by, params (string Field, string Value)[] fields)
    {
        await by.Slash("/incident status 1");
        foreach (var (field, value) in fields)
            _ = field is "Why" or "Name"
                ? by.Modal.Fill(field, value)
                : field == "Lead" ? by.Modal.ChoosePeople(field, value)
                : by.Modal.Choose(field, value);
        await by.Modal.Submit();
    }

    static SeenMessage Card(Afternoon afternoon) => Assert.Single(afternoon.Finn.Messages(Channel), m => m.IsPinned);

    static List<string> Lines(Afternoon afternoon) =>
        [.. afternoon.Finn.Messages(Channel).Where(m => m.From == "Data Responder" && !m.IsPinned).Select(m => m.Text.Trim())
            .Reverse()];

    static SeenMessage Announcement(Afternoon afternoon) =>
        afternoon.Finn.Messages("#data-incidents").Last(m => m.Text.Contains("INC-1", StringComparison.Ordinal));

    [Fact]
    public async Task The_lead_is_in_the_channel_before_they_are_called()
    {
        await using var afternoon = await Declared();
        var call = afternoon.Ana.Sees("@ana INC-1 Orders are late is Minor, raised by finn.", Channel);
        Assert.Equal(["ana"], call.Notified);
        Assert.Equal("INC-1 waits for you: Orders are late (Minor, not sure who is affected)", call.Notification);
        Assert.Contains("Waits for ana", Card(afternoon).Text, StringComparison.Ordinal);
        await call.Click("I'm on it");
        Assert.Contains("ana is on it.", call.Text, StringComparison.Ordinal);
        Assert.Empty(call.Buttons);
        Assert.Contains("Lead: ana", Card(afternoon).Text, StringComparison.Ordinal);
        Assert.Contains("Investigating", Card(afternoon).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_of_the_lead_in_the_channel_ends_the_waiting_and_nobody_else_is_asked()
    {
        await using var afternoon = await Declared("Critical: wants somebody now");
        await afternoon.Finn.Says(Channel, "Anybody?");
        Assert.Contains("Waits for ana", Card(afternoon).Text, StringComparison.Ordinal);
        await afternoon.Ana.Says(Channel, "Looking.");
        Assert.Contains("Lead: ana", Card(afternoon).Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromHours(2));
        Assert.DoesNotContain(
            afternoon.Ben.Messages(), m => m.Channel != "#data-incidents" && m.Text.Contains("INC-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_one_person_changes_is_one_line_with_who_what_and_why()
    {
        await using var afternoon = await Declared();
        await afternoon.Ana.Sees("raised by", Channel).Click("I'm on it");
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await Change(
            afternoon.Finn, ("Severity", "Major: wants somebody today"), ("Who is affected", "People inside the company"),
            ("Why", "The CEO asks"));
        Assert.Equal(
            ":large_orange_circle: finn: Minor → Major, affects people inside the company: “The CEO asks”",
            Lines(afternoon).Single(l => l.Contains("finn:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_burst_of_changes_within_a_minute_is_one_line_that_is_edited()
    {
        await using var afternoon = await Declared();
        await afternoon.Ana.Sees("raised by", Channel).Click("I'm on it");
        await afternoon.Pass(TimeSpan.FromMinutes(2));
        await Change(afternoon.Ana, ("Severity", "Major: wants somebody today"));
        await afternoon.Pass(TimeSpan.FromSeconds(20));
        await Change(afternoon.Ana, ("Severity", "Minor: can wait for working hours"), ("Status", "Fixing"));
        Assert.Single(
            Lines(afternoon), l => l.Contains("ana: Minor → Major → Minor, Investigating → Fixing", StringComparison.Ordinal));
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await Change(afternoon.Ana, ("Status", "Monitoring: fixed, we watch it"));
        Assert.Contains("ana: Fixing → Monitoring", Lines(afternoon));
    }

    [Fact]
    public async Task Resolve_is_heard_in_the_channel_and_under_the_announcement()
    {
        await using var afternoon = await Declared("Critical: wants somebody now");
        await afternoon.Ana.Sees("raised by", Channel).Click("I'm on it");
        await afternoon.Pass(TimeSpan.FromMinutes(72));
        await afternoon.Ana.Slash("/incident resolve", Channel);
        await afternoon.Ana.Modal.Fill("What fixed it", "Restarted the loader").Submit();
        const string Line = ":white_check_mark: ana resolved this after 1 h 12 min. Fixed: Restarted the loader.";
        Assert.Contains(Line, Lines(afternoon));
        var reply = Assert.Single(Announcement(afternoon).Replies);
        Assert.Contains(Line, reply.Text, StringComparison.Ordinal);
        // It was critical, so the whole channel hears that it is over.
        Assert.Contains(afternoon.Finn.Messages("#data-incidents"), m => m.Posted == reply.Posted);
        const string Ended = "Resolved by ana, today at 11:12 AM, after 1 h 12 min. ";
        Assert.Contains(Ended, Card(afternoon).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lead_who_is_handed_an_incident_is_called_by_a_message_that_says_so()
    {
        await using var afternoon = await Declared();
        await afternoon.Ana.Sees("raised by", Channel).Click("I'm on it");
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await Change(afternoon.Ana, ("Lead", "chloe"));
        var call = afternoon.Chloe.Sees("@chloe INC-1 Orders are late is Minor. ana handed it to you.", Channel);
        Assert.Equal(["chloe"], call.Notified);
        Assert.DoesNotContain(Lines(afternoon), l => l.Contains("handed the lead", StringComparison.Ordinal));
        Assert.Contains("Waits for chloe (chosen by ana)", Card(afternoon).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_that_comes_back_calls_the_lead_of_now_and_says_what_helped()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "finn");
        await afternoon.Alert(new { title = "dbt failed", status = "firing", source_url = "https://ci.example/jobs/1" });
        await afternoon.Ana.Sees("raised by", "#inc-1-dbt-failed").Click("I'm on it");
        await afternoon.Ana.Slash("/incident resolve", "#inc-1-dbt-failed");
        await afternoon.Ana.Modal.Fill("What fixed it", "Backfilled customer_id").Tick("Yes, the alert is wrong or comes late")
            .Submit();
        await afternoon.Finn.Slash("/cover take");
        await afternoon.Finn.Modal.Submit();
        await afternoon.Pass(TimeSpan.FromMinutes(40));
        await afternoon.Alert(new { title = "dbt failed", status = "firing", source_url = "https://ci.example/jobs/2" });
        var call = afternoon.Finn.Sees("@finn INC-1 dbt failed is back, 40 min after ana resolved it.", "#inc-1-dbt-failed");
        Assert.Equal(["finn"], call.Notified);
        Assert.Contains("Last time this fixed it: Backfilled customer_id.", call.Text, StringComparison.Ordinal);
        var card = Assert.Single(afternoon.Finn.Messages("#inc-1-dbt-failed"), m => m.IsPinned);
        Assert.Contains("Last time this fixed it: Backfilled customer_id", card.Text, StringComparison.Ordinal);
        Assert.Equal(
            "https://ci.example/jobs/2", Assert.Single(afternoon.Workspace.Conversations["inc-1-dbt-failed"].Bookmarks).Link);
        var outside = Announcement(afternoon).Replies[^1].Text;
        Assert.Contains("It is back, 40 min after ana resolved it.", outside, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Out_of_hours_without_a_group_the_form_says_that_nobody_is_called_and_offers_to()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Until(new(2026, 3, 3, 22, 26, 0, TimeSpan.Zero));
        await afternoon.Finn.Slash("/incident Orders are late");
        Assert.Contains(
            "Out of hours for ana, who hears of it tomorrow at 9:00 AM.", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        await afternoon.Finn.Modal.Choose("Severity", "Critical: wants somebody now");
        Assert.Contains(
            "Nobody is at work now. chloe is called tomorrow at 8:00 AM, ana tomorrow at 9:00 AM.", afternoon.Finn.Modal.Text,
            StringComparison.Ordinal);
        await afternoon.Finn.Modal.Tick("Call ana now");
        Assert.Contains("ana is called now, though it is out of hours.", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        await afternoon.Finn.Modal.Submit();
        Assert.Equal(["ana"], afternoon.Ana.Sees("@ana INC-1 Orders are late is Critical", Channel).Notified);
    }

    [Fact]
    public async Task The_card_of_the_night_has_a_button_that_calls_the_lead()
    {
        await using var afternoon = await Declared("Critical: wants somebody now", new(2026, 3, 3, 22, 0, 0, TimeSpan.Zero));
        Assert.DoesNotContain(afternoon.Ana.Id, afternoon.Workspace.Conversations["inc-1-orders-are-late"].Members);
        var card = Card(afternoon);
        Assert.Contains(
            "Nobody is at work now. chloe is called tomorrow at 8:00 AM, ana tomorrow at 9:00 AM.", card.Text,
            StringComparison.Ordinal);
        await card.Click("Call ana now");
        Assert.Equal(["ana"], afternoon.Ana.Sees("@ana INC-1 Orders are late is Critical, raised by finn.", Channel).Notified);
        Assert.DoesNotContain("Call ana now", card.Buttons);
        await afternoon.Pass(TimeSpan.FromMinutes(6));
        Assert.Equal(["ana"], afternoon.Ana.Sees("INC-1 Orders are late is Critical, raised by finn. It has waited").Notified);
    }

    [Fact]
    public async Task Whoever_is_resolved_at_night_is_not_invited_in_the_morning()
    {
        await using var afternoon = await Declared(at: new(2026, 3, 3, 22, 0, 0, TimeSpan.Zero));
        await afternoon.Finn.Slash("/incident resolve 1");
        await afternoon.Finn.Modal.Submit();
        await afternoon.Until(new(2026, 3, 4, 9, 30, 0, TimeSpan.Zero));
        Assert.DoesNotContain(afternoon.Ana.Id, afternoon.Workspace.Conversations["inc-1-orders-are-late"].Members);
    }

    [Fact]
    public async Task Untouched_incidents_follow_the_rotation_and_those_in_work_do_not()
    {
        await using var afternoon = await Declared();
        await afternoon.Finn.Slash("/incident Stock is wrong");
        await afternoon.Finn.Modal.Submit();
        await afternoon.Finn.Modal.Close();
        await afternoon.Ana.Sees("raised by", "#inc-2-stock-is-wrong").Click("I'm on it");
        await afternoon.Until(new(2026, 3, 9, 9, 0, 1, TimeSpan.Zero));
        Assert.Contains("Waits for ben, whose hours open", Card(afternoon).Text, StringComparison.Ordinal);
        Assert.Contains("ben leads this now, being on call.", Lines(afternoon));
        afternoon.Finn.Sees("Lead: ana", "#inc-2-stock-is-wrong");
    }

    [Fact]
    public async Task The_timeline_tells_the_whole_story()
    {
        await using var afternoon = await Declared();
        await afternoon.Ana.Sees("raised by", Channel).Click("I'm on it");
        await afternoon.Pass(TimeSpan.FromMinutes(2));
        await Change(afternoon.Ana, ("Severity", "Major: wants somebody today"), ("Why", "Finance waits"));
        await afternoon.Ana.Slash("/incident timeline", Channel);
        var story = afternoon.Ana.Modal.Text;
        string[] parts = ["finn: opened “Orders are late”", "called ana", "ana: is on it", "ana: Minor → Major (Finance waits)"];
        foreach (var part in parts)
            Assert.True(story.Contains(part, StringComparison.Ordinal), story);
    }
}
