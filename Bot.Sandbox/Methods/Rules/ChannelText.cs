using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>What setting a channel's topic and purpose have in common.</summary>
static class ChannelText
{
    const int Longest = 250;

    public static JsonObject Set(Call call, string argument, Action<ChannelLife, Conversation, string> set)
    {
        var conversation = Call.Active(Call.Channel(call.Joined()));
        if (call[argument].Length > Longest) throw new Refusal("too_long");
        set(call.Workspace.Conversations.Life, conversation, call[argument]);
        return Call.Ok("channel", conversation.ToJson(call.Actor.Id));
    }
}
