using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>What an element's value looks like in payloads when a person has pressed, typed or chosen.</summary>
static class ElementValues
{
    public static JsonObject Pressed(PlacedElement placed)
    {
        var value = new JsonObject { ["text"] = placed.Element.Get("text").Copy() };
        if (placed.Element.Get("value") is { } given) value["value"] = given.Node();
        if (placed.Element.Get("url") is { } url) value["url"] = url.Node();
        if (placed.Element.Get("style") is { } style) value["style"] = style.Node();
        return value;
    }

    public static JsonObject Chosen(PlacedElement placed, JsonElement option) =>
        placed.Type.StartsWith("multi_", StringComparison.Ordinal) || placed.Type == "checkboxes"
            ? new() { ["selected_options"] = new JsonArray(option.Node()) }
            : new() { ["selected_option"] = option.Node() };

    public static JsonObject Chosen(IEnumerable<JsonElement> options) =>
        new() { ["selected_options"] = new JsonArray([.. options.Select(option => option.Node())]) };

    public static JsonObject State(PlacedElement placed, JsonObject value)
    {
        var state = new JsonObject { ["type"] = placed.Type };
        foreach (var (name, each) in value) state[name] = each?.DeepClone();
        return state;
    }

    public static IEnumerable<JsonElement> Options(PlacedElement placed) =>
        placed.Element.Items("options").Concat(placed.Element.Items("option_groups").SelectMany(group => group.Items("options")));

    public static JsonElement Option(PlacedElement placed, string text, Reader reader) => Pick(Options(placed), text, reader);

    /// <summary>The option with exactly that text, else the only one that contains it.</summary>
    public static JsonElement Pick(IEnumerable<JsonElement> options, string text, Reader reader)
    {
        var all = options.Select(option => (Option: option, Text: reader.Text(option.Get("text")))).ToList();
        var exact = all.FindAll(each => each.Text == text);
        var near = exact.Count > 0 ? exact : all.FindAll(each => each.Text.Contains(text, StringComparison.OrdinalIgnoreCase));
        return near.Count == 1 ? near[0].Option
            : throw new SandboxException(
                $"\"{text}\" fits {near.Count} of the options: "
                    + $"{string.Join(", ", all.Select(each => each.Text).DefaultIfEmpty("Nothing could be found"))}.");
    }
}
