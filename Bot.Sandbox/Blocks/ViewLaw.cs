using System.Text;
using System.Text.Json;
using static Bot.Sandbox.Checks;
using static Bot.Sandbox.Composition;

namespace Bot.Sandbox;

/// <summary>The rules of a modal or Home view; what breaks them is refused as Slack does.</summary>
static class ViewLaw
{
    const int Largest = 250 * 1024;
    static readonly Field[] Common =
    [
        new("type", Anything, true),
        new("blocks", BlockLaw.Check, true),
        new("private_metadata", Text(3000, 0)),
        new("callback_id", Text(255, 0)),
        new("external_id", Text(255, 0)),
    ];

    static readonly Check Modal = Object([.. Common, new("title", Plain(24), true), new("submit", Plain(24)),
        new("close", Plain(24)),
        new("clear_on_close", Flag), new("notify_on_close", Flag), new("submit_disabled", Flag)]);

    static readonly Check Home = Object(Common);

    /// <summary>Slack's own words for what is wrong, none when the view is fine.</summary>
    public static IReadOnlyList<string> Problems(JsonElement view, Surface surface)
    {
        var found = new Findings(surface);
        var kinds = surface == Surface.Modal ? new Dictionary<string, Check> { ["modal"] = Modal } : new() { ["home"] = Home };
        Typed(kinds)(view, "/view", found);
        if (view.ValueKind == JsonValueKind.Object) CheckWhole(view, found);
        return [.. found.Lines];
    }

    public static JsonElement Checked(JsonElement? view, Surface surface)
    {
        if (view is not { ValueKind: JsonValueKind.Object } given)
            throw Refusal.InvalidArguments("must provide an object [json-pointer:/view]");
        if (Encoding.UTF8.GetByteCount(given.GetRawText()) > Largest) throw new Refusal("view_too_large");
        var problems = Problems(given, surface);
        if (problems.Count > 0)
            throw Refusal.InvalidArguments(problems.Prepend("failed to match all allowed schemas [json-pointer:/view]"));
        return given;
    }

    static void CheckWhole(JsonElement view, Findings found)
    {
        var blocks = view.Items("blocks").ToList();
        if (found.Surface == Surface.Modal && view.Get("submit") is null && blocks.Exists(block => block.Text("type") == "input"))
            found.Add("must define `submit` to use an `input` block in modals", "/view");
        if (blocks.Count == 0) found.Add("no less than 1 items allowed", "/view/blocks");
        foreach (
            var (element, most) in InputState.Elements(blocks).Select(p => (p.Element, p.Element.Get("max_length")?.GetInt32())))
            if (element.Text("initial_value")?.Length > most)
                found.Add($"`initial_value` must be at most {most} characters, as `max_length` says", "/view/blocks");
        if (InputState.Elements(blocks).Count(placed => placed.Element.Is("focus_on_load")) > 1)
            found.Add("only one element may have `focus_on_load`", "/view/blocks");
    }
}
