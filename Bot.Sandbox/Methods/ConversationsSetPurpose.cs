using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Sets the purpose of a channel and says so in it.</summary>
static class ConversationsSetPurpose
{
    public static readonly Method Method = new("conversations.setPurpose", Tier.Two, "channel* purpose*", Run)
    {
        Scopes = ["channels:write.topic", "groups:write.topic", "mpim:write.topic", "im:write.topic", "channels:manage", "groups:write", "im:write", "mpim:write"],
        Errors =
        [
            "channel_not_found", "not_in_channel", "is_archived", "too_long", "method_not_supported_for_channel_type",
        ],
    };

    const int Longest = 250;

    static JsonObject Run(Call call)
    {
        var conversation = Call.Active(Call.Channel(call.Joined()));
        if (call["purpose"].Length > Longest) throw new Refusal("too_long");
        call.Workspace.Conversations.Life.SetPurpose(conversation, call.Actor, call["purpose"]);
        var answer = Call.Ok();
        answer["channel"] = conversation.ToJson(call.Actor.Id);
        return answer;
    }
}
