using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>The ids of the parts of a canvas that are of a kind, or hold a text; never what they say.</summary>
static class CanvasesSectionsLookup
{
    public static readonly Method Method = new("canvases.sections.lookup", Tier.Three, "canvas_id* criteria*", Run)
    {
        Scopes = ["canvases:read"],
        Errors = ["canvas_not_found", "canvas_deleted"],
    };

    static readonly string[] Kinds = ["any_header", "h1", "h2", "h3", "table", "list"];

    static JsonObject Run(Call call)
    {
        var canvas = CanvasRules.Find(call);
        if (call.Arguments.Element("criteria") is not { ValueKind: JsonValueKind.Object } criteria)
            throw Refusal.InvalidArguments("criteria must be an object");
        List<string> kinds = criteria.Get("section_types") is { ValueKind: JsonValueKind.Array } types
            ? [.. types.EnumerateArray().Select(type => type.GetString() ?? "")] : [];
        if (kinds.Count > 3 || kinds.Except(Kinds).Any()) throw Refusal.InvalidArguments("section_types are not known");
        var text = criteria.Text("contains_text");
        if (kinds.Count == 0 && text is null) throw Refusal.InvalidArguments("criteria name nothing");
        return Call.Ok("sections", new JsonArray(
        [
            .. canvas.Sections.Where(section => (kinds.Count == 0 || kinds.Exists(kind => Is(section, kind)))
                    && (text is null || section.Text.Contains(text, StringComparison.OrdinalIgnoreCase)))
                .Select(section => new JsonObject { ["id"] = section.Id }),
        ]));
    }

    static bool Is(CanvasSection section, string kind) => kind switch
    {
        "table" => section.Kind == CanvasKind.Table,
        "list" => section.Kind == CanvasKind.List,
        "any_header" => section.Kind == CanvasKind.Heading,
        _ => section.Kind == CanvasKind.Heading && kind == $"h{section.Level}",
    };
}
