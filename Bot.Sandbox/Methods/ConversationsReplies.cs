using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>A thread: the parent, then its replies, oldest first.</summary>
static class ConversationsReplies
{
    public static readonly Method Method = new("conversations.replies", Tier.Three,
        "channel* cursor include_all_metadata inclusive latest limit oldest ts*", Run)
    {
        Scopes = ["groups:history", "im:history", "mpim:history", "channels:history"],
        Errors = ["channel_not_found", "thread_not_found", "invalid_cursor", "invalid_ts_latest", "invalid_ts_oldest"],
        ReadsJson = false,
    };

    static JsonObject Run(Call call)
    {
        var conversation = call.Conversation();
        if (!conversation.Has(call.Actor.Id)) throw new Refusal("channel_not_found");
        var parent = call.MessageIn(conversation, "ts", "thread_not_found");
        var arguments = call.Arguments;
        var oldest = ConversationsHistory.Bound(arguments.Text("oldest"), 0, "invalid_ts_oldest");
        var latest = ConversationsHistory.Bound(arguments.Text("latest"), long.MaxValue, "invalid_ts_latest");
        var metadata = arguments.Flag("include_all_metadata");
        var replies = parent.Replies.Where(reply => !reply.Deleted && reply.Micros > oldest && reply.Micros < latest);
        var answer = call.Page("messages", replies.Prepend(parent), message => message.ToJson(metadata));
        answer["has_more"] = (string?)answer["response_metadata"]!["next_cursor"] is { Length: > 0 };
        return answer;
    }
}
