using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Takes the caller's own emoji from a message.</summary>
static class ReactionsRemove
{
    public static readonly Method Method = new("reactions.remove", Tier.Two, "name* file file_comment channel timestamp", Run)
    {
        Scopes = ["reactions:write"],
        Errors =
        [
            "channel_not_found", "not_in_channel", "message_not_found", "bad_timestamp", "invalid_name", "no_reaction",
            "no_item_specified",
        ],
    };

    static JsonObject Run(Call call)
    {
        call.Workspace.Conversations.Reactions.Remove(ReactionRules.Message(call), call.Actor, call["name"].Trim(':'));
        return Call.Ok();
    }
}
