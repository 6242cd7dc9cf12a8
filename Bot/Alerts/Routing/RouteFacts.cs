using Bot.Storage;

namespace Bot.Alerts.Routing;

/// <summary>What the history says of routes.</summary>
public static class RouteFacts
{
    public static readonly Verb
        Made = new("route made"), Changed = new("route changed"), Deleted = new("route deleted"), Moved = new("route moved"),
        On = new("route switched on"), Off = new("route switched off");

    /// <summary>What the history is about.</summary>
    public static string About(string route) => $"route:{route}";
}
