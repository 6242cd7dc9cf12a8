using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Sets the purpose of a channel and says so in it.</summary>
static class ConversationsSetPurpose
{
    public static readonly Method Method = new("conversations.setPurpose", Tier.Two, "channel* purpose*", Run)
    {
        Scopes = ["channels:write.topic", "groups:write.topic", "mpim:write.topic", "im:write.topic", "channels:manage",
            "groups:write", "im:write", "mpim:write"],
        Errors =
        [
            "channel_not_found", "not_in_channel", "is_archived", "too_long", "method_not_supported_for_channel_type",
        ],
    };

    static JsonObject Run(Call call) => ChannelText.Set(call, "purpose", (life, conversation, text) =>
        life.SetPurpose(conversation, call.Actor, text));
}
