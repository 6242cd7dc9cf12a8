namespace Bot.Api.Webhooks;

/// <summary>What a webhook is told of.</summary>
public enum WebhookKind
{
    Incidents,
    FollowUps,
    OnCall,
}

/// <summary>Kinds as they are stored and as people read them.</summary>
static class WebhookKinds
{
    public static readonly IReadOnlyList<WebhookKind> All = Enum.GetValues<WebhookKind>();

    public static string Key(WebhookKind kind) => kind.ToString().ToLowerInvariant();

    public static string Keys(IEnumerable<WebhookKind> kinds) => string.Join(' ', All.Where(kinds.Contains).Select(Key));

    public static IReadOnlyList<WebhookKind> Of(IEnumerable<string> keys) => [.. All.Where(kind => keys.Contains(Key(kind)))];

    public static string Name(WebhookKind kind) => kind switch
    {
        WebhookKind.FollowUps => "follow-ups",
        WebhookKind.OnCall => "on-call",
        _ => "incidents",
    };
}
