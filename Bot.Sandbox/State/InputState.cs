using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>An interactive element and the block it stands in.</summary>
public sealed record PlacedElement(JsonElement Block, JsonElement Element)
{
    public string BlockId => Block.Text("block_id") ?? "";
    public string ActionId => Element.Text("action_id") ?? "";
    public string Type => Element.Text("type") ?? "";
    public bool InInput => Block.Text("type") == "input";
    public bool Dispatches => !InInput || Block.Is("dispatch_action");
}

/// <summary>The state.values of a view or message: every element that holds a value, touched or not.</summary>
static class InputState
{
    static readonly HashSet<string> Stateless = ["button", "overflow", "image", "workflow_button", "icon_button",
        "feedback_buttons"];

    public static IEnumerable<PlacedElement> Elements(JsonElement view) => Elements(view.Items("blocks"));

    public static IEnumerable<PlacedElement> Elements(IEnumerable<JsonElement> blocks)
    {
        foreach (var block in blocks)
        {
            if (block.Get("element") is { } element) yield return new PlacedElement(block, element);
            if (block.Get("accessory") is { } accessory && accessory.Text("action_id") is not null)
                yield return new PlacedElement(block, accessory);
            if (block.Text("type") != "actions") continue;
            foreach (var action in block.Items("elements")) yield return new PlacedElement(block, action);
        }
    }

    public static JsonObject Of(JsonElement view, Answers answers) => Of(view.Items("blocks"), answers);

    public static JsonObject Of(IEnumerable<JsonElement> blocks, Answers answers)
    {
        var values = new JsonObject();
        foreach (var placed in Elements(blocks).Where(placed => !Stateless.Contains(placed.Type)))
        {
            var block = values[placed.BlockId] as JsonObject;
            if (block is null) values[placed.BlockId] = block = [];
            block[placed.ActionId] = answers[placed.BlockId, placed.ActionId]?.DeepClone() ?? Initial(placed);
        }
        return values;
    }

    /// <summary>What an untouched element counts as: its initial value, or nothing in the shape of its kind.</summary>
    public static JsonObject Initial(PlacedElement placed)
    {
        var element = placed.Element;
        var (field, initial) = placed.Type switch
        {
            "static_select" or "external_select" or "radio_buttons" => ("selected_option", element.Get("initial_option").Copy()),
            "users_select" => ("selected_user", element.Get("initial_user").Copy()),
            "conversations_select" => ("selected_conversation", element.Get("initial_conversation").Copy()),
            "channels_select" => ("selected_channel", element.Get("initial_channel").Copy()),
            "multi_static_select" or "multi_external_select" or "checkboxes" =>
                ("selected_options", element.Get("initial_options").Copy() ?? new JsonArray()),
            "multi_users_select" => ("selected_users", element.Get("initial_users").Copy() ?? new JsonArray()),
            "multi_conversations_select" => ("selected_conversations", element.Get("initial_conversations").Copy()
                ?? new JsonArray()),
            "multi_channels_select" => ("selected_channels", element.Get("initial_channels").Copy() ?? new JsonArray()),
            "datepicker" => ("selected_date", element.Get("initial_date").Copy()),
            "timepicker" => ("selected_time", element.Get("initial_time").Copy()),
            "datetimepicker" => ("selected_date_time", element.Get("initial_date_time").Copy()),
            "rich_text_input" => ("rich_text_value", element.Get("initial_value").Copy()),
            "file_input" => ("files", new JsonArray()),
            _ => ("value", element.Get("initial_value").Copy()),
        };
        var state = new JsonObject { ["type"] = placed.Type, [field] = initial };
        if (placed.Type == "timepicker" && element.Text("timezone") is { } zone) state["timezone"] = zone;
        return state;
    }
}
