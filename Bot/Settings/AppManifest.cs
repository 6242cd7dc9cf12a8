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
        .Replace($"command: {BotCommands.Default.Cover}\n", $"command: {commands.Cover}\n", StringComparison.Ordinal)
        .Replace($"command: {BotCommands.Default.FollowUp}\n", $"command: {commands.FollowUp}\n", StringComparison.Ordinal);

    /// <summary>All that it declares and that an app may lack which was made from an older one.</summary>
    public static IReadOnlyList<ManifestItem> Items(BotCommands commands) =>
    [
        .. Shortcuts(), .. Commands(commands),
        .. List("bot_events:").Select(name => new ManifestItem(ManifestItem.Event, name)),
        .. Scopes.Concat(OptionalScopes).Select(name => new ManifestItem(ManifestItem.Scope, name)),
    ];

    static IEnumerable<ManifestItem> Shortcuts() =>
        from at in Enumerable.Range(0, Lines.Length)
        let id = Value(Lines[at], "callback_id: ")
        where id is not null
        select new ManifestItem(ManifestItem.Shortcut, id)
        {
            Name = Value(Lines[at - 2], "- name: ")!,
            Description = Value(Lines[at + 1], "description: ")!,
        };

    static IEnumerable<ManifestItem> Commands(BotCommands commands)
    {
        var named = Text(commands).Split('\n');
        return from at in Enumerable.Range(0, Lines.Length)
               let id = Value(Lines[at], "- command: ")
               where id is not null
               select new ManifestItem(ManifestItem.Command, id)
               {
                   Name = Value(named[at], "- command: ")!,
                   Description = Value(Lines[at + 1], "description: ")!,
               };
    }

    static string? Value(string line, string key) =>
        line.Trim() is var text && text.StartsWith(key, StringComparison.Ordinal) ? text[key.Length..] : null;

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
