using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.Domain.Alerts;

namespace Bot.Alerts.Hooks;

/// <summary>A message of Amazon SNS: what a topic was sent, or that the bot is to hear it, or does so no more.</summary>
sealed partial record SnsMessage(JsonObject Json)
{
    static readonly string[] Types = ["Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation"];

    public static SnsMessage? Of(JsonObject json) => new SnsMessage(json) is var message && Types.Contains(message.Type)
        && message.TopicArn.Length > 0 && message.MessageId.Length > 0 ? message : null;

    public string Type => Text(nameof(Type));

    public string TopicArn => Text(nameof(TopicArn));

    public string MessageId => Text(nameof(MessageId));

    public string Message => Text(nameof(Message));

    public bool IsNotification => Type == "Notification";

    public bool IsConfirmation => Type == "SubscriptionConfirmation";

    public DateTimeOffset? Timestamp => Earlier.Instant(Text(nameof(Timestamp)));

    public string Version => Text("SignatureVersion");

    public string Signature => Text(nameof(Signature));

    /// <summary>Where the certificate is, and where a subscription is confirmed; null where that is not Amazon's.</summary>
    public Uri? Certificate => Amazons("SigningCertURL") is { } url && Pem().IsMatch(url.AbsolutePath) && url.Query.Length == 0
        ? url : null;

    public Uri? Confirmation => Amazons("SubscribeURL") is { AbsolutePath: "/" } url
        && url.Query.StartsWith("?Action=ConfirmSubscription&", StringComparison.Ordinal) ? url : null;

    string Text(string name) => (Json[name] as JsonValue)?.TryGetValue<string>(out var text) == true ? text : "";

    /// <summary>What is signed: names and values, each in a line.</summary>
    public byte[] Signed()
    {
        string[] names = IsNotification
            ? ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
            : ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];
        return Encoding.UTF8.GetBytes(string.Concat(
            names.Where(n => n != "Subject" || Json[n] is not null).Select(n => $"{n}\n{Text(n)}\n")));
    }

    /// <summary>
    /// An address at the host that serves the topic's own region: whoever sends the message writes it, so nothing else is ever
    /// asked for.
    /// </summary>
    Uri? Amazons(string name)
    {
        if (!Uri.TryCreate(Text(name), UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps || !url.IsDefaultPort
            || url.UserInfo.Length > 0 || url.Fragment.Length > 0) return null;
        var region = TopicArn.Split(':') is ["arn", _, "sns", var named, ..] ? named : "";
        return Region().IsMatch(region) && url.Host is var host
            && (host == $"sns.{region}.amazonaws.com" || host == $"sns.{region}.amazonaws.com.cn") ? url : null;
    }

    string Topic => TopicArn[(TopicArn.LastIndexOf(':') + 1)..];

    /// <summary>The message itself as an alert, where what it holds is none that is known.</summary>
    public Alert Alert(string source)
    {
        var (title, description) = this switch
        {
            { IsNotification: true } => (Said.Of(Text("Subject")) ?? Said.Of(Message) ?? $"A message of {Topic}", Message),
            { IsConfirmation: true } => ($"The bot is to hear {Topic}", $"{TopicArn} wants its subscription confirmed."),
            _ => ($"{Topic} is not sent to the bot any more", $"Somebody ended the subscription of {TopicArn}."),
        };
        return AlertBody.Understood(
            source,
            new()
            {
                ["title"] = title,
                ["description"] = description,
                ["deduplication_key"] = IsNotification ? $"{TopicArn}/{title}" : $"{TopicArn}/subscription",
                ["metadata"] = new JsonObject { ["topic"] = TopicArn },
            },
            leniently: false)!;
    }

    [GeneratedRegex(@"^/SimpleNotificationService-[0-9A-Za-z]{1,64}\.pem$", RegexOptions.NonBacktracking)]
    private static partial Regex Pem();

    [GeneratedRegex("^[a-z]{2}[a-z0-9-]{1,30}$", RegexOptions.NonBacktracking)]
    private static partial Regex Region();
}
