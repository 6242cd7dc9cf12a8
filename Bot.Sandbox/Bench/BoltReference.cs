namespace Bot.Sandbox;

/// <summary>The official Bolt app that acknowledging and starting are held against.</summary>
static class BoltReference
{
    public const string Missing = "Bolt: needs Node, and npm ci in Bot.Sandbox/Bolt";

    /// <summary>Where it lies with its packages; null where they are not on this machine.</summary>
    public static string? Folder => PublishedBot.Repository() is { } root
        && Path.Combine(root, "Bot.Sandbox", "Bolt") is var folder && Directory.Exists(Path.Combine(folder, "node_modules"))
        ? folder
        : null;

    /// <summary>Starts it; null where Node or its packages are not on this machine.</summary>
    public static MeasuredApp? Start(Uri api) => Folder is { } folder
        ? MeasuredApp.Start("node", ["app.js"], new Dictionary<string, string>
        {
            ["SLACK_BOT_TOKEN"] = "xoxb-1-bench",
            ["SLACK_APP_TOKEN"] = "xapp-1-A0BENCH01-1-bench",
            ["SLACK_API_URL"] = api.ToString(),
        }, folder)
        : null;
}
