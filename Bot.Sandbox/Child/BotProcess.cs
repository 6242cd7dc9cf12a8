using System.Diagnostics;
using System.Globalization;

namespace Bot.Sandbox;

/// <summary>What a bot process is started with.</summary>
public sealed record BotProcessOptions
{
    internal const string SampleToken = "sandbox-circleci", GitHubSecret = "sandbox-github";

    /// <summary>Folder of the bot's database and of its log, bot.log.</summary>
    public required string Folder { get; init; }
    public required SteeredClock Clock { get; init; }
    /// <summary>Loopback port of the bot's intake; 0 takes a free one and keeps it over restarts.</summary>
    public int IntakePort { get; init; }
    /// <summary>Bearer token of the alert source "circleci".</summary>
    public string IntakeToken { get; init; } = SampleToken;
    public bool UseGroupsToken { get; init; }
    /// <summary>The library of the sandbox that the bot is part of; null for the one that runs.</summary>
    public string? Program { get; init; }
    /// <summary>More environment variables, over those that the sandbox sets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}

/// <summary>The bot in a process of its own, which can be killed and started again on the same database.</summary>
public sealed class BotProcess : IAsyncDisposable
{
    // Several that start at once on a busy machine take their time.
    static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(3);

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    readonly Workspace workspace;
    readonly InstalledApp app;
    readonly BotProcessOptions options;
    readonly Lock writing = new();
    readonly StreamWriter log;
    Process? process;

    public BotProcess(Workspace workspace, InstalledApp app, BotProcessOptions options)
    {
        (this.workspace, this.app) = (workspace, app);
        this.options = options with { IntakePort = options.IntakePort == 0 ? Loopback.FreePort() : options.IntakePort };
        Directory.CreateDirectory(options.Folder);
        log = new StreamWriter(Log, append: true) { AutoFlush = true };
        this.options.Clock.Steered += TellTime;
    }

    /// <summary>Raised with the exit code and the last line written when the process ends, whoever ended it.</summary>
    public event Action<int, string>? Ended;

    /// <summary>Raised with each line that it writes.</summary>
    public event Action<string>? Wrote;

    /// <summary>The file that all it writes stands in.</summary>
    public string Log => Path.Combine(options.Folder, "bot.log");
    public Uri Intake => new($"http://127.0.0.1:{options.IntakePort}/");
    /// <summary>It was ended from here, so what it wrote last is not why.</summary>
    public bool WasKilled { get; private set; }
    public bool IsRunning => process is { HasExited: false };

    /// <summary>Starts the process and returns when it has its Socket Mode connections or has ended.</summary>
    public async Task Start(int connections = 1)
    {
        var process = new Process { StartInfo = Describe(), EnableRaisingEvents = true };
        var last = "";
        process.OutputDataReceived += (_, line) => Keep(line.Data, ref last);
        process.ErrorDataReceived += (_, line) => Keep(line.Data, ref last);
        var exit = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) =>
        {
            exit.TrySetResult();
            // It has exited; what it wrote last may still be on its way.
            process.WaitForExit();
            Ended?.Invoke(process.ExitCode, last);
        };
        process.Start();
        WasKilled = false;
        this.process = process;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        TellTime();
        await await Task.WhenAny(app.Sockets.WhenConnected(connections, StartsWithin), exit.Task);
    }

    /// <summary>Ends the process at once, as SIGKILL does, and returns when it is gone.</summary>
    public async Task Kill()
    {
        KillNow();
        if (process is not null) await process.WaitForExitAsync();
    }

    /// <summary>Ends the process at once, and waits for nothing.</summary>
    public void KillNow()
    {
        if (this.process is not { HasExited: false } process) return;
        WasKilled = true;
        process.Kill();
    }

