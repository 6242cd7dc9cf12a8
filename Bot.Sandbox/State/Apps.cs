namespace Bot.Sandbox;

/// <summary>The installed apps and their tokens.</summary>
public sealed class Apps
{
    static readonly string[] GroupScopes = ["usergroups:read", "usergroups:write"];
    readonly Workspace workspace;
    readonly Dictionary<string, Token> tokens = [];
    readonly List<InstalledApp> all = [];

    internal Apps(Workspace workspace) => this.workspace = workspace;

    public IReadOnlyList<InstalledApp> All => all;

    internal Token? Token(string text) => workspace.Do(() =>
        tokens.GetValueOrDefault(text) is { } token ? token with { Actor = workspace.People.ById(token.Actor.Id)! } : null);

    internal InstalledApp? ByCommand(string command) =>
        all.LastOrDefault(app => app.Manifest.Commands.Any(declared => declared.Command == command));

    internal InstalledApp Install(AppManifest manifest, bool grantOptional)
    {
        var ids = workspace.Ids;
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
            Installed = workspace.NowSeconds,
        };
        app.BotUser = workspace.People.AddBot(app, manifest.BotName);
        app.Sockets = new SocketHub(workspace, app);
        all.Add(app);
        AddTokens(app);
        workspace.Note(new Change("app", app.Id));
        return app;
    }

    void AddTokens(InstalledApp app)
    {
        tokens[app.BotToken] = new Token(TokenKind.Bot, app, app.BotUser, app.Scopes);
        tokens[app.AppToken] = new Token(TokenKind.App, app, app.BotUser, new HashSet<string> { "connections:write" });
        var admin = workspace.People.All.FirstOrDefault(person => person is { IsAdmin: true, Deleted: false }) ?? app.BotUser;
        var scopes = app.Manifest.UserScopes.Count > 0 ? app.Manifest.UserScopes : GroupScopes;
        tokens[app.GroupsToken] = new Token(TokenKind.User, app, admin, scopes.ToHashSet());
    }
}
