using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Deletes a message of the caller's own.</summary>
static class ChatDelete
{
    public static readonly Method Method = new("chat.delete", Tier.Three, "as_user channel* ts*", Run)
    {
        Scopes = ["chat:write"],
        Errors = ["message_not_found", "cant_delete_message", "channel_not_found"],
    };

    static JsonObject Run(Call call)
    {
        var conversation = call.Conversation();
        var message = call.MessageIn(conversation, "ts");
        if (message.Author != call.Actor) throw new Refusal("cant_delete_message");
        call.Workspace.Conversations.Posting.Delete(message);
        var answer = Call.Ok();
        answer["channel"] = conversation.Id;
        answer["ts"] = message.Ts;
        return answer;
    }
}
