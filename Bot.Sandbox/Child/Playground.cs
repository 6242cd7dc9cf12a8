using System.Runtime.InteropServices;
using Bot.Sandbox.Page;

namespace Bot.Sandbox;

/// <summary>The sandbox as a person runs it: workspace, page and the bot as a child, until Ctrl+C or SIGTERM.</summary>
sealed class Playground(SandboxArguments arguments) : IAsyncDisposable
{
    const string ClockFile = "clock";
    readonly TaskCompletionSource stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly string folder = arguments.Data ?? Directory.CreateTempSubdirectory("data-responder-").FullName;
    readonly CancellationTokenSource end = new();
    int crashes;

    public async Task Run()
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var held = arguments.Data is null ? null : Hold();
        var present = StartTime();
        var demo = arguments.Demo ? new Demo(folder) : null;
        var clock = demo?.IsDue == true ? new SteeredClock(Demo.Begins(present), 0) : new SteeredClock(present);
        var stage = new Stage(clock) { BotDatabase = Path.Combine(folder, "bot.db") };
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
        var file = new WorkspaceFile(workspace, Path.Combine(folder, "workspace.json"));
        file.Load();
        SampleWorkspace.AddAnnouncements(workspace);
        if (demo is not null && !await demo.Fill(workspace, app, clock, present, end.Token)) return;
        stage.MarkAllRead();
        await using var bot = new BotProcess(workspace, app,
            new BotProcessOptions { Folder = folder, Clock = clock, IntakePort = arguments.IntakePort });
        stage.Bot = bot;
        bot.Ended += (code, last) =>
            _ = Again(bot, bot.WasKilled ? "The bot was killed." : $"The bot ended (code {code}): {last}");
        await Begin(workspace, bot);
        Say($"Page    {workspace.Url}");
        Say($"Intake  {SampleAlert.Curl(bot.Intake, BotProcessOptions.SampleToken, SampleAlert.Least)}");
        if (guest is not null)
            Say($"App     {guest.Name}: SLACK_BOT_TOKEN={guest.BotToken} SLACK_APP_TOKEN={guest.AppToken} "
                + $"SLACK_API_URL={workspace.ApiUrl}");
        Say("Stop    Ctrl+C");
        await Saving(file, workspace, clock);
        await bot.Stop();
        Keep(file, clock);
    }

    async Task Begin(Workspace workspace, BotProcess bot)
    {
        var isNew = !File.Exists(Path.Combine(folder, "bot.db"));
        await Task.WhenAny(bot.Start(), stop.Task);
        if (!isNew || !bot.IsRunning || stop.Task.IsCompleted) return;
        if (await SampleRotation.Make(workspace) is { } trouble) await Console.Error.WriteLineAsync(trouble);
    }

    /// <summary>Starts a bot that crashed again, later each time; a bot that was stopped stays stopped.</summary>
    async Task Again(BotProcess bot, string how)
    {
        if (stop.Task.IsCompleted) return;
        var wait = TimeSpan.FromSeconds(Math.Min(30, ++crashes));
        var log = Path.Combine(folder, "bot.log");
        await Console.Error.WriteLineAsync($"{how} It starts again in {wait.TotalSeconds:0} s; its log is {log}");
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

    static string OwnManifest()
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

    public ValueTask DisposeAsync()
    {
        end.Dispose();
        if (arguments.Data is null) Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
