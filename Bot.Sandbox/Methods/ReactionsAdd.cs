using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Puts an emoji under a message.</summary>
static class ReactionsAdd
{
    public static readonly Method Method = new("reactions.add", Tier.Three, "channel* name* timestamp*", Run)
    {
        Scopes = ["reactions:write"],
        Errors =
        [
            "channel_not_found", "not_in_channel", "message_not_found", "bad_timestamp", "already_reacted", "invalid_name",
            "is_archived", "no_item_specified", "too_many_emoji", "too_many_reactions",
        ],
    };

    static JsonObject Run(Call call)
    {
        call.Workspace.Conversations.Reactions.Add(ReactionRules.Message(call), call.Actor, call["name"].Trim(':'));
        return Call.Ok();
    }
}
