using Bot.Storage;

namespace Bot.Api.Webhooks;

/// <summary>What the history says of webhooks.</summary>
public static class WebhookFacts
{
    /// <summary>After is what it is called and of what it is told.</summary>
    public static readonly Verb
        Made = new("webhook made"),
        Changed = new("webhook changed");

    public static readonly Verb
        Secret = new("webhook has a new secret"),
        Paused = new("webhook paused"),
        Resumed = new("webhook resumed"),
        Removed = new("webhook deleted");
}
