using Bot.Storage;

namespace Bot.Alerts.Forwarding;

/// <summary>What the history says of destinations.</summary>
public static class DestinationFacts
{
    public static readonly Verb
        Made = new("destination made"), Changed = new("destination changed"), Secret = new("destination has a new secret"),
        Deleted = new("destination deleted");

    /// <summary>What the history is about.</summary>
    public static string About(string destination) => $"destination:{destination}";
}
