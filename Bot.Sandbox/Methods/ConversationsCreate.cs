using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Makes a channel; the caller is its first member.</summary>
static class ConversationsCreate
{
    public static readonly Method Method = new("conversations.create", Tier.Two, "is_private name* team_id", Run)
    {
        Scopes = ["groups:write", "im:write", "mpim:write", "channels:write", "channels:manage"],
        Errors =
        [
            "name_taken", "invalid_name", "invalid_name_required", "invalid_name_maxlength", "invalid_name_punctuation",
            "invalid_name_specials", "restricted_action",
        ],
    };

    static JsonObject Run(Call call)
    {
        var isPrivate = call.Arguments.Flag("is_private");
        call.NeedScopeFor(isPrivate ? "groups" : "channels");
        var name = ChannelName.Checked(call["name"]);
        var workspace = call.Workspace;
        if (!workspace.Policies.EveryoneCreatesChannels && !call.Actor.IsAdmin) throw new Refusal("restricted_action");
        if (workspace.Conversations.NameTaken(name)) throw new Refusal("name_taken");
        return Call.Ok("channel", workspace.Conversations.Create(call.Actor, name, isPrivate).ToJson(call.Actor.Id));
    }
}
