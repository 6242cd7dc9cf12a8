using Bot.Domain.Incidents;
using Bot.Domain.Postmortems;
using Bot.Sandbox;
using static Bot.Tests.Postmortems.PostmortemActs;

namespace Bot.Tests.Postmortems;

/// <summary>Where the text of a postmortem stands: in a canvas, or where there is none, with the bot.</summary>
public sealed class PostmortemCanvasTests
{
    static async Task<string> Markdown(Member who)
    {
        await (await who.Postmortem()).Press("Send me Markdown");
        if (who.ModalOrNone is { } modal) await modal.CloseAll();
        return who.File();
    }

    [Fact]
    public async Task Canvas_and_Markdown_hold_the_same_text()
    {
        await using var afternoon = await Resolved();
        await afternoon.Ana.Slash("/followup fix the test @ben", Channel);
        await afternoon.Ana.Sees("writes the postmortem of INC-1", Channel).Click("Start");
        Assert.Equal($"# {Title}\n\n{afternoon.Canvas().Markdown}", await Markdown(afternoon.Ben));
        Assert.Equal(
            ["Facts", "Summary", "Impact", "Timeline", "Contributing causes", "What went well", "What did not", "Follow-ups"],
            afternoon.Canvas().Sections.Where(s => s.Kind == CanvasKind.Heading).Select(s => s.Text));
        Assert.Contains("| Severity | Major, ", afternoon.Canvas().Markdown, StringComparison.Ordinal);
        Assert.Contains("| Follow-ups | 0 of 1 done |", afternoon.Canvas().Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_facts_change_later_and_a_persons_words_stay()
    {
        await using var afternoon = await Started();
        var canvas = afternoon.Canvas();
        afternoon.Workspace.Canvases.Write(canvas, "What went well", "Ben saw it at once.");
        afternoon.Workspace.Canvases.Write(canvas, "Facts", "The bank holiday made it worse.");
        var before = canvas.Sections.ToList();
        await afternoon.Ana.Slash("/followup fix the test @ben", Channel);
        await afternoon.Ana.Answers(hasFollowUps: true);
        var changed = before.Zip(canvas.Sections).Where(pair => pair.First != pair.Second).ToList();
        Assert.Equal(before.Count, canvas.Sections.Count);
        var (_, table) = Assert.Single(changed);
        Assert.Equal(CanvasKind.Table, table.Kind);
        Assert.Contains("| Follow-ups | 0 of 1 done |", table.Markdown, StringComparison.Ordinal);
        Assert.Contains("| Data | No data was wrong, no backfill needed", table.Markdown, StringComparison.Ordinal);
        Assert.Contains("Ben saw it at once.", canvas.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_whose_heading_people_took_out_are_left_out_and_that_is_said()
    {
        await using var afternoon = await Started();
        var canvas = afternoon.Canvas();
        afternoon.Workspace.Canvases.Remove(canvas, "Facts");
        var before = canvas.Markdown;
        await afternoon.Ana.Slash("/followup fix the test @ben", Channel);
        Assert.Equal(before, canvas.Markdown);
        afternoon.Ana.Sees("Its heading Facts was taken out, so no facts are kept there.", Channel);
    }

    [Fact]
    public async Task A_table_of_facts_that_people_deleted_comes_back_below_its_heading()
    {
        await using var afternoon = await Started();
        var canvas = afternoon.Canvas();
        afternoon.Workspace.Canvases.Remove(canvas, "Kept by Data Responder");
        await afternoon.Ana.Slash("/followup fix the test @ben", Channel);
        Assert.Equal([CanvasKind.Heading, CanvasKind.Table], canvas.Sections.Take(2).Select(s => s.Kind));
    }

    [Theory]
    [InlineData("conversations.canvases.create")]
    [InlineData("canvases.create")]
    public async Task A_canvas_whose_making_was_not_answered_is_found_again(string method)
    {
        await using var afternoon = await Resolved();
        if (method == "canvases.create")
        {
            var channel = afternoon.Workspace.Conversations[Channel.TrimStart('#')];
            afternoon.Workspace.Canvases.Add(channel, "Notes", "# Ours\n", isOfChannel: true);
        }

        afternoon.Workspace.Faults.On(method).LoseResponse();
        await afternoon.Ana.Sees("writes the postmortem of INC-1", Channel).Click("Start");
        Assert.Single(afternoon.Workspace.Canvases.All, c => c.Title == Title);
        Assert.Equal(afternoon.Canvas().Id, afternoon.Row()!.Canvas);
    }

    [Fact]
    public async Task Beside_a_canvas_of_the_teams_own_it_gets_a_tab()
    {
        await using var afternoon = await Resolved();
        var channel = afternoon.Workspace.Conversations[Channel.TrimStart('#')];
        var own = afternoon.Workspace.Canvases.Add(channel, "Notes", "# Ours\n", isOfChannel: true);
        await afternoon.Ana.Sees("writes the postmortem of INC-1", Channel).Click("Start");
        Assert.False(afternoon.Canvas().IsOfChannel);
        Assert.Equal("# Ours\n", own.Markdown);
    }

    [Fact]
    public async Task In_a_free_workspace_it_is_the_one_tab_that_a_channel_has_there()
    {
        await using var afternoon = await Resolved();
        afternoon.Workspace.Policies.IsFree = true;
        await afternoon.Ana.Sees("writes the postmortem of INC-1", Channel).Click("Start");
        Assert.Equal(afternoon.Canvas().Id, afternoon.Row()!.Canvas);
    }

    [Theory]
    [InlineData(true, "the app lacks canvases:write")]
    [InlineData(false, "Slack made no canvas (canvas_disabled_user_team)")]
    public async Task Where_there_is_no_canvas_it_is_written_here_and_its_file_stands_in_the_channel(bool isScope, string why)
    {
        await using var afternoon = await Resolved(isScope ? WithoutCanvases : null);
        if (!isScope) afternoon.Workspace.Faults.On("conversations.canvases.create").Refuse("canvas_disabled_user_team");
        await afternoon.Ana.Answers();
        await afternoon.Ana.Sees("writes the postmortem of INC-1", Channel).Click("Start");
        var shown = await afternoon.Ana.Postmortem();
        Assert.Contains(why, shown.Text.Replace("`", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("## Impact", shown.Text, StringComparison.Ordinal);
        await shown.Press("Edit…");
        await afternoon.Ana.Modal.Fill("What went well", "Ben saw it *at once*.").Submit();
        await (await afternoon.Ana.Postmortem()).Press("Send to review");
        var file = afternoon.Ben.File(Channel);
        Assert.Contains("## What went well\n\nBen saw it *at once*.\n", file, StringComparison.Ordinal);
        Assert.StartsWith($"# {Title}\n\n## Facts\n\n| Kept by Data Responder for INC-1.", file, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Press("Complete");
        Assert.Equal(IncidentStatus.Closed, afternoon.Status());
        Assert.Equal(2, afternoon.Ben.Messages(Channel).SelectMany(m => m.Replies).Count(m => m.Posted.Files.Count > 0));
    }

    [Fact]
    public async Task What_two_people_change_in_the_same_section_is_not_lost()
    {
        await using var afternoon = await Started(WithoutCanvases);
        await (await afternoon.Ana.Postmortem()).Press("Edit…");
        await (await afternoon.Ben.Postmortem()).Press("Edit…");
        await afternoon.Ana.Modal.Fill("What went well", "The alert").Submit();
        await afternoon.Ben.Modal.Fill("What went well", "The rollback").Fill("What did not", "The docs").Submit();
        Assert.Contains("ana has changed “What went well” meanwhile", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        Assert.Equal("The rollback", afternoon.Ben.Modal.Value("What went well"));
        await afternoon.Ben.Modal.Submit();
        var shown = await afternoon.Ana.Postmortem();
        Assert.Contains("The rollback", shown.Text, StringComparison.Ordinal);
        Assert.Contains("The docs", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Slack_fails_to_write_once_is_written_a_moment_later()
    {
        await using var afternoon = await Resolved();
        afternoon.Workspace.Faults.On("conversations.canvases.create").Refuse("canvas_creation_failed", times: 1);
        await afternoon.Ana.Sees("writes the postmortem of INC-1", Channel).Click("Start");
        await Wait.Until(() => afternoon.Row()!.Canvas is not null, TimeSpan.FromSeconds(20));
        afternoon.Workspace.Faults.On("canvases.edit").Refuse("canvas_editing_failed", times: 1);
        await afternoon.Ana.Slash("/incident severity minor", Channel);
        await afternoon.Ana.Modal.Submit();
        await Wait.Until(
            () => afternoon.Canvas().Markdown.Contains("Minor", StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.Null(afternoon.Row()!.FactsTrouble);
    }

    [Fact]
    public async Task What_Slack_never_takes_is_said_and_left()
    {
        await using var afternoon = await Started();
        afternoon.Workspace.Faults.On("canvases.edit").Refuse("canvas_tab_limit");
        await afternoon.Ana.Slash("/followup fix the test @ben", Channel);
        Assert.Contains(
            "Slack does not take its facts now (canvas_tab_limit), so they are old.",
            afternoon.Ana.Sees("The postmortem of INC-1 is in progress", Channel).Text.Replace("`", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_canvas_is_not_made_again_and_what_was_drafted_is_kept()
    {
        await using var afternoon = await Started();
        afternoon.Canvas().IsDeleted = true;
        await afternoon.Ana.Slash("/followup fix the test @ben", Channel);
        Assert.Null(afternoon.Row()!.Canvas);
        var shown = await afternoon.Ana.Postmortem();
        Assert.Contains("Its canvas was deleted. What was drafted is kept here.", shown.Text, StringComparison.Ordinal);
        Assert.All(afternoon.Workspace.Canvases.All, c => Assert.True(c.IsDeleted));
        Assert.Equal(PostmortemState.InProgress, afternoon.Row()!.State);
    }
}
