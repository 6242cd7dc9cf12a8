using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Pins a message to its channel.</summary>
static class PinsAdd
{
    public static readonly Method Method = new("pins.add", Tier.Two, "channel* timestamp", Run)
    {
        Scopes = ["pins:write"],
        Errors =
        [
            "channel_not_found", "not_in_channel", "message_not_found", "already_pinned", "no_item_specified",
            "too_many_pins",
        ],
    };

    const int Most = 100;

    static JsonObject Run(Call call)
    {
        var conversation = call.Joined();
        if (!call.Arguments.Has("timestamp")) throw new Refusal("no_item_specified");
        var message = call.MessageIn(conversation, "timestamp");
        if (conversation.Pins.Any(pin => pin.Message == message)) throw new Refusal("already_pinned");
        if (conversation.Pins.Count >= Most) throw new Refusal("too_many_pins");
        call.Workspace.Conversations.Life.Pin(message, call.Actor);
        return Call.Ok();
    }
}
