using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Changes one thing in a canvas.</summary>
static class CanvasesEdit
{
    public static readonly Method Method = new("canvases.edit", Tier.Three, "canvas_id* changes*", Run)
    {
        Scopes = ["canvases:write"],
        Errors = ["canvas_not_found", "canvas_deleted", "canvas_editing_failed"],
    };

    static JsonObject Run(Call call)
    {
        var canvas = CanvasRules.Find(call);
        if (call.Arguments.Element("changes") is not { ValueKind: JsonValueKind.Array } changes || changes.GetArrayLength() != 1)
            throw Refusal.InvalidArguments("changes must hold exactly one item");
        var change = changes[0];
        if (change.Text("operation") is not { } operation) throw Refusal.InvalidArguments("operation is missing");
        Apply(call, canvas, operation, change);
        call.Workspace.Note(new Change("channel", canvas.Conversation.Id));
        return Call.Ok();
    }

    static void Apply(Call call, Canvas canvas, string operation, JsonElement change)
    {
        if (operation == "rename")
        {
            canvas.Title = change.Get("title_content") is { } title ? CanvasRules.Markdown(title)
                : throw Refusal.InvalidArguments("title_content is missing");
            return;
        }

        var id = change.Text("section_id");
        if (operation is "insert_before" or "insert_after" or "delete" && id is null)
            throw Refusal.InvalidArguments("section_id is missing");
        var at = id is null ? -1 : canvas.Sections.FindIndex(section => section.Id == id);
        if (id is not null && at < 0) throw CanvasRules.Failed("canvas_editing_failed", "there is no such section");
        List<CanvasSection> written = operation == "delete" ? [] : change.Get("document_content") is { } content
            ? [.. call.Workspace.Canvases.Parse(CanvasRules.Markdown(content))]
            : throw Refusal.InvalidArguments("document_content is missing");
        Put(canvas.Sections, operation, at, written);
    }

    static void Put(List<CanvasSection> sections, string operation, int at, List<CanvasSection> written)
    {
        switch (operation)
        {
            case "insert_at_start":
                sections.InsertRange(0, written);
                break;
            case "insert_at_end":
                sections.AddRange(written);
                break;
            case "insert_before":
                sections.InsertRange(at, written);
                break;
            case "insert_after":
                sections.InsertRange(at + 1, written);
                break;
            case "replace" when at < 0:
                sections.Clear();
                sections.AddRange(written);
                break;
            case "replace":
                sections.RemoveAt(at);
                sections.InsertRange(at, written);
                break;
            case "delete":
                sections.RemoveAt(at);
                break;
            default:
                throw Refusal.InvalidArguments($"there is no operation {operation}");
        }
    }
}
