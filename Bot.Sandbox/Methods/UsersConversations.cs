using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>The conversations that a user (the caller unless named) is in.</summary>
static class UsersConversations
{
    public static readonly Method Method = new("users.conversations", Tier.Three,
        "cursor exclude_archived exclude_muted limit team_id types user", Run)
    {
        Scopes = ["groups:read", "im:read", "mpim:read", "channels:read"],
        Errors = ["invalid_cursor", "invalid_limit", "invalid_types"],
        ReadsJson = false,
    };

    static JsonObject Run(Call call)
    {
        var whose = call.Arguments.Text("user") ?? call.Actor.Id;
        if (call.Workspace.People.ById(whose) is null) throw Refusal.InvalidArguments("user_not_found [json-pointer:/user]");
        return ConversationTypes.Page(call, call.Workspace.Conversations.Of(whose), each =>
            each.ToJson(call.Actor.Id, withMembership: false));
    }
}
