using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>A message with the emoji under it.</summary>
static class ReactionsGet
{
    public static readonly Method Method = new("reactions.get", Tier.Three, "channel file file_comment full timestamp", Run)
    {
        Scopes = ["reactions:read"],
        Errors = ["channel_not_found", "not_in_channel", "message_not_found", "bad_timestamp", "no_item_specified"],
        ReadsJson = false,
    };

    static JsonObject Run(Call call)
    {
        var found = ReactionRules.Message(call);
        var message = found.ToJson();
        message["permalink"] = ChatGetPermalink.Of(call.Workspace, found);
        var answer = Call.Ok("type", "message");
        answer["channel"] = found.Conversation.Id;
        answer["message"] = message;
        return answer;
    }
}
