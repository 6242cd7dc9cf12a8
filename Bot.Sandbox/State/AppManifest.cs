using YamlDotNet.Serialization;

namespace Bot.Sandbox;

/// <summary>A slash command as the manifest declares it.</summary>
public sealed record DeclaredCommand(string Command, string Description, string UsageHint, bool ShouldEscape);

/// <summary>A shortcut of the manifest; <see cref="Type"/> is "message" or "global".</summary>
public sealed record DeclaredShortcut(string Name, string Type, string CallbackId, string Description);

/// <summary>What an app's manifest.yml says: name, commands, shortcuts, scopes, events.</summary>
public sealed class AppManifest
{
    public required string Name { get; init; }
    public required string BotName { get; init; }
    public IReadOnlyList<DeclaredCommand> Commands { get; init; } = [];
    public IReadOnlyList<DeclaredShortcut> Shortcuts { get; init; } = [];
    public IReadOnlyList<string> BotScopes { get; init; } = [];
    public IReadOnlyList<string> OptionalBotScopes { get; init; } = [];
    public IReadOnlyList<string> UserScopes { get; init; } = [];
    public IReadOnlyList<string> BotEvents { get; init; } = [];
    public bool Interactive { get; init; }
    public bool SocketMode { get; init; }
    public bool HomeTab { get; init; }
    public bool MessagesTab { get; init; }

    /// <summary>Reads YAML or JSON; throws <see cref="SandboxException"/> with a sentence when it is not a manifest.</summary>
    public static AppManifest Parse(string text)
    {
        var root = new YamlTree(new DeserializerBuilder().Build().Deserialize<object?>(text));
        var name = root["display_information"]["name"].Text
            ?? throw new SandboxException("The manifest has no display_information.name.");
        var manifest = new AppManifest
        {
            Name = name,
            BotName = root["features"]["bot_user"]["display_name"].Text ?? name,
            Commands = [.. root["features"]["slash_commands"].Items.Select(Command)],
            Shortcuts = [.. root["features"]["shortcuts"].Items.Select(Shortcut)],
            BotScopes = root["oauth_config"]["scopes"]["bot"].Texts,
            OptionalBotScopes = root["oauth_config"]["scopes"]["bot_optional"].Texts,
            UserScopes = root["oauth_config"]["scopes"]["user"].Texts,
            BotEvents = root["settings"]["event_subscriptions"]["bot_events"].Texts,
            Interactive = root["settings"]["interactivity"]["is_enabled"].Flag,
            SocketMode = root["settings"]["socket_mode_enabled"].Flag,
            HomeTab = root["features"]["app_home"]["home_tab_enabled"].Flag,
            MessagesTab = root["features"]["app_home"]["messages_tab_enabled"].Text is not "false",
        };
        return manifest.Checked();
    }

    static DeclaredCommand Command(YamlTree item) => new(
        item["command"].Text ?? "", item["description"].Text ?? "", item["usage_hint"].Text ?? "", item["should_escape"].Flag);

    static DeclaredShortcut Shortcut(YamlTree item) => new(
        item["name"].Text ?? "", item["type"].Text ?? "", item["callback_id"].Text ?? "", item["description"].Text ?? "");

    AppManifest Checked()
    {
        if (!SocketMode)
            throw new SandboxException(
                $"{Name}: settings.socket_mode_enabled must be true, the sandbox speaks Socket Mode only.");
        if (Commands.FirstOrDefault(command => !command.Command.StartsWith('/')
            || command.Command.Length is < 2 or > 32) is { } command)
            throw new SandboxException($"{Name}: the command {command.Command} must start with / and have 2 to 32 characters.");
        if ((Commands.Count > 0 || Shortcuts.Count > 0) && !BotScopes.Contains("commands"))
            throw new SandboxException($"{Name}: commands and shortcuts need the bot scope \"commands\".");
        foreach (var name in BotEvents)
            EventScopes.Check(this, name);
        return this;
    }
}

/// <summary>A walk through parsed YAML where what is missing is simply empty.</summary>
readonly record struct YamlTree(object? Value)
{
    public YamlTree this[string key] => new(Value is IDictionary<object, object?> map && map.TryGetValue(key, out var found)
        ? found : null);

    public string? Text => Value as string;

    public bool Flag => Text is "true" or "yes";

    public IEnumerable<YamlTree> Items => Value is IList<object?> list ? list.Select(item => new YamlTree(item)) : [];

    public IReadOnlyList<string> Texts => [.. Items.Select(item => item.Text ?? "")];
}
