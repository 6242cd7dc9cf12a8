using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Archives a channel; its name stays taken.</summary>
static class ConversationsArchive
{
    public static readonly Method Method = new("conversations.archive", Tier.Two, "channel*", Run)
    {
        Scopes = ["groups:write", "im:write", "mpim:write", "channels:write", "channels:manage"],
        Errors =
        [
            "channel_not_found", "not_in_channel", "already_archived", "cant_archive_general",
            "method_not_supported_for_channel_type",
        ],
    };

    static JsonObject Run(Call call)
    {
        var conversation = Call.Channel(call.Conversation());
        if (conversation.Archived) throw new Refusal("already_archived");
        if (conversation.IsGeneral) throw new Refusal("cant_archive_general");
        if (!conversation.Has(call.Actor.Id)) throw new Refusal("not_in_channel");
        call.Workspace.Conversations.Life.SetArchived(conversation, call.Actor, true);
        return Call.Ok();
    }
}
