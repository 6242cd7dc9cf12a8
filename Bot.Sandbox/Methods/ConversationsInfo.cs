using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>One conversation as the caller sees it.</summary>
static class ConversationsInfo
{
    public static readonly Method Method = new(
        "conversations.info", Tier.Three, "channel* include_locale include_num_members", Run)
    {
        Scopes = ["groups:read", "im:read", "mpim:read", "channels:read"],
        Errors = ["channel_not_found"],
        ReadsJson = false,
    };

    static JsonObject Run(Call call)
    {
        var conversation = call.Conversation();
        var shown = conversation.ToJson(call.Actor.Id);
        if (call.Arguments.Flag("include_num_members")) shown["num_members"] = conversation.Members.Count;
        if (call.Workspace.Canvases.Properties(conversation) is { } properties) shown["properties"] = properties;
        return Call.Ok("channel", shown);
    }
}
