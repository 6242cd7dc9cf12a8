using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>What the methods of canvases share.</summary>
static class CanvasRules
{
    const int MostCells = 300;

    /// <summary>The Markdown that a call brings; "" where it brings none.</summary>
    public static string Content(Call call) => call.Arguments.Element("document_content") is { } content ? Markdown(content)
        : call.Arguments.Has("document_content") ? throw Refusal.InvalidArguments("document_content must be an object") : "";

    public static string Markdown(JsonElement content)
    {
        if (content.Text("type") != "markdown" || content.Text("markdown") is not { } markdown)
            throw Refusal.InvalidArguments("document_content must be of type markdown");
        if (markdown.Length > Canvas.Longest) throw Refusal.InvalidArguments("markdown is too long");
        return CanvasMarkdown.Blocks(markdown).All(block => CanvasMarkdown.Cells(block) <= MostCells) ? markdown
            : throw Failed("canvas_creation_failed", "a table has more than 300 cells");
    }

    public static Refusal Failed(string error, string detail) => new(error, new JsonObject { ["detail"] = detail });

    /// <summary>The canvas of a call: whoever is where it is a tab may write in it.</summary>
    public static Canvas Find(Call call)
    {
        if (call.Workspace.Canvases.ById(call["canvas_id"]) is not { } canvas || !call.Visible(canvas.Conversation))
            throw new Refusal("canvas_not_found");
        return canvas.IsDeleted ? throw new Refusal("canvas_deleted") : canvas;
    }

    public static Canvas Made(Call call, Conversation conversation, bool isOfChannel)
    {
        var canvas = call.Workspace.Canvases.Create(
            conversation, call.Arguments.Text("title") ?? "", Content(call), isOfChannel);
        call.Workspace.Note(new Change("channel", conversation.Id));
        return canvas;
    }
}
