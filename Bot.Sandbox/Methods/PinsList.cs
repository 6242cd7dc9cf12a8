using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>The pinned messages of a channel.</summary>
static class PinsList
{
    public static readonly Method Method = new("pins.list", Tier.Two, "channel*", Run)
    {
        Scopes = ["pins:read"],
        Errors = ["channel_not_found"],
        ReadsJson = false,
    };

    static JsonObject Run(Call call)
    {
        var conversation = call.Conversation();
        return Call.Ok("items", new JsonArray([.. conversation.Pins.Select(pin => Shown(call.Workspace, pin))]));
    }

    static JsonObject Shown(Workspace workspace, Pin pin)
    {
        var message = pin.Message.ToJson();
        message["pinned_to"] = new JsonArray(pin.Message.Conversation.Id);
        message["permalink"] = ChatGetPermalink.Of(workspace, pin.Message);
        return new JsonObject
        {
            ["type"] = "message",
            ["channel"] = pin.Message.Conversation.Id,
            ["created"] = pin.At,
            ["created_by"] = pin.By,
            ["message"] = message,
        };
    }
}
