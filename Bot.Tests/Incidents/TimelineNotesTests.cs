using Bot.Sandbox;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Incidents;

/// <summary>Notes on a timeline, which part of it is shown, and page by page.</summary>
public sealed class TimelineNotesTests
{
    const string Own = "timeline_own_item", Filter = "timeline_filter", Text = "What happened";

    static async Task<Afternoon> Declared()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Finn.Declares("Orders are late");
        await afternoon.Pass(TimeSpan.FromHours(2));
        return afternoon;
    }

    static async Task<Modal> Timeline(Member reader)
    {
        await reader.Slash("/incident timeline 1");
        return reader.Modal;
    }

    static async Task<Modal> Note(Member by, string text, string? time = null)
    {
        await (await Timeline(by)).Press("Add a note");
        var form = by.Modal.Fill(Text, text);
        if (time is not null) form = form.PickTime("Time", time);
        await form.Submit();
        return by.Modal;
    }

    [Fact]
    public async Task A_note_stands_at_the_time_when_it_happened()
    {
        await using var afternoon = await Declared();
        var shown = await Note(afternoon.Ben, "The vendor said that it was them", "06:15");
        Assert.Equal("Timeline of INC-1", shown.Title);
        Assert.Contains("6:15 AM ben: note: The vendor said that it was them", shown.Text, StringComparison.Ordinal);
        // In New York it is five hours earlier.
        Assert.Contains("11:15 AM ben: note: ", (await Timeline(afternoon.Ana)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_of_what_has_not_happened_yet_is_not_taken()
    {
        await using var afternoon = await Declared();
        var form = await Note(afternoon.Finn, "It is over", "12:01");
        Assert.Contains("has not happened yet", form.Errors["Time"], StringComparison.Ordinal);
        await form.PickTime("Time", "12:00").Submit();
        Assert.Contains("note: It is over", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_wrote_a_note_edits_it_and_removes_it_and_the_history_keeps_that()
    {
        await using var afternoon = await Declared();
        var shown = await Note(afternoon.Finn, "It was the vendor", "11:15");
        await shown.Choose(Own, "Edit");
        Assert.Equal("It was the vendor", afternoon.Finn.Modal.Value(Text));
        await afternoon.Finn.Modal.Fill(Text, "It was our key").PickTime("Time", "11:10").Submit();
        Assert.Contains("11:10 AM finn: note: It was our key (edited)", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        await afternoon.Finn.Modal.Choose(Own, "Take off");
        Assert.DoesNotContain("our key", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        Assert.Contains("finn: took a note off: today at 11:10 AM", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_can_change_a_note()
    {
        await using var afternoon = await Declared();
        await Note(afternoon.Finn, "It was the vendor");
        var theirs = await Timeline(afternoon.Chloe);
        Assert.Contains("It was the vendor", theirs.Text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SandboxException>(async () => await theirs.Choose(Own, "Take off"));
    }

    [Fact]
    public async Task An_open_form_of_a_note_that_went_meanwhile_keeps_its_words()
    {
        await using var afternoon = await Declared();
        await (await Note(afternoon.Finn, "It was the vendor")).Choose(Own, "Edit");
        var form = afternoon.Finn.Modal;
        await afternoon.Get<Bot.Storage.Database>().Change(tx =>
            Bot.Incidents.Timeline.TimelineStore.Remove(
                tx, Bot.Incidents.Timeline.TimelineStore.Find(tx.Db, 1)!, afternoon.Finn.Id));
        await form.Fill(Text, "It was our key").Submit();
        Assert.Contains("no more", Assert.Single(form.Errors).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_filter_shows_one_kind()
    {
        await using var afternoon = await Declared();
        await Note(afternoon.Finn, "It was the vendor");
        await afternoon.Ana.Slash("/incident update 1");
        await afternoon.Ana.Modal.Fill("What is new", "A fix is in review").Submit();
        await afternoon.Alert(new { title = "Orders failed", status = "firing" });
        var shown = await Timeline(afternoon.Ana);
        Assert.Contains("opened", shown.Text, StringComparison.Ordinal);
        await shown.Choose(Filter, "Messages and notes");
        Assert.Contains("note: It was the vendor", shown.Text, StringComparison.Ordinal);
        Assert.Contains("update: A fix is in review", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("opened", shown.Text, StringComparison.Ordinal);
        await shown.Choose(Filter, "Decisions");
        Assert.Contains("opened", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("vendor", shown.Text, StringComparison.Ordinal);
        await shown.Choose(Filter, "Alerts");
        Assert.Contains("Nothing of this has happened yet.", shown.Text, StringComparison.Ordinal);
        await afternoon.Ana.Slash("/incident timeline 2");
        await afternoon.Ana.Modal.Choose(Filter, "Alerts");
        Assert.Contains("alert: opened “Orders failed”", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_timeline_is_turned_page_by_page_from_its_newest()
    {
        await using var afternoon = await Declared();
        await afternoon.Get<Bot.Storage.Database>().Change(tx =>
        {
            var incident = Bot.Incidents.IncidentStore.Find(tx.Db, Bot.People.Viewer.Bot, 1)!;
            for (var nth = 1; nth <= 60; nth++)
                Bot.Incidents.Timeline.TimelineStore.AddNote(tx, incident, tx.Now, $"Step {nth}.", afternoon.Finn.Id);
        });
        var shown = await Timeline(afternoon.Finn);
        Assert.Contains("note: Step 60.", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("note: Step 35.", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Later", shown.Buttons);
        await shown.Press("Earlier (2 more)");
        Assert.Contains("note: Step 35.", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("note: Step 60.", shown.Text, StringComparison.Ordinal);
        await shown.Press("Earlier (1 more)");
        Assert.Contains("opened", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(shown.Buttons, b => b.StartsWith("Earlier", StringComparison.Ordinal));
        // What is done on a page leaves its reader there.
        await shown.Choose(Own, "Edit");
        await afternoon.Finn.Modal.Fill(Text, "Step one.").Submit();
        Assert.Contains("opened", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
    }
}
