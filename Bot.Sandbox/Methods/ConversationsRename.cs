using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Renames a channel; only its creator and admins may.</summary>
static class ConversationsRename
{
    public static readonly Method Method = new("conversations.rename", Tier.Two, "channel* name*", Run)
    {
        Scopes = ["groups:write", "im:write", "mpim:write", "channels:write", "channels:manage"],
        Errors =
        [
            "channel_not_found", "not_in_channel", "not_authorized", "name_taken", "is_archived", "invalid_name",
            "invalid_name_required", "invalid_name_maxlength", "invalid_name_punctuation", "invalid_name_specials",
            "method_not_supported_for_channel_type",
        ],
    };

    static JsonObject Run(Call call)
    {
        var conversation = Call.Active(Call.Channel(call.Joined()));
        if (conversation.Creator != call.Actor.Id && !call.Actor.IsAdmin) throw new Refusal("not_authorized");
        var name = ChannelName.Checked(call["name"]);
        var conversations = call.Workspace.Conversations;
        if (name != conversation.Name && conversations.NameTaken(name)) throw new Refusal("name_taken");
        if (name != conversation.Name) conversations.Life.Rename(conversation, call.Actor, name);
        return Call.Ok("channel", conversation.ToJson(call.Actor.Id));
    }
}
