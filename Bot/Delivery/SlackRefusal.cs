using System.Text.RegularExpressions;

namespace Bot.Delivery;

/// <summary>A refusal of Slack's, read back from the sentence that is kept of it.</summary>
/// <param name="Method">Slack's method.</param>
/// <param name="Error">Slack's code.</param>
/// <param name="Remedy">What to do, in words.</param>
sealed partial record SlackRefusal(string Method, string Error, string Remedy)
{
    /// <summary>Null where something else is in the way.</summary>
    public static SlackRefusal? Read(string why) =>
        Sentence().Match(why) is { Success: true } match
            ? new(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value) : null;

    /// <summary>What people miss while the method is refused, said after what it is refused for.</summary>
    public string Effect => Method switch
    {
        "conversations.create" => "no channel can be made",
        "conversations.invite" => "nobody can be invited to the channel",
        "conversations.archive" => "the channel is not archived",
        "conversations.setTopic" => "the channel's topic is not set",
        "conversations.open" => "no direct message can be written",
        "conversations.join" or "conversations.info" => "the bot is not in the channel",
        "pins.add" => "the card is not pinned",
        "views.publish" => "not shown",
        "chat.postMessage" => "nothing can be said",
        "chat.update" => "what is said cannot be brought up to date",
        "chat.delete" => "what is said twice cannot be taken away",
        "usergroups.users.list" => "Slack does not tell who is in the group",
        _ when Method.StartsWith("usergroups.", StringComparison.Ordinal) => "not kept up to date",
        _ when Method.StartsWith("bookmarks.", StringComparison.Ordinal) =>
            "the link to what failed does not stand in the channel",
        _ when Method.StartsWith("users.", StringComparison.Ordinal) => "Slack does not tell who is who",
        _ when Method.StartsWith("conversations.", StringComparison.Ordinal) => "Slack does not show the channel",
        _ => "does not get to Slack",
    };

    [GeneratedRegex(@"^Slack refused ([\w.]+): (\w+)\. (.*)$", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Sentence();
}
