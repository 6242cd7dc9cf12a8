using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>The conversations of the workspace, page by page.</summary>
static class ConversationsList
{
    public static readonly Method Method = new("conversations.list", Tier.Two, "cursor exclude_archived limit team_id types", Run)
    {
        Scopes = ["groups:read", "im:read", "mpim:read", "channels:read"],
        Errors = ["invalid_cursor", "invalid_limit", "invalid_types"],
        ReadsJson = false,
    };

    static JsonObject Run(Call call) => ConversationTypes.Page(call, call.Workspace.Conversations.All, each => Shown(each, call));

    static JsonObject Shown(Conversation conversation, Call call)
    {
        var shown = conversation.ToJson(call.Actor.Id);
        shown["num_members"] = conversation.Members.Count;
        return shown;
    }
}
