using Bot.Sandbox.Seed;
using Npgsql;

namespace Bot.Sandbox.Chaos;

/// <summary>
/// What every run begins with, made once: a workspace with two rotations and the routes to begin with, and the bot's database of
/// it. It is a Tuesday morning in London.
/// </summary>
/// <param name="folder">Where it is kept.</param>
/// <param name="server">A PostgreSQL server where databases may be made; null for files.</param>
sealed class ChaosStage(string folder, PostgresServer? server) : IAsyncDisposable
{
    public static readonly DateTimeOffset Begins = new(2026, 3, 3, 9, 30, 0, TimeSpan.Zero);

    // A turn of the engineers is a day.
    const string EachDay = "0 10 * * *";

    // Wire time.
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    const string Workspaces = "workspace.json", Database = "bot.db";

    readonly string name = $"data_responder_chaos_{Environment.ProcessId}_{Guid.NewGuid():N}"[..48];
    int made;

    Elsewhere? elsewhere;

    public bool OnPostgres => server is not null;

    /// <summary>Whom its bots tell beyond Slack.</summary>
    public Elsewhere Elsewhere => elsewhere ?? throw new InvalidOperationException("The stage is made first.");

    /// <summary>The folder of the keys that encrypt addresses and secrets.</summary>
    public string Keys => Path.Combine(folder, "keys");

    public async Task Make()
    {
        Directory.CreateDirectory(folder);
        server?.Make(name);
        elsewhere = await Elsewhere.Start();
        var clock = new SteeredClock(Begins, 0);
        await using var workspace = await Open(clock, TimeSpan.FromSeconds(60));
        var app = workspace.AddApp(Playground.OwnManifest());
        SampleWorkspace.AddAnnouncements(workspace);
        await using (var bot = await SeedBot.Start(
            workspace, app, clock, folder, server?.Of(name),
            new() { ["DataProtection:Keys"] = Keys, ["Webhooks:Inside"] = "127.0.0.1" }))
        {
            var setUp = new SetUp(workspace);
            await setUp.DataTeam();
            await setUp.Engineers(EachDay);
            await setUp.Routes();
            await setUp.Elsewhere(
                $"{elsewhere.Url}/{Elsewhere.DestinationPath}", $"{elsewhere.Url}/{Elsewhere.WebhookPath}");
            await bot.Manifest();
            await bot.Look();
        }

        new WorkspaceFile(workspace, Path.Combine(folder, Workspaces)).Save();
        if (server is not null) NpgsqlConnection.ClearAllPools();
    }

    /// <summary>A workspace as a run opens it: whoever does something waits little for all else.</summary>
    public static Task<Workspace> Open(SteeredClock clock, TimeSpan settles) => Workspace.Start(new WorkspaceOptions
    {
        Clock = clock,
        SettleDeadline = settles,
        // Several bots start again and again on one machine: it is slower than one of Slack's customers.
        AckDeadline = Deadline,
        TriggerLifetime = Deadline,
        // Slack's own schedule takes minutes.
        EventRetries = [TimeSpan.Zero, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)],
    });

    /// <summary>
    /// Lays what was made into a new workspace, and returns a database of the run's own with the bot's part of it.
    /// </summary>
    public string Copy(Workspace workspace, string into)
    {
        Directory.CreateDirectory(into);
        File.Copy(Path.Combine(folder, Workspaces), Path.Combine(into, Workspaces));
        new WorkspaceFile(workspace, Path.Combine(into, Workspaces)).Load();
        if (server is not null)
        {
            var own = $"{name}_{Interlocked.Increment(ref made)}";
            server.Make(own, template: name);
            return server.Of(own);
        }

        var file = Path.Combine(into, Database);
        File.Copy(Path.Combine(folder, Database), file);
        return $"Data Source={file}";
    }

    /// <summary>What a run had of the server is not needed any more.</summary>
    public void Drop(string connection) => server?.Drop(new NpgsqlConnectionStringBuilder(connection).Database!);

    public async ValueTask DisposeAsync()
    {
        if (elsewhere is not null) await elsewhere.DisposeAsync();
        server?.Drop(name);
    }
}
