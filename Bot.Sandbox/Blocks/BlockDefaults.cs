using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Fills in what Slack fills in: block and action ids, emoji of plain text, verbatim of mrkdwn.</summary>
static class BlockDefaults
{
    static readonly HashSet<string> WithoutActionId = ["image", "mrkdwn", "plain_text"];

    public static JsonElement Fill(JsonElement view, Ids ids)
    {
        var filled = JsonObject.Create(view)!;
        if (filled["blocks"] is JsonArray blocks) FillBlocks(blocks, ids);
        foreach (var name in new[] { "title", "submit", "close" })
            if (filled[name] is JsonObject text) FillText(text);
        return filled.Element();
    }

    public static JsonElement? FillBlocks(JsonElement? blocks, Ids ids)
    {
        if (blocks is not { ValueKind: JsonValueKind.Array } given) return blocks;
        var filled = JsonArray.Create(given)!;
        FillBlocks(filled, ids);
        return filled.Element();
    }

    static void FillBlocks(JsonArray blocks, Ids ids)
    {
        foreach (var block in blocks.OfType<JsonObject>())
        {
            if (block["block_id"] is null) block["block_id"] = ids.Short();
            FillElement(block["element"] as JsonObject, ids);
            FillElement(block["accessory"] as JsonObject, ids);
            if ((string?)block["type"] == "actions")
                foreach (var element in (block["elements"] as JsonArray ?? []).OfType<JsonObject>()) FillElement(element, ids);
            FillTexts(block);
        }
    }

    static void FillElement(JsonObject? element, Ids ids)
    {
        if (element is null || WithoutActionId.Contains((string?)element["type"] ?? "")) return;
        if (element["action_id"] is null) element["action_id"] = ids.Short();
    }

    static void FillTexts(JsonNode? node)
    {
        if (node is JsonObject map)
        {
            FillText(map);
            foreach (var (_, value) in map.ToList()) FillTexts(value);
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list) FillTexts(item);
        }
    }

    static void FillText(JsonObject text)
    {
        if (text["type"] is not JsonValue type || text["text"] is not JsonValue) return;
        if (type.ToString() == "plain_text") text["emoji"] ??= true;
        if (type.ToString() == "mrkdwn") text["verbatim"] ??= false;
    }
}
