using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Messages of a conversation without thread replies, newest first.</summary>
static class ConversationsHistory
{
    public static readonly Method Method = new("conversations.history", Tier.Three,
        "channel* cursor include_all_metadata inclusive latest limit oldest", Run)
    {
        Scopes = ["groups:history", "im:history", "mpim:history", "channels:history"],
        Errors = ["channel_not_found", "not_in_channel", "invalid_cursor", "invalid_ts_latest", "invalid_ts_oldest"],
    };

    const int Most = 999;

    static JsonObject Run(Call call)
    {
        var conversation = call.Joined();
        var arguments = call.Arguments;
        var oldest = Bound(arguments.Text("oldest"), 0, "invalid_ts_oldest");
        var latest = Bound(arguments.Text("latest"), long.MaxValue, "invalid_ts_latest");
        var metadata = arguments.Flag("include_all_metadata");
        var all = conversation.Messages.Between(oldest, latest, arguments.Flag("inclusive"))
            .Where(message => message.ThreadTs is null || message.Subtype == "thread_broadcast");
        var answer = call.Page("messages", all, message => message.ToJson(metadata), most: Most);
        answer["has_more"] = (string?)answer["response_metadata"]!["next_cursor"] is { Length: > 0 };
        answer["pin_count"] = conversation.Pins.Count;
        return answer;
    }

    public static long Bound(string? text, long usual, string error) =>
        string.IsNullOrEmpty(text) || text == "now" ? usual : Ts.TryParse(text, out var micros) ? micros
            : throw new Refusal(error);
}
