namespace Bot.Hosting;

/// <summary>The manifest that a Slack app for this bot is made from, with the command names of this configuration.</summary>
public static class AppManifest
{
    public static string Text(BotCommands commands)
    {
        using var stream = typeof(AppManifest).Assembly.GetManifestResourceStream("manifest.yml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Replace($"command: {BotCommands.Default.Incident}\n", $"command: {commands.Incident}\n", StringComparison.Ordinal)
            .Replace($"command: {BotCommands.Default.Cover}\n", $"command: {commands.Cover}\n", StringComparison.Ordinal);
    }
}