    /// <summary>
    /// What the process has used and uses: processor time of all its threads, bytes of memory, open files, threads.
    /// </summary>
    public (TimeSpan Cpu, long Resident, int Handles, int Threads) Use()
    {
        if (this.process is not { HasExited: false } process) return default;
        process.Refresh();
        return (process.TotalProcessorTime, process.WorkingSet64, process.HandleCount, process.Threads.Count);
    }

    /// <summary>From now on nothing that it changes fits on its disk, or all does again.</summary>
    public void SetDisk(bool isFull) => Tell(isFull ? BotChild.DiskFull : BotChild.DiskFree);

    /// <summary>Lets it stand still for so long, as a machine does that is moved or out of memory; not on Windows.</summary>
    public async Task Sleep(TimeSpan time, CancellationToken stop)
    {
        if (this.process is not { HasExited: false } process) return;
        Signal("STOP", process.Id);
        try
        {
            await Task.Delay(time, stop);
        }
        finally
        {
            // It may have been killed meanwhile, and another process has no such id for long after that.
            if (!process.HasExited) Signal("CONT", process.Id);
        }
    }

    static void Signal(string name, int id)
    {
        using var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{name} {id}")]);
        kill.WaitForExit();
    }

    /// <summary>Kills it if it runs, and starts it again on the same database.</summary>
    public async Task Restart()
    {
        await Kill();
        await Start();
    }

    /// <summary>Lets it finish what it is doing and end; kills it when that takes long.</summary>
    public async Task Stop()
    {
        if (this.process is not { HasExited: false } process) return;
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience, workspace.Options.Wire);
        try { await process.WaitForExitAsync(patience.Token); }
        catch (OperationCanceledException) { await Kill(); }
    }

    ProcessStartInfo Describe()
    {
        var info = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        SetProgram(info, options.Program ?? typeof(BotProcess).Assembly.Location);
        info.ArgumentList.Add(BotChild.Word);
        foreach (var (name, value) in Variables()) info.Environment[name] = value;
        if (!options.UseGroupsToken) info.Environment.Remove("SLACK_GROUPS_TOKEN");
        return info;
    }

    static void SetProgram(ProcessStartInfo info, string library)
    {
        var program = Path.ChangeExtension(library, OperatingSystem.IsWindows() ? ".exe" : null);
        info.FileName = File.Exists(program) ? program : "dotnet";
        if (info.FileName == "dotnet") info.ArgumentList.Add(library);
    }

    Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>
        {
            ["SLACK_BOT_TOKEN"] = app.BotToken,
            ["SLACK_APP_TOKEN"] = app.AppToken,
            ["SLACK_API_URL"] = workspace.ApiUrl.ToString(),
            ["ConnectionStrings__Default"] = $"Data Source={Path.Combine(options.Folder, "bot.db")}",
            ["Intake__Tokens__circleci"] = options.IntakeToken,
            ["GITHUB_WEBHOOK_SECRET"] = BotProcessOptions.GitHubSecret,
            ["ASPNETCORE_URLS"] = Intake.ToString().TrimEnd('/'),
            ["PUBLIC_URL"] = Intake.ToString(),
        };
        if (options.UseGroupsToken) variables["SLACK_GROUPS_TOKEN"] = app.GroupsToken;
        foreach (var (name, value) in options.Environment) variables[name] = value;
        return variables;
    }

    void Keep(string? line, ref string last)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        last = line;
        lock (writing) log.WriteLine(line);
        Wrote?.Invoke(line);
    }

    void TellTime() => Tell(options.Clock.Line);

    void Tell(string line)
    {
        if (this.process is not { HasExited: false } process) return;
        try
        {
            lock (writing)
            {
                process.StandardInput.WriteLine(line);
                process.StandardInput.Flush();
            }
        }
        // It has just ended.
        catch (Exception trouble) when (trouble is IOException or ObjectDisposedException or InvalidOperationException) { }
    }

    public async ValueTask DisposeAsync()
    {
        options.Clock.Steered -= TellTime;
        await Stop();
        process?.Dispose();
        lock (writing) log.Dispose();
    }
}
