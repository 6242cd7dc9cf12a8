using static Bot.Tests.Incidents.IncidentVerbsTests;

namespace Bot.Tests.Incidents;

/// <summary>The question which incident a verb means, and what becomes of the words.</summary>
public sealed class AskWhichTests
{
    [Fact]
    public async Task Without_one_it_asks_which_and_the_words_are_kept()
    {
        await using var afternoon = await With("Orders are late", "Refunds are missing");
        await afternoon.Ana.Slash("/incident reslove it was the disk", "#data-team");
        var question = afternoon.Ana.Sees("Which incident do you want to resolve?");
        Assert.True(question.IsEphemeral);
        Assert.Contains("With it goes: “it was the disk”", question.Text, StringComparison.Ordinal);
        await question.Choose("incident_which", "INC-1 · Orders are late");
        await question.Click("Resolve");
        Assert.Equal("Resolve INC-1", afternoon.Ana.Modal.Title);
        Assert.Equal("it was the disk", afternoon.Ana.Modal.Value("What fixed it"));
        Assert.True(question.IsDeleted);
    }

    [Fact]
    public async Task The_worst_is_offered_first_and_what_one_leads_is_chosen_already()
    {
        await using var afternoon = await With("Orders are late", "Refunds are missing", "Stock is wrong");
        await afternoon.Ana.Slash("/incident severity 1 critical", "#data-team");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Slash("/incident resolve", "#data-team");
        await afternoon.Ana.Sees("Which incident").Click("Resolve");
        Assert.Equal("Resolve INC-1", afternoon.Ana.Modal.Title);
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Slash("/incident lead 2 @ben", "#data-team");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ben.Slash("/incident resolve", "#data-team");
        await afternoon.Ben.Sees("Which incident").Click("Resolve");
        Assert.Equal("Resolve INC-2", afternoon.Ben.Modal.Title);
    }

    [Fact]
    public async Task A_name_that_begins_with_a_verb_is_one_press_from_being_declared()
    {
        await using var afternoon = await With("Orders are late");
        await afternoon.Ana.Slash("/incident resolve customs *dispute*", "#data-team");
        await afternoon.Ana.Sees("Which incident").Click("Declare “resolve customs *dispute*”");
        Assert.Equal("Declare an incident", afternoon.Ana.Modal.Title);
        Assert.Equal("resolve customs *dispute*", afternoon.Ana.Modal.Value("Name"));
    }

    [Fact]
    public async Task Where_nothing_is_open_it_says_so_and_how_to_declare()
    {
        await using var afternoon = await With();
        await afternoon.Ana.Slash("/incident resolve customs dispute", "#data-team");
        var answer = afternoon.Ana.Sees("Nothing is open, so there is nothing to resolve.");
        Assert.Contains("/incident declare resolve customs dispute", answer.Text, StringComparison.Ordinal);
        await afternoon.Ana.Slash("/incident declare resolve customs dispute", "#data-team");
        Assert.Equal("resolve customs dispute", afternoon.Ana.Modal.Value("Name"));
        await afternoon.Ana.Slash("/incident reopen", "#data-team");
        afternoon.Ana.Sees("No incident has ended yet, so there is nothing to reopen.");
    }

    [Fact]
    public async Task Words_too_long_for_a_button_are_shown_to_be_copied()
    {
        await using var afternoon = await With("Orders are late");
        var words = string.Join(' ', Enumerable.Range(1000, 500));
        await afternoon.Ana.Slash($"/incident update at {words}", "#data-team");
        var question = afternoon.Ana.Sees("Which incident");
        Assert.Contains("too long to be carried along", question.Text, StringComparison.Ordinal);
        Assert.Contains("1499", question.Text, StringComparison.Ordinal);
        await question.Click("Update");
        Assert.Equal("Update INC-1", afternoon.Ana.Modal.Title);
    }

    [Fact]
    public async Task Of_many_open_incidents_the_question_offers_what_slack_takes()
    {
        await using var afternoon = await With([.. Enumerable.Range(1, 27).Select(i => $"{new string('x', 100)} {i}")]);
        await afternoon.Ana.Slash("/incident update", "#data-team");
        await afternoon.Ana.Sees("Which incident").Click("Update");
        Assert.Equal("Update INC-27", afternoon.Ana.Modal.Title);
    }

    [Fact]
    public async Task The_command_alone_shows_in_an_incidents_channel_what_can_be_done_there()
    {
        await using var afternoon = await With("Orders are *late*");
        var channel = afternoon.Workspace.Conversations["inc-1-orders-are-late"].Name;
        await afternoon.Ana.Slash("/incident", $"#{channel}");
        Assert.Equal("INC-1", afternoon.Ana.Modal.Title);
        Assert.Equal(
            [
                "I'll lead", "Update", "Change", "Resolve", "Merge", "Expect alerts", "Notice", "Move to private",
                "Subscribe", "Catch me up", "Summary", "See the timeline", "See similar ones", "Declare another",
            ],
            afternoon.Ana.Modal.Buttons);
        await afternoon.Ana.Modal.Press("Update");
        Assert.Equal("Update INC-1", afternoon.Ana.Modal.Title);
        await afternoon.Ana.Slash("/incident", $"#{channel}");
        await afternoon.Ana.Modal.Press("Declare another");
        Assert.Equal("Declare an incident", afternoon.Ana.Modal.Title);
        await afternoon.Ana.Slash("/incident", $"#{channel}");
        await afternoon.Ana.Modal.Press("See the timeline");
        Assert.Contains("opened", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Slash("/incident resolve", $"#{channel}");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Slash("/incident INC-1", "#data-team");
        Assert.Equal(
            [
                "Change", "Reopen", "Subscribe", "Catch me up", "Summary", "See the timeline", "See similar ones",
                "Postmortem", "Declare another",
            ],
            afternoon.Ana.Modal.Buttons);
    }
}
