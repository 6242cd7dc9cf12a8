using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Changes a message of the caller's own.</summary>
static class ChatUpdate
{
    public static readonly Method Method = new("chat.update", Tier.Three,
        "as_user attachments unfurled_attachments blocks markdown_text metadata channel* link_names " +
        "parse text ts* reply_broadcast file_ids", Run)
    {
        Scopes = ["chat:write"],
        Errors =
        [
            "message_not_found", "cant_update_message", "channel_not_found", "is_inactive", "msg_too_long", "no_text",
            "invalid_blocks", "invalid_blocks_format", "invalid_attachments", "too_many_attachments",
            "invalid_metadata_format", "metadata_too_large", "markdown_text_conflict",
        ],
    };

    const int LongestText = 4000;

    static JsonObject Run(Call call)
    {
        var content = MessageContent.Read(call);
        if (content.Text.Length > LongestText) throw new Refusal("msg_too_long");
        var metadata = MessageMetadata.Read(call);
        var conversation = call.Conversation();
        var message = call.MessageIn(conversation, "ts");
        if (message.Author != call.Actor || message.App != call.App) throw new Refusal("cant_update_message");
        if (conversation.Archived) throw new Refusal("is_inactive");
        call.Workspace.Conversations.Posting.Edit(message, edited => Apply(call.Arguments, content, metadata, edited));
        var answer = Call.Ok();
        answer["channel"] = conversation.Id;
        answer["ts"] = message.Ts;
        answer["text"] = message.Text;
        answer["message"] = message.ToJson(withMetadata: true);
        return answer;
    }

    // Text without blocks removes the blocks; what is not mentioned at all stays.
    static void Apply(Arguments given, MessageContent content, System.Text.Json.JsonElement? metadata, PostedMessage message)
    {
        var newText = given.Has("text") || given.Has("markdown_text");
        var blocks = given.Has("blocks") || newText ? content.Blocks : message.Blocks;
        var attachments = given.Has("attachments") ? content.Attachments : message.Attachments;
        var text = newText ? content.Text : message.Text;
        if (text.Length == 0 && blocks is null && attachments is null) throw new Refusal("no_text");
        (message.Text, message.Blocks, message.Attachments) = (text, blocks, attachments);
        if (given.Has("metadata")) message.Metadata = metadata;
    }
}
