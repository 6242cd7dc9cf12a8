using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Posts to a channel by id, a public one by name, or a person by id.</summary>
static class ChatPostMessage
{
    public static readonly Method Method = new("chat.postMessage", Tier.Special,
        "as_user attachments blocks channel* current_draft_last_updated_ts icon_emoji icon_url " +
        "link_names markdown_text metadata mrkdwn parse reply_broadcast text thread_ts unfurl_links " +
        "unfurl_media username", Run)
    {
        Scopes = ["chat:write"],
        Errors =
        [
            "channel_not_found", "not_in_channel", "is_archived", "no_text", "invalid_blocks", "invalid_blocks_format",
            "msg_blocks_too_long", "too_many_attachments", "invalid_metadata_format", "metadata_too_large",
            "markdown_text_conflict", "cannot_reply_to_message", "invalid_attachments", "messages_tab_disabled",
        ],
    };

    static JsonObject Run(Call call)
    {
        var content = MessageContent.Read(call);
        var metadata = MessageMetadata.Read(call);
        var conversation = Target(call);
        if (content.IsEmpty) throw new Refusal("no_text");
        var message = call.Workspace.Conversations.Posting.Post(new Draft(conversation, call.Actor)
        {
            App = call.App,
            Text = content.Text,
            Blocks = content.Blocks,
            Attachments = content.Attachments,
            Metadata = metadata,
            ThreadTs = Thread(call, conversation),
            Username = Customized(call),
            Subtype = call.Arguments.Has("username") ? "bot_message" : call.Arguments.Flag("reply_broadcast")
                ? "thread_broadcast" : null,
        });
        var answer = Call.Ok();
        answer["channel"] = conversation.Id;
        answer["ts"] = message.Ts;
        answer["message"] = message.ToJson(withMetadata: true);
        return answer;
    }

    static Conversation Target(Call call)
    {
        var conversations = call.Workspace.Conversations;
        var name = call["channel"];
        var conversation = call.Workspace.People.ById(name) is { Deleted: false } person
            ? conversations.Direct(call.Actor, person).Conversation
            : conversations.Find(name) is { } found && (found.Id == name || found.Kind == ConversationKind.Public) ? found
            : throw new Refusal("channel_not_found");
        if (!call.Visible(conversation)) throw new Refusal("channel_not_found");
        Call.Active(conversation);
        if (conversation.Has(call.Actor.Id)) return conversation;
        if (!call.Token.Scopes.Contains("chat:write.public")) throw new Refusal("not_in_channel");
        call.Need(["chat:write.public"]);
        return conversation;
    }

    public static string? Thread(Call call, Conversation conversation)
    {
        if (call.Arguments.Text("thread_ts") is not { } ts) return null;
        var parent = conversation.Messages[ts] ?? throw new Refusal("cannot_reply_to_message");
        return parent.ThreadTs ?? parent.Ts;
    }

    static string? Customized(Call call)
    {
        if (call.Arguments.Has("username") || call.Arguments.Has("icon_emoji") || call.Arguments.Has("icon_url"))
            call.Need(["chat:write.customize"]);
        return call.Arguments.Text("username");
    }
}
