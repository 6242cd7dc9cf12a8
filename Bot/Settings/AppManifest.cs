namespace Bot.Settings;

/// <summary>The manifest that a Slack app for this bot is made from.</summary>
public static class AppManifest
{
    static readonly string[] Lines = Raw().Split('\n');

    /// <summary>The bot cannot do without these.</summary>
    public static IReadOnlyList<string> Scopes { get; } = List("bot:");

    /// <summary>Each of these is needed by one feature alone.</summary>
    public static IReadOnlyList<string> OptionalScopes { get; } = List("bot_optional:");

    /// <summary>The whole, with the command names of this configuration.</summary>
    public static string Text(BotCommands commands) => Raw()
        .Replace($"command: {BotCommands.Default.Incident}\n", $"command: {commands.Incident}\n", StringComparison.Ordinal)
        .Replace($"command: {BotCommands.Default.Cover}\n", $"command: {commands.Cover}\n", StringComparison.Ordinal);

    static string Raw()
    {
        using var stream = typeof(AppManifest).Assembly.GetManifestResourceStream("manifest.yml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    static List<string> List(string key) =>
        [.. Lines.Select(l => l.Trim()).SkipWhile(l => l != key).Skip(1)
            .TakeWhile(l => l.StartsWith("- ", StringComparison.Ordinal)).Select(l => l[2..])];
}
