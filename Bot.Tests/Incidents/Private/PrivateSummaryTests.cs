using Bot.Incidents;
using Bot.Storage;
using Bot.Summaries;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>The summary of a private incident, its drafts and what has happened so far are for those inside alone.</summary>
public sealed class PrivateSummaryTests
{
    [Fact]
    public async Task Others_are_shown_none()
    {
        await using var afternoon = await Begin();
        await afternoon.Ben.Slash("/incident summary 1", "#general");
        Assert.DoesNotContain("ayroll", afternoon.Ben.Screen("#general"), StringComparison.Ordinal);
        Assert.Null(afternoon.Get<Database>().Read(db => SummaryStore.Latest(db, 1)));
    }

    [Theory]
    [InlineData("Accept")]
    [InlineData("Edit")]
    public async Task A_draft_that_was_open_says_nothing_more_once_they_have_left(string press)
    {
        await using var afternoon = await Begin();
        await afternoon.Finn.Slash("/incident summary", Channel);
        Assert.Contains("ayroll", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        await afternoon.Finn.Leaves(Channel);
        await afternoon.Finn.Modal.Press(press);
        Assert.Contains("There is no such incident", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ayroll", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        Assert.Null(afternoon.Get<Database>().Read(db => SummaryRow.Accepted(db, 1)));
    }

    [Fact]
    public async Task A_form_that_was_open_saves_nothing_once_they_have_left()
    {
        await using var afternoon = await Begin();
        await afternoon.Finn.Slash("/incident summary", Channel);
        await afternoon.Finn.Modal.Press("Edit");
        await afternoon.Finn.Leaves(Channel);
        await afternoon.Finn.Modal.Submit();
        Assert.Null(afternoon.Get<Database>().Read(db => SummaryRow.Accepted(db, 1)));
        Assert.Null(afternoon.Get<Database>().Read(db => SummaryStore.Latest(db, 1)!.EditedBy));
    }

    [Fact]
    public async Task What_was_so_far_opens_no_more_once_they_have_left()
    {
        await using var afternoon = await Begin();
        await afternoon.Finn.Slash("/incident", Channel);
        await afternoon.Finn.Leaves(Channel);
        await afternoon.Finn.Modal.Press("Catch me up");
        Assert.DoesNotContain("declared", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Catch up on", afternoon.Finn.Modal.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_who_comes_in_late_is_offered_nothing_of_it()
    {
        await using var afternoon = await Begin();
        await afternoon.Pass(TimeSpan.FromMinutes(20));
        await afternoon.Chloe.Invites(Channel, "gus", "ben");
        afternoon.Ben.Sees("read what has happened so far", Channel);
        afternoon.Gus.DoesNotSee("read what has happened so far");
    }

    [Fact]
    public async Task The_draft_of_its_end_stands_in_its_channel_alone()
    {
        await using var afternoon = await Begin();
        await afternoon.Chloe.Slash("/incident resolve 1 Keys were changed", Channel);
        await afternoon.Chloe.Modal.Submit();
        Assert.Contains("Draft of the summary of INC-1", afternoon.Chloe.Screen(Channel), StringComparison.Ordinal);
        afternoon.NobodyElseKnows();
    }
}
