namespace Bot.Sandbox;

/// <summary>The official Bolt app that acknowledging and starting are held against.</summary>
static class BoltReference
{
    /// <summary>Starts it; null where Node or its packages are not on this machine.</summary>
    public static MeasuredApp? Start(Uri api)
    {
        if (PublishedBot.Repository() is not { } root) return null;
        var folder = Path.Combine(root, "Bot.Sandbox", "Bolt");
        return Directory.Exists(Path.Combine(folder, "node_modules"))
            ? MeasuredApp.Start("node", ["app.js"], new Dictionary<string, string>
            {
                ["SLACK_BOT_TOKEN"] = "xoxb-1-bench",
                ["SLACK_APP_TOKEN"] = "xapp-1-A0BENCH01-1-bench",
                ["SLACK_API_URL"] = api.ToString(),
            }, folder)
            : null;
    }
}
