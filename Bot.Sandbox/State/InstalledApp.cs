namespace Bot.Sandbox;

/// <summary>An app installed in the workspace from its manifest: its bot user, tokens and sockets.</summary>
public sealed class InstalledApp
{
    public required string Id { get; init; }
    public required string BotId { get; init; }
    public required AppManifest Manifest { get; init; }
    public required string BotToken { get; init; }
    public required string AppToken { get; init; }
    /// <summary>An admin's user token (xoxp-…), good for usergroups.* alone unless the manifest asks for user scopes.</summary>
    public required string GroupsToken { get; init; }
    /// <summary>Scopes that the bot token has.</summary>
    public required IReadOnlySet<string> Scopes { get; init; }
    public long Installed { get; init; }
    public Person BotUser { get; internal set; } = null!;
    public SocketHub Sockets { get; internal set; } = null!;
    /// <summary>Set to have every call with the bot token answered by token_revoked.</summary>
    public bool Revoked { get; set; }

    public string Name => Manifest.Name;
}

/// <summary>Which token a call came with: the bot's, an admin's, or the app-level one that only opens sockets.</summary>
enum TokenKind { Bot, User, App }

/// <summary>A token and what it may do, as whom.</summary>
sealed record Token(TokenKind Kind, InstalledApp App, Person Actor, IReadOnlySet<string> Scopes);
