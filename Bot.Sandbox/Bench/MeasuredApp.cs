using System.Diagnostics;

namespace Bot.Sandbox;

/// <summary>A program that is measured, in a process of its own.</summary>
sealed class MeasuredApp : IAsyncDisposable
{
    readonly Process process;
    readonly Stopwatch since = Stopwatch.StartNew();

    MeasuredApp(Process process) => this.process = process;

    /// <summary>Time since it was started.</summary>
    public TimeSpan Age => since.Elapsed;

    /// <summary>Processor time of all its threads since its start.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The processor time of several together.</summary>
    public static TimeSpan CpuOf(IEnumerable<MeasuredApp> apps) => TimeSpan.FromTicks(apps.Sum(app => app.Cpu.Ticks));

    /// <summary>Resident memory in bytes.</summary>
    public long Resident
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    public bool HasExited => process.HasExited;

    /// <summary>Starts a program that writes to nowhere; null where it is not on this machine.</summary>
    public static MeasuredApp? Start(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string? folder = null)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in environment) info.Environment[name] = value;
        try
        {
            var process = Process.Start(info)!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return new(process);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
