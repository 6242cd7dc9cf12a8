using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Sets the topic of a channel and says so in it.</summary>
static class ConversationsSetTopic
{
    public static readonly Method Method = new("conversations.setTopic", Tier.Two, "channel* topic*", Run)
    {
        Scopes = ["channels:write.topic", "groups:write.topic", "mpim:write.topic", "im:write.topic", "channels:manage",
            "groups:write", "im:write", "mpim:write"],
        Errors =
        [
            "channel_not_found", "not_in_channel", "is_archived", "too_long", "method_not_supported_for_channel_type",
        ],
    };

    static JsonObject Run(Call call) => ChannelText.Set(call, "topic", (life, conversation, text) =>
        life.SetTopic(conversation, call.Actor, text));
}
