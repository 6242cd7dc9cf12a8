using System.Text.Json;
using static Bot.Sandbox.Checks;
using static Bot.Sandbox.Composition;

namespace Bot.Sandbox;

/// <summary>Block Kit's blocks and the rules of a whole list of them, from Slack's reference.</summary>
static class BlockLaw
{
    static readonly Field Type = new("type", Anything, true);
    static readonly Field Id = new("block_id", BlockId);

    static readonly Dictionary<string, Check> Kinds = new()
    {
        ["section"] = All(Object(Type, Id, new Field("text", AnyText(3000)), new Field("fields", List(1, 10, AnyText(2000))),
            new Field("accessory", Elements.InSection), new Field("expand", Flag)), TextOrFields),
        ["header"] = Object(Type, Id, new Field("text", Plain(150), true)),
        ["divider"] = Object(Type, Id),
        ["context"] = Object(Type, Id, new Field("elements", List(1, 10, Elements.InContext), true)),
        ["actions"] = All(Object(Type, Id, new Field("elements", List(1, 25, Elements.InActions), true)), UniqueActions),
        ["image"] = All(Object(Type, Id, new Field("image_url", Url(3000)), new Field("slack_file", Anything),
            new Field("alt_text", Text(2000), true),
            new Field("title", Plain(2000))), OneImage),
        ["input"] = Object(Type, Id, new Field("label", Plain(2000), true), new Field("element", Elements.InInput, true),
            new Field("hint", Plain(2000)),
            new Field("optional", Flag), new Field("dispatch_action", Flag)),
        ["rich_text"] = Object(Type, Id, new Field("elements", List(1, 1000, Typed(RichKinds())), true)),
        ["markdown"] = All(Object(Type, Id, new Field("text", Text(12_000), true)), Only(Surface.Message)),
        ["video"] = Object(Type, Id, new Field("video_url", Url(3000), true), new Field("thumbnail_url", Url(3000), true),
            new Field("alt_text", Text(200), true),
            new Field("title", Plain(200), true), new Field("title_url", Url(3000)), new Field("author_name", Text(50)),
            new Field("provider_name", Text(50)), new Field("provider_icon_url", Url(3000)),
                new Field("description", Plain(200))),
        ["table"] = All(Object(Type, Id, new Field("rows", List(1, 100, List(1, 20, Anything)), true),
            new Field("column_settings", List(1, 20, Anything))), Only(Surface.Message)),
        ["alert"] = All(Object(Type, Id, new Field("text", AnyText(200), true),
            new Field("level", OneOf("default", "info", "warning", "error", "success"))), Only(Surface.Modal)),
    };

    static readonly Check Block = Typed(Kinds);

    public static void Check(JsonElement blocks, string at, Findings found)
    {
        List(0, found.Surface == Surface.Message ? 50 : 100, Block)(blocks, at, found);
        if (blocks.ValueKind != JsonValueKind.Array) return;
        Unique(blocks.EnumerateArray().Select(block => block.Text("block_id")), "block_id", at, found);
        if (blocks.EnumerateArray().Count(block => block.Text("type") == "table") > 1) found.Add("only one table allowed", at);
    }

    /// <summary>All the text that counts towards a message's undocumented total.</summary>
    public static int TextLength(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Sum(TextLength),
        JsonValueKind.Object => value.EnumerateObject().Sum(property =>
            property is { Name: "text", Value.ValueKind: JsonValueKind.String } ? property.Value.GetString()!.Length
                : TextLength(property.Value)),
        _ => 0,
    };

    static Dictionary<string, Check> RichKinds()
    {
        var part = Object(Type, new Field("elements", List(0, 1000, Anything), true), new Field("style", Anything),
            new Field("indent", Whole(0, 8)),
            new Field("offset", Whole(0, 1000)), new Field("border", Whole(0, 1)), new Field("language", Text(100)));
        return new()
        {
            ["rich_text_section"] = part,
            ["rich_text_list"] = part,
            ["rich_text_quote"] = part,
            ["rich_text_preformatted"] = part
        };
    }

    static void TextOrFields(JsonElement block, string at, Findings found)
    {
        if (!block.TryGetProperty("text", out _) && !block.TryGetProperty("fields", out _))
            found.Add("must define either `text` or `fields`", at);
    }

    static void OneImage(JsonElement block, string at, Findings found)
    {
        if (block.TryGetProperty("image_url", out _) == block.TryGetProperty("slack_file", out _))
            found.Add("must define either `image_url` or `slack_file`", at);
    }

    static void UniqueActions(JsonElement block, string at, Findings found) =>
        Unique(block.Items("elements").Select(element => element.Text("action_id")), "action_id", $"{at}/elements", found);

    static void Unique(IEnumerable<string?> ids, string name, string at, Findings found)
    {
        foreach (var twice in ids.OfType<string>().GroupBy(id => id).Where(group => group.Count() > 1))
            found.Add($"`{name}` {twice.Key} already exists", at);
    }

    static Check Only(Surface surface) => (block, at, found) =>
    {
        if (found.Surface != surface) found.Add($"unsupported type: {block.Text("type")}", $"{at}/type");
    };
}
