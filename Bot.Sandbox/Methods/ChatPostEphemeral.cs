using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Shows a message to one member of the channel only.</summary>
static class ChatPostEphemeral
{
    public static readonly Method Method = new("chat.postEphemeral", Tier.Four,
        "as_user attachments blocks channel* icon_emoji icon_url link_names markdown_text metadata " +
        "parse text thread_ts user* username", Run)
    {
        Scopes = ["chat:write"],
        Errors =
        [
            "channel_not_found", "not_in_channel", "user_not_in_channel", "is_archived", "no_text", "invalid_blocks",
            "invalid_blocks_format", "invalid_attachments", "too_many_attachments", "markdown_text_conflict",
            "cannot_reply_to_message",
        ],
    };

    static JsonObject Run(Call call)
    {
        var content = MessageContent.Read(call);
        if (content.IsEmpty) throw new Refusal("no_text");
        var conversation = Call.Active(call.Joined());
        if (call.Workspace.People.ById(call["user"]) is not { } reader || !conversation.Has(reader.Id))
            throw new Refusal("user_not_in_channel");
        var message = call.Workspace.Conversations.Posting.Whisper(new Draft(conversation, call.Actor)
        {
            App = call.App,
            Text = content.Text,
            Blocks = content.Blocks,
            Attachments = content.Attachments,
            ThreadTs = ChatPostMessage.Thread(call, conversation),
            OnlyFor = reader,
        });
        return Call.Ok("message_ts", message.Ts);
    }
}
