namespace Bot.Settings;

/// <summary>One thing that the manifest of the app declares: a shortcut, a command, an event or a permission.</summary>
/// <param name="Kind">What it is: "shortcut", "command", "event" or "scope".</param>
/// <param name="Id">What it is known by, whatever this configuration calls it.</param>
public sealed record ManifestItem(string Kind, string Id)
{
    public const string Shortcut = "shortcut", Command = "command", Event = "event", Scope = "scope";

    /// <summary>As it is kept: "event:reaction_added".</summary>
    public string Key => $"{Kind}:{Id}";

    /// <summary>What people read in its place.</summary>
    public string Name { get; init; } = Id;

    /// <summary>What it does, of a shortcut or a command.</summary>
    public string Description { get; init; } = "";
}
