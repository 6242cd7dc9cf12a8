using Bot.Sandbox;
using Bot.Tests.Home;

namespace Bot.Tests.Incidents;

/// <summary>Who was asked, what the card says once nobody has answered, and that a storm rings once.</summary>
public sealed class AskedTests
{
    const string Critical = "Critical: wants somebody now", Channel = "#inc-1-orders-are-late";
    static readonly DateTimeOffset Ten = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero), Night = Ten.AddHours(12);

    static async Task<Afternoon> Rotation(string? group = null)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.RotationOfIvy(group, "ana", "finn", "chloe");
        return afternoon;
    }

    static async Task Declare(Afternoon afternoon)
    {
        await afternoon.Gwen.Slash("/incident Orders are late");
        await afternoon.Gwen.Modal.Choose("Severity", Critical).Submit();
        await afternoon.Gwen.Modal.Close();
    }

    static async Task Wait(Afternoon afternoon, DateTimeOffset since, params int[] minutes)
    {
        foreach (var minute in minutes) await afternoon.Until(since.AddMinutes(minute));
    }

    static SeenMessage Card(Afternoon afternoon, string channel = Channel) =>
        Assert.Single(afternoon.Gwen.Messages(channel), m => m.IsPinned);

    static int Rung(Afternoon afternoon, Member who) =>
        afternoon.Workspace.Notifications.Count(n => n.Person.Handle == who.Person.Handle);

    [Fact]
    public async Task When_nobody_has_answered_the_card_says_who_was_asked_and_has_one_more_called()
    {
        await using var afternoon = await Rotation();
        await Declare(afternoon);
        await Wait(afternoon, Ten, 5, 15, 30, 34);
        Assert.DoesNotContain("Asked:", Card(afternoon).Text, StringComparison.Ordinal);
        await Wait(afternoon, Ten, 36);
        Assert.Contains(
            "Asked: ana today at 2:00 AM and 2:05 AM, finn today at 2:15 AM, ivy today at 2:30 AM. Nobody has answered.",
            Card(afternoon).Text, StringComparison.Ordinal);
        await Card(afternoon).Click("Call chloe now");
        Assert.Equal(["chloe"], afternoon.Chloe.Sees("@chloe", Channel).Notified);
        Assert.DoesNotContain(Card(afternoon).Buttons, b => b.StartsWith("Call", StringComparison.Ordinal));
        await afternoon.Chloe.Sees("@chloe", Channel).Click("I'm on it");
        Assert.Contains("Lead: chloe", Card(afternoon).Text, StringComparison.Ordinal);
        await afternoon.Gwen.Slash("/incident timeline", Channel);
        Assert.Contains("gwen: called chloe", afternoon.Gwen.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_night_when_the_group_does_not_answer_the_lead_can_be_called()
    {
        await using var afternoon = await Rotation("on-call-engineers");
        await afternoon.Until(Night);
        await Declare(afternoon);
        await Wait(afternoon, Night, 6, 12);
        Assert.Contains(
            "Asked: the out-of-hours group today at 2:00 PM and 2:06 PM. Nobody has answered.",
            Card(afternoon).Text, StringComparison.Ordinal);
        await Card(afternoon).Click("Call ana now");
        Assert.Equal(["ana"], afternoon.Ana.Sees("@ana", Channel).Notified);
        await Wait(afternoon, Night, 20);
        Assert.Contains("Call finn now", Card(afternoon).Buttons);
    }

    [Fact]
    public async Task In_a_rotation_of_one_an_admin_is_asked_last()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana");
        await afternoon.Ivy.Slash("/incident list");
        await Declare(afternoon);
        await Wait(afternoon, Ten, 5, 15, 31);
        Assert.Equal(["ivy"], afternoon.Ivy.Sees("@ivy", Channel).Notified);
    }

    [Fact]
    public async Task A_storm_at_night_rings_once_until_somebody_answers()
    {
        await using var afternoon = await Rotation("on-call-engineers");
        await afternoon.Until(Night);
        for (var number = 1; number <= 8; number++)
            await afternoon.Alert(new { title = $"job {number} failed", status = "firing" });
        Assert.Equal(1, Rung(afternoon, afternoon.Finn));
        var storm = Assert.Single(
            afternoon.Gwen.Messages("#data-incidents"), m => m.Text.Contains("alerts at once", StringComparison.Ordinal));
        Assert.Contains("INC-6", storm.Text, StringComparison.Ordinal);
        var card = Card(afternoon, "#inc-6-many-alerts-at-once");
        Assert.Contains("The out-of-hours group was called in INC-1 today at", card.Text, StringComparison.Ordinal);
        // Raised to critical, two of them ring once now and once after five minutes.
        foreach (var number in (int[])[2, 3])
        {
            await afternoon.Gwen.Slash($"/incident status {number}");
            await afternoon.Gwen.Modal.Choose("Severity", Critical).Submit();
        }

        Assert.Equal(2, Rung(afternoon, afternoon.Finn));
        await Wait(afternoon, Night, 5, 6);
        Assert.Equal(3, Rung(afternoon, afternoon.Finn));
    }

    [Fact]
    public async Task What_the_call_says_is_what_changed_and_who_changed_it()
    {
        await using var afternoon = await Rotation();
        await afternoon.Gwen.Declares("Orders are late", null);
        await afternoon.Gwen.Modal.Close();
        await afternoon.Ana.Takes(Channel);
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await afternoon.Gwen.Slash("/incident status 1");
        await afternoon.Gwen.Modal.Choose("Severity", Critical).Fill("Why", "Customers see it").Submit();
        afternoon.Ana.Sees("@ana INC-1 Orders are late: gwen raised it to Critical: “Customers see it”", Channel);
        await Wait(afternoon, Ten, 10, 11);
        afternoon.Ana.Sees("INC-1 Orders are late: gwen raised it to Critical");
    }

    [Fact]
    public async Task Whoever_leads_already_is_told_so_and_whoever_led_is_told_who_took_over()
    {
        await using var afternoon = await Rotation();
        await afternoon.Gwen.Declares("Orders are late", null);
        await afternoon.Gwen.Modal.Close();
        await afternoon.Ana.Takes(Channel);
        await Card(afternoon).Click("Take over");
        Assert.Equal(["ana"], afternoon.Gwen.Sees("gwen is on it and leads this now, in place of @ana.", Channel).Notified);
        await Card(afternoon).Click("Take over");
        afternoon.Gwen.Sees("You lead INC-1 already.");
        // It is two in the morning for Gwen.
        await afternoon.Finn.Slash("/incident ack 1");
        afternoon.Finn.Sees("gwen is on it already. Press Take over to lead it.");
        await afternoon.Finn.Joins(Channel);
        await Assert.Single(afternoon.Finn.Messages(Channel), m => m.IsPinned).Click("Take over");
        Assert.Empty(afternoon.Finn.Sees("finn is on it and leads this now, in place of gwen.", Channel).Notified);
    }

    [Fact]
    public async Task A_word_takes_an_incident_in_its_channel()
    {
        await using var afternoon = await Rotation();
        await Declare(afternoon);
        await afternoon.Ana.Slash("/incident ack", Channel);
        Assert.Contains("Lead: ana", Card(afternoon).Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromMinutes(20));
        Assert.Null(afternoon.Finn.Look("has not answered"));
    }

    [Fact]
    public async Task Whoever_is_asked_last_reads_why_and_the_card_offers_those_at_work_before_those_asleep()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ivy.Slash("/cover rota");
        await afternoon.Ivy.Modal.ChoosePeople("Members", "ana", "ben", "finn", "chloe").Submit();
        await afternoon.Ivy.Modal.Close();
        await Declare(afternoon);
        await Wait(afternoon, Ten, 5, 15, 30);
        Assert.Equal(
            ":rotating_light: @ivy INC-1 Orders are late is Critical, raised by gwen. Nobody has answered for 30 min. "
            + "You are asked because nobody else is left. Can you take it?",
            afternoon.Ivy.Sees("@ivy", Channel).Text.Split('\n')[0].Trim());
        await Wait(afternoon, Ten, 36);
        // Ben comes before Chloé in the rotation, and sleeps.
        await Card(afternoon).Click("Call chloe now");
        Assert.Equal(["chloe"], afternoon.Chloe.Sees("Nobody has answered for 36 min. Can you take it?", Channel).Notified);
        await Wait(afternoon, Ten, 42);
        Assert.Contains("Call ben now", Card(afternoon).Buttons);
    }

    [Fact]
    public async Task Nobody_asleep_is_offered_for_what_can_wait_until_they_are_at_work()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ivy.Slash("/cover rota");
        await afternoon.Ivy.Modal.ChoosePeople("Members", "ana", "ben").Submit();
        await afternoon.Ivy.Modal.Close();
        await afternoon.Gwen.Slash("/incident Orders are late");
        await afternoon.Gwen.Modal.Choose("Severity", "Major: wants somebody today").Submit();
        await Wait(afternoon, Ten, 15, 45, 90, 106);
        Assert.Contains("Nobody has answered.", Card(afternoon).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Card(afternoon).Buttons, b => b.StartsWith("Call", StringComparison.Ordinal));
        // Nine in the morning in New York.
        await Wait(afternoon, Ten, 241, 251);
        Assert.Equal(["ben"], afternoon.Ben.Sees("Can you take it?", Channel).Notified);
    }
}
