using System.Runtime.InteropServices;
using Bot.Sandbox.Page;

namespace Bot.Sandbox;

/// <summary>The sandbox as a person runs it: workspace, page and the bot as a child, until Ctrl+C or SIGTERM.</summary>
sealed class Playground(SandboxArguments arguments) : IAsyncDisposable
{
    const string ClockFile = "clock", Kept = "workspace.json";
    readonly TaskCompletionSource stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly string folder = arguments.Data ?? Directory.CreateTempSubdirectory("data-responder-").FullName;
    readonly CancellationTokenSource end = new();
    readonly List<BotProcess> bots = [];
    ModelServer? model;
    int crashes;

    public async Task Run()
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        CheckPorts();
        using var held = arguments.Data is null ? null : Hold();
        // A bot that somebody starts by hand lives on the machine's clock.
        var present = arguments.Bots == 0 ? TimeProvider.System.GetUtcNow() : StartTime();
        var demo = arguments.Demo ? new Demo(folder) : null;
        var clock = demo?.IsDue == true ? new SteeredClock(Demo.Begins(present), 0) : new SteeredClock(present);
        var stage = new Stage(clock);
        if (arguments is { Store: null, Bots: > 0 }) stage.BotDatabase = Path.Combine(folder, "bot.db");
        if (demo is not null) stage.Entrance = SampleWorkspace.Announcements;
        await using var workspace = await Workspace.Start(new WorkspaceOptions
        {
            Clock = clock,
            LocalClocks = true,
            FirstNames = true,
            Port = arguments.PagePort,
            Services = builder => PageSite.AddServices(builder, stage),
            Routes = PageSite.Map,
        });
        var app = workspace.AddApp(OwnManifest());
        var guest = arguments.App is { } manifest ? workspace.AddApp(await File.ReadAllTextAsync(manifest)) : null;
        var file = new WorkspaceFile(workspace, Path.Combine(folder, Kept));
        file.Load();
        SampleWorkspace.AddAnnouncements(workspace);
        if (demo is not null && !await demo.Fill(workspace, app, clock, present, end.Token)) return;
        stage.MarkAllRead();
        if (arguments.Ai is { } ai) model = await ModelServer.Start(ai);
        bots.AddRange(Enumerable.Range(0, arguments.Bots).Select(n => Bot(n, workspace, app, clock)));
        stage.Bot = bots.FirstOrDefault();
        if (bots.Count > 0) await Begin(workspace);
        Say($"Page    {workspace.Url}");
        if (bots.Count > 0)
            Say($"Intake  {SampleAlert.Curl(bots[0].Intake, BotProcessOptions.SampleToken, SampleAlert.Least)}");
        else Say($"Bot     export {Tokens(workspace, app)}");
        foreach (var other in bots.Skip(1)) Say($"        {other.Intake} is another bot's");
        if (guest is not null)
            Say($"App     {guest.Name}: {Tokens(workspace, guest)}");
        if (model is not null) Say($"Model   {model.Endpoint} writes summaries ({model.Mode})");
        Say("Stop    Ctrl+C");
        await Saving(file, workspace, clock);
        await Task.WhenAll(bots.Select(one => one.Stop()));
        Keep(file, clock);
    }

    /// <summary>What an app that somebody starts by hand needs of this workspace.</summary>
    internal static string Tokens(Workspace workspace, InstalledApp app) =>
        $"SLACK_BOT_TOKEN={app.BotToken} SLACK_APP_TOKEN={app.AppToken} SLACK_API_URL={workspace.ApiUrl}";

    void CheckPorts()
    {
        Check("--port", arguments.PagePort);
        Check("--intake", arguments.IntakePort);

        static void Check(string option, int port)
        {
            if (!Loopback.IsFree(port)) throw new SandboxException($"Port {port} is in use. Name another after {option}.");
        }
    }

    /// <summary>The first takes alerts where the terminal says; the others have a folder each for their log.</summary>
    BotProcess Bot(int n, Workspace workspace, InstalledApp app, SteeredClock clock)
    {
        var bot = new BotProcess(workspace, app, new BotProcessOptions
        {
            Folder = n == 0 ? folder : Path.Combine(folder, $"bot{n + 1}"),
            Clock = clock,
            IntakePort = n == 0 ? arguments.IntakePort : 0,
            Environment = Variables(),
        });
        bot.Ended += (code, last) =>
            _ = Again(bot, bot.WasKilled ? "The bot was killed." : $"The bot ended (code {code}): {last}");
        return bot;
    }

    Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>();
        if (arguments.Store is { } store) variables["ConnectionStrings__Default"] = store;
        if (model is null) return variables;
        (variables["AI__Endpoint"], variables["AI__Model"], variables["AI__ApiKey"]) =
            (model.Endpoint, ModelServer.Model, ModelServer.Key);
        return variables;
    }

    async Task Begin(Workspace workspace)
    {
        var isNew = !File.Exists(Path.Combine(folder, arguments.Store is null ? "bot.db" : Kept));
        await Task.WhenAny(Task.WhenAll(bots.Select(bot => bot.Start())), stop.Task);
        if (!isNew || !bots[0].IsRunning || stop.Task.IsCompleted) return;
        if (await SampleRotation.Make(workspace) is { } trouble) await Console.Error.WriteLineAsync(trouble);
    }

    /// <summary>Starts a bot that crashed again, later each time; a bot that was stopped stays stopped.</summary>
    async Task Again(BotProcess bot, string how)
    {
        if (stop.Task.IsCompleted) return;
        var wait = TimeSpan.FromSeconds(Math.Min(30, ++crashes));
        await Console.Error.WriteLineAsync($"{how} It starts again in {wait.TotalSeconds:0} s; its log is {bot.Log}");
        await Task.WhenAny(Task.Delay(wait), stop.Task);
        if (!stop.Task.IsCompleted) await Task.WhenAny(bot.Start(), stop.Task);
    }

    /// <summary>Saves the workspace a little after each change, where somebody asked to keep it, until the stop.</summary>
    async Task Saving(WorkspaceFile file, Workspace workspace, SteeredClock clock)
    {
        var changed = 0;
        workspace.Changed += _ => Interlocked.Exchange(ref changed, 1);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        while (!stop.Task.IsCompleted)
        {
            await Task.WhenAny(stop.Task, timer.WaitForNextTickAsync().AsTask());
            if (arguments.Data is not null && Interlocked.Exchange(ref changed, 0) == 1) Keep(file, clock);
        }
    }

    void Keep(WorkspaceFile file, SteeredClock clock)
    {
        file.Save();
        File.WriteAllText(Path.Combine(folder, ClockFile), clock.Line);
    }

    /// <summary>One sandbox owns a folder, until its process ends.</summary>
    FileStream Hold()
    {
        Directory.CreateDirectory(folder);
        var name = Path.Combine(folder, "sandbox.lock");
        try { return new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
        catch (IOException)
        {
            throw new SandboxException(
                $"Another sandbox is running on {folder}. Stop it first, or name another folder after --data.");
        }
    }

    DateTimeOffset StartTime()
    {
        var tuesday = Tuesday.Of(TimeProvider.System.GetUtcNow());
        var file = Path.Combine(folder, ClockFile);
        if (!File.Exists(file)) return tuesday;
        var kept = SteeredClock.From(File.ReadAllText(file)).GetUtcNow();
        return kept > tuesday ? kept : tuesday;
    }

    internal static string OwnManifest()
    {
        using var reader = new StreamReader(typeof(Playground).Assembly.GetManifestResourceStream("manifest.yml")!);
        return reader.ReadToEnd();
    }

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.TrySetResult();
        end.Cancel();
    }

    static void Say(string line) => Console.WriteLine(line);

    public async ValueTask DisposeAsync()
    {
        foreach (var bot in bots) await bot.DisposeAsync();
        if (model is not null) await model.DisposeAsync();
        end.Dispose();
        if (arguments.Data is null) Directory.Delete(folder, recursive: true);
    }
}
