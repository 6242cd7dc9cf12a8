using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Ids of who is in a conversation, page by page.</summary>
static class ConversationsMembers
{
    public static readonly Method Method = new("conversations.members", Tier.Four, "channel* cursor limit", Run)
    {
        Scopes = ["groups:read", "im:read", "mpim:read", "channels:read"],
        Errors = ["channel_not_found", "invalid_cursor", "invalid_limit"],
        ReadsJson = false,
    };

    static JsonObject Run(Call call)
    {
        var conversation = call.Conversation();
        return call.Page("members", conversation.Members, id => JsonValue.Create(id));
    }
}
