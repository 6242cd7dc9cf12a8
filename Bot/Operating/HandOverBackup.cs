using System.ComponentModel;
using System.Diagnostics;

namespace Bot.Operating;

/// <summary>Gives a backup to a program of whoever runs the bot, such as one that copies it to another place.</summary>
public sealed class HandOverBackup(ILogger<HandOverBackup> log)
{
    const int LongestSaid = 2000;

    static readonly TimeSpan Patience = TimeSpan.FromHours(1), Breath = TimeSpan.FromSeconds(2);

    // What the bot is trusted with is no business of that program's.
    static readonly string[] Ours = ["SLACK_", "GITHUB_", "AI__", "INTAKE__", "CONNECTIONSTRINGS__", "HEARTBEAT_", "OTEL_"];

    /// <summary>Throws what went wrong, in one sentence.</summary>
    /// <param name="command">The program.</param>
    /// <param name="file">The backup.</param>
    /// <param name="stop">Ends the program.</param>
    /// <param name="environment">All that it could inherit; where nothing is said, what the bot itself has.</param>
    public async Task Run(
        string command, string file, CancellationToken stop, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var program = Start(command, file, environment);
        var said = Task.WhenAll(program.StandardOutput.ReadToEndAsync(stop), program.StandardError.ReadToEndAsync(stop));
        try
        {
            await program.WaitForExitAsync(stop).WaitAsync(Patience, stop);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            program.Kill(entireProcessTree: true);
            if (e is OperationCanceledException) throw;
            throw new BackupException($"{command} did not end within an hour.");
        }

        if (program.ExitCode == 0) return;
        // It may name what is nobody's to read in Slack.
        var words = await Words(said, stop);
        log.LogWarning(
            "{Command} ended with code {Code}: {Said}", command, program.ExitCode,
            words.Length > LongestSaid ? words[..LongestSaid] : words);
        throw new BackupException(
            $"It was written, but {command} ended with code {program.ExitCode}: the log has what it said.");
    }

    static async Task<string> Words(Task<string[]> said, CancellationToken stop)
    {
        try
        {
            return string.Join('\n', await said.WaitAsync(Breath, stop)).Trim();
        }
        catch (TimeoutException)
        {
            return "(something that it started still writes)";
        }
    }

    static Process Start(string command, string file, IReadOnlyDictionary<string, string>? environment)
    {
        var how = new ProcessStartInfo(command)
        {
            ArgumentList = { file },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (environment is not null)
        {
            how.Environment.Clear();
            foreach (var (name, value) in environment) how.Environment[name] = value;
        }

        foreach (var name in how.Environment.Keys.Where(
            key => Ours.Any(ours => key.StartsWith(ours, StringComparison.OrdinalIgnoreCase))).ToList())
            how.Environment.Remove(name);
        try
        {
            return Process.Start(how) ?? throw new BackupException($"It was written, but {command} could not be started.");
        }
        catch (Win32Exception e)
        {
            throw new BackupException($"It was written, but {command} could not be started: {e.Message.TrimEnd('.')}.", e);
        }
    }
}
