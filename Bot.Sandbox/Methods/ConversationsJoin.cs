using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Joins a public channel.</summary>
static class ConversationsJoin
{
    public static readonly Method Method = new("conversations.join", Tier.Three, "channel*", Run)
    {
        Scopes = ["channels:join"],
        Errors = ["channel_not_found", "is_archived", "method_not_supported_for_channel_type"],
    };

    static JsonObject Run(Call call)
    {
        var conversation = call.Conversation();
        if (conversation.Kind != ConversationKind.Public) throw new Refusal("method_not_supported_for_channel_type");
        Call.Active(conversation);
        if (!call.Workspace.Conversations.Life.Join(conversation, call.Actor)) call.Warnings.Add("already_in_channel");
        return Call.Ok("channel", conversation.ToJson(call.Actor.Id));
    }
}
