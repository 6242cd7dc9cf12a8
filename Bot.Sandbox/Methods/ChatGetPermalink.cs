using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>The web address of a message.</summary>
static class ChatGetPermalink
{
    public static readonly Method Method = new("chat.getPermalink", Tier.Special, "channel* message_ts*", Run)
    {
        Errors = ["channel_not_found", "message_not_found"],
        ReadsJson = false,
    };

    static JsonObject Run(Call call)
    {
        var conversation = call.Conversation();
        var message = call.MessageIn(conversation, "message_ts");
        var answer = Call.Ok();
        answer["channel"] = conversation.Id;
        answer["permalink"] = Of(call.Workspace, message);
        return answer;
    }

    public static string Of(Workspace workspace, PostedMessage message)
    {
        var micros = message.Ts.Replace(".", "", StringComparison.Ordinal);
        var address = $"https://{workspace.Options.Domain}.slack.com/archives/{message.Conversation.Id}/p{micros}";
        return message.ThreadTs is null ? address : $"{address}?thread_ts={message.ThreadTs}&cid={message.Conversation.Id}";
    }
}
