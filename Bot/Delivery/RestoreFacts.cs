using Bot.Storage;

namespace Bot.Delivery;

/// <summary>What the history says of restores.</summary>
public static class RestoreFacts
{
    public static readonly Verb Restored = new("restored");

    /// <summary>Alerts waited for a time that came meanwhile; they open nothing by themselves.</summary>
    public static readonly Verb AlertsMissed = new("alerts missed");
}
