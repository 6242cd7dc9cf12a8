using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>The timeline of a private incident and its export are for those inside alone, and so are its parts.</summary>
public sealed class PrivateTimelineTests
{
    [Fact]
    public async Task An_open_timeline_shows_nothing_more_once_they_have_left()
    {
        await using var afternoon = await Begin();
        await afternoon.Finn.Slash("/incident timeline", Channel);
        Assert.Contains("ayroll", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        await afternoon.Finn.Leaves(Channel);
        await afternoon.Finn.Modal.Press("Export");
        Assert.DoesNotContain("ayroll", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        await afternoon.Finn.Modal.Close();
        await afternoon.Finn.Modal.Choose("timeline_filter", "Messages and notes");
        Assert.DoesNotContain("ayroll", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_that_was_open_sends_no_files_once_they_have_left()
    {
        await using var afternoon = await Begin();
        await afternoon.Finn.Slash("/incident timeline", Channel);
        await afternoon.Finn.Modal.Press("Export");
        await afternoon.Finn.Leaves(Channel);
        await afternoon.Finn.Modal.Press("Send me both as files");
        afternoon.Finn.DoesNotSee("The timeline of INC-1");
    }

    [Fact]
    public async Task A_message_elsewhere_cannot_be_put_on_it_by_others()
    {
        await using var afternoon = await Begin();
        var said = await afternoon.Ben.Says("#general", "I saw a strange login");
        await said.Menu("Add to timeline");
        Assert.Contains("There is no incident yet", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
    }
}
