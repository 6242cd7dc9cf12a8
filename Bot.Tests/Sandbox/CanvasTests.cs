namespace Bot.Tests.Sandbox;

/// <summary>Canvases as Slack has them: one in the head of a channel, tabs beside it, parts that are found and edited.</summary>
public sealed class CanvasTests : WorkspaceTest
{
    static object Content(string markdown) => new { type = "markdown", markdown };

    async Task<(string Channel, string Canvas)> Made(string markdown = "## Facts\n\n| a | b |\n| --- | --- |\n\ntext")
    {
        var channel = await App.NewChannel("papers");
        var made = await App.Done(
            "conversations.canvases.create", new { channel_id = channel, title = "Paper", document_content = Content(markdown) });
        return (channel, made.GetProperty("canvas_id").GetString()!);
    }

    async Task<string[]> Find(string canvas_id, object criteria) =>
        [.. (await App.Done("canvases.sections.lookup", new { canvas_id, criteria })).GetProperty("sections").EnumerateArray()
            .Select(section => section.GetProperty("id").GetString()!)];

    [Fact]
    public async Task A_channel_has_one_in_its_head_and_any_number_of_tabs()
    {
        var (channel, canvas) = await Made();
        Assert.Equal("channel_canvas_already_exists", await App.Refused(
            "conversations.canvases.create", new { channel_id = channel }));
        var tab = await App.Done("canvases.create", new { channel_id = channel, title = "More" });
        var properties = (await App.Form("conversations.info", null, ("channel", channel))).GetProperty("channel")
            .GetProperty("properties");
        Assert.Equal(canvas, properties.GetProperty("canvas").GetProperty("file_id").GetString());
        Assert.Equal(
            [canvas, tab.GetProperty("canvas_id").GetString()],
            properties.GetProperty("tabs").EnumerateArray()
                .Select(t => t.GetProperty("data").GetProperty("file_id").GetString()));
    }

    static string[] Kinds(params string[] kinds) => kinds;

    [Fact]
    public async Task Parts_are_found_by_kind_and_text_and_have_another_id_after_an_edit()
    {
        var (_, canvas_id) = await Made();
        var table = Assert.Single(await Find(canvas_id, new { section_types = Kinds("table"), contains_text = "A" }));
        Assert.Single(await Find(canvas_id, new { section_types = Kinds("any_header"), contains_text = "facts" }));
        Assert.Empty(await Find(canvas_id, new { section_types = Kinds("h1") }));
        object Change(string section_id) => new
        {
            canvas_id,
            changes = new[] { new { operation = "replace", section_id, document_content = Content("| c |\n| --- |") } },
        };
        await App.Done("canvases.edit", Change(table));
        Assert.Equal("canvas_editing_failed", await App.Refused("canvases.edit", Change(table)));
        Assert.Single(await Find(canvas_id, new { contains_text = "| c |" }), id => id != table && id.Length > 0 && id[0] == 't');
        Assert.Equal("canvas_not_found", await App.Refused(
            "canvases.sections.lookup", new { canvas_id = "F000", criteria = new { contains_text = "x" } }));
    }

    [Fact]
    public async Task An_edit_holds_one_change_and_a_table_300_cells()
    {
        var (_, canvas_id) = await Made();
        Assert.Equal("invalid_arguments", await App.Refused("canvases.edit", new { canvas_id, changes = Array.Empty<object>() }));
        var rows = string.Join('\n', Enumerable.Repeat("| a | b |", 151));
        Assert.Equal("canvas_creation_failed", await App.Refused("canvases.edit", new
        {
            canvas_id,
            changes = new[] { new { operation = "insert_at_end", document_content = Content(rows) } },
        }));
    }

    [Fact]
    public async Task A_free_workspace_has_one_tab_in_a_channel_and_none_in_its_head()
    {
        Workspace.Policies.IsFree = true;
        var channel = await App.NewChannel("papers");
        Assert.Equal("team_tier_cannot_create_channel_canvases", await App.Refused(
            "conversations.canvases.create", new { channel_id = channel }));
        Assert.Equal("free_teams_cannot_create_non_tabbed_canvases", await App.Refused("canvases.create", new { }));
        await App.Done("canvases.create", new { channel_id = channel });
        Assert.Equal("free_team_canvas_tab_already_exists", await App.Refused("canvases.create", new { channel_id = channel }));
    }
}
