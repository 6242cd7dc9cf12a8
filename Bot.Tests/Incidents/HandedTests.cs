using Bot.Sandbox;

namespace Bot.Tests.Incidents;

/// <summary>What people read once an incident was given away, has ended or is back.</summary>
public sealed class HandedTests
{
    const string Channel = "#inc-1-orders-are-late";

    static async Task<Afternoon> Declared()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Finn.Slash("/incident Orders are late");
        await afternoon.Finn.Modal.Submit();
        await afternoon.Finn.Modal.Close();
        await afternoon.Ana.Sees("raised by", Channel).Click("I'm on it");
        await afternoon.Pass(TimeSpan.FromMinutes(2));
        return afternoon;
    }

    static async Task Change(Member by, string field, string value)
    {
        await by.Slash("/incident status 1");
        await (field == "Lead" ? by.Modal.ChoosePeople(field, value) : by.Modal.Fill(field, value)).Submit();
    }

    [Fact]
    public async Task Whoever_was_on_it_hears_that_somebody_gave_it_to_another()
    {
        await using var afternoon = await Declared();
        await Change(afternoon.Finn, "Lead", "chloe");
        Assert.Equal(["ana"], afternoon.Ana.Sees("finn handed the lead from @ana to chloe.", Channel).Notified);
    }

    [Fact]
    public async Task A_handing_that_its_call_says_is_not_said_again_with_the_next_change()
    {
        await using var afternoon = await Declared();
        await Change(afternoon.Ana, "Lead", "chloe");
        await Change(afternoon.Ana, "Name", "All orders are late");
        Assert.Contains(afternoon.Ana.Messages(Channel), m => m.Text.Trim() == "ana: now named “All orders are late”");
    }

    [Fact]
    public async Task The_timeline_says_who_took_the_lead()
    {
        await using var afternoon = await Declared();
        await afternoon.Chloe.Joins(Channel);
        await Assert.Single(afternoon.Chloe.Messages(Channel), m => m.IsPinned).Click("Take over");
        await afternoon.Ana.Slash("/incident timeline 1");
        Assert.Contains("chloe: took the lead", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_resolved_while_it_failed_is_not_shown_as_well()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Alert(new { title = "dbt failed", status = "firing" });
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Tick("Yes, the alert is wrong or comes late").Submit();
        var card = Assert.Single(afternoon.Ana.Messages("#inc-1-dbt-failed"), m => m.IsPinned);
        Assert.Contains(":white_circle: ", card.Text, StringComparison.Ordinal);
        Assert.Contains("still red when resolved", card.Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromMinutes(10));
        await afternoon.Alert(new { title = "dbt failed", status = "firing" });
        Assert.Contains(":red_circle: ", card.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("still red", card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_on_what_is_over_is_no_update_and_its_severity_is_no_news_outside()
    {
        await using var afternoon = await Declared();
        await afternoon.Ben.Slash("/incident update 1");
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ben.Modal.Fill("What is new", "Found it").Choose("Severity", "Critical: wants somebody now").Submit();
        Assert.StartsWith(
            ":warning: ana resolved this today at 5:02 AM. Press Share again to add it as a note.", afternoon.Ben.Modal.Text,
            StringComparison.Ordinal);
        await afternoon.Ben.Modal.Submit();
        Assert.Null(afternoon.Ben.ModalOrNone);
        var card = Assert.Single(afternoon.Ana.Messages(Channel), m => m.IsPinned).Text;
        Assert.Contains("Resolved by ana", card, StringComparison.Ordinal);
        Assert.Contains("Note · ben", card, StringComparison.Ordinal);
        Assert.DoesNotContain("Latest update", card, StringComparison.Ordinal);
        var announced = afternoon.Ana.Messages("#data-incidents").Last(m => m.Text.Contains("INC-1", StringComparison.Ordinal));
        Assert.Single(announced.Replies);
    }
}
