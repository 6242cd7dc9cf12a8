namespace Bot.Sandbox.Chaos;

/// <summary>A scene with its workspace and its running bots, of which nothing is left when it is disposed.</summary>
sealed class ChaosPlay : IAsyncDisposable
{
    // The exit code of whoever ended by SIGKILL.
    const int Replicas = 2, Killed = 128 + 9;

    // So long people look for what they sent, and somebody who does something waits for all else (wire time).
    static readonly TimeSpan Looks = TimeSpan.FromSeconds(15), Settles = TimeSpan.FromSeconds(2);

    static readonly Dictionary<string, string> Settings = new()
    {
        ["Incidents__StormLimit"] = "0",
        ["Slack__SocketStagger"] = "00:00:00",
        ["Slack__PostSpacing"] = "00:00:00",
        ["Slack__CallTimeout"] = "00:00:03",
        ["Slack__AckDeadline"] = "00:00:10",
        ["Slack__Sockets"] = "1",
        ["Posts__LookAfter"] = "00:00:01",
        ["Posts__TwinAfter"] = "00:00:04",
        ["Webhooks__Inside"] = "127.0.0.1",
    };

    readonly ChaosStage stage;

    ChaosPlay(ChaosStage stage, ChaosScene scene) => (this.stage, Scene) = (stage, scene);

    public ChaosScene Scene { get; }

    /// <summary>Begins it, and returns when the bots are connected.</summary>
    /// <param name="stage">What it begins with.</param>
    /// <param name="seed">Decides all that can be decided.</param>
    /// <param name="folder">Its own.</param>
    /// <param name="program">The sandbox as a release is; null for this one.</param>
    /// <param name="more">Environment variables of its bots beside those of each.</param>
    public static async Task<ChaosPlay> Begin(
        ChaosStage stage, int seed, string folder, string? program = null, IReadOnlyDictionary<string, string>? more = null)
    {
        var clock = new SteeredClock(ChaosStage.Begins, 0);
        var workspace = await ChaosStage.Open(clock, Settles);
        var app = workspace.AddApp(Playground.OwnManifest());
        var database = stage.Copy(workspace, folder);
        workspace.Faults.Seed(seed);
        var line = stage.OnPostgres ? new ServerLine(database) : null;
        var scene = new ChaosScene
        {
            Workspace = workspace,
            App = app,
            Clock = clock,
            Bots = [.. Enumerable.Range(0, stage.OnPostgres ? Replicas : 1).Select(Bot)],
            People = new InsistentPeople(workspace) { Looks = Looks },
            Database = database,
            OnPostgres = stage.OnPostgres,
            Tag = Elsewhere.TagOf(seed),
            Told = stage.Elsewhere.Of(Elsewhere.TagOf(seed)),
            Line = line,
        };
        scene.People.NeverSeen += (who, command) => scene.Deeds.NeverSeen.Enqueue(
            $"{command} of {who.Person.Handle} was taken, and nothing of it was seen");
        foreach (var bot in scene.Bots)
        {
            bot.Wrote += text => scene.Log.Enqueue(new(scene.WireNow, text));
            bot.Ended += (code, last) =>
            {
                if (code != Killed) scene.Ended.Enqueue(new(scene.WireNow, $"code {code}, {last}"));
            };
        }

        await Task.WhenAll(scene.Bots.Select(bot => bot.Start(connections: scene.Bots.Count)));
        return new(stage, scene);

        BotProcess Bot(int n) => new(workspace, app, new BotProcessOptions
        {
            Folder = n == 0 ? folder : Path.Combine(folder, $"bot{n + 1}"),
            Clock = clock,
            Program = program,
            Environment = new Dictionary<string, string>(more is null ? Settings : Settings.Concat(more))
            {
                ["ConnectionStrings__Default"] = line?.ConnectionString ?? database,
                ["DataProtection__Keys"] = stage.Keys,
                ["GITHUB_TOKEN"] = "ghp_of_the_chaos",
                ["GITHUB_API_URL"] = $"{stage.Elsewhere.Url}/{Elsewhere.TagOf(seed)}/",
            },
        });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var bot in Scene.Bots)
        {
            await bot.Kill();
            await bot.DisposeAsync();
        }

        await Scene.Workspace.DisposeAsync();
        if (Scene.Line is { } line) await line.DisposeAsync();
        stage.Drop(Scene.Database);
        stage.Elsewhere.Forget(Scene.Tag);
    }
}
