using Bot.Storage;

namespace Bot.Alerts.Hooks;

/// <summary>What the history says of hooks.</summary>
static class HookFacts
{
    /// <summary>Somebody chose who reads what a source posts.</summary>
    public static readonly Verb Read = new("read by");
}
