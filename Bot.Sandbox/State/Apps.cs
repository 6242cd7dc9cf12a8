namespace Bot.Sandbox;

/// <summary>The installed apps and their tokens.</summary>
public sealed class Apps
{
    static readonly string[] GroupScopes = ["usergroups:read", "usergroups:write"];
    readonly Workspace _workspace;
    readonly Dictionary<string, Token> _tokens = [];
    readonly List<InstalledApp> _all = [];

    internal Apps(Workspace workspace) => _workspace = workspace;

    public IReadOnlyList<InstalledApp> All => _all;

    internal Token? Token(string text) => _workspace.Do(() =>
        _tokens.GetValueOrDefault(text) is { } token ? token with { Actor = _workspace.People.ById(token.Actor.Id)! } : null);

    internal InstalledApp? ByCommand(string command) =>
        _all.LastOrDefault(app => app.Manifest.Commands.Any(declared => declared.Command == command));

    internal InstalledApp Install(AppManifest manifest, bool grantOptional)
    {
        var ids = _workspace.Ids;
        var secret = $"{ids.Number()}-{ids.Number()}";
        var scopes = grantOptional ? manifest.BotScopes.Concat(manifest.OptionalBotScopes) : manifest.BotScopes;
        var id = ids.Next("A");
        var app = new InstalledApp
        {
            Id = id,
            BotId = ids.Next("B"),
            Manifest = manifest,
            BotToken = $"xoxb-{secret}-{ids.Hex(24)}",
            AppToken = $"xapp-1-{id}-{ids.Number()}-{ids.Hex(64)}",
            GroupsToken = $"xoxp-{secret}-{ids.Hex(32)}",
            Scopes = scopes.ToHashSet(),
            Installed = _workspace.NowSeconds,
        };
        app.BotUser = _workspace.People.AddBot(app, manifest.BotName);
        app.Sockets = new SocketHub(_workspace, app);
        _all.Add(app);
        AddTokens(app);
        _workspace.Note(new Change("app", app.Id));
        return app;
    }

    void AddTokens(InstalledApp app)
    {
        _tokens[app.BotToken] = new Token(TokenKind.Bot, app, app.BotUser, app.Scopes);
        _tokens[app.AppToken] = new Token(TokenKind.App, app, app.BotUser, new HashSet<string> { "connections:write" });
        var admin = _workspace.People.All.FirstOrDefault(person => person is { IsAdmin: true, Deleted: false }) ?? app.BotUser;
        var scopes = app.Manifest.UserScopes.Count > 0 ? app.Manifest.UserScopes : GroupScopes;
        _tokens[app.GroupsToken] = new Token(TokenKind.User, app, admin, scopes.ToHashSet());
    }
}
