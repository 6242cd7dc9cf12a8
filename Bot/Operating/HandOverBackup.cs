using System.ComponentModel;
using System.Diagnostics;

namespace Bot.Operating;

/// <summary>Gives a backup to a program of whoever runs the bot, such as one that copies it to another place.</summary>
public sealed class HandOverBackup(ILogger<HandOverBackup> log)
{
    const int LongestSaid = 2000;

    static readonly TimeSpan Patience = TimeSpan.FromHours(1), Breath = TimeSpan.FromSeconds(2);

    // What the bot is trusted with is no business of that program's, and has more names than anybody could list: all that it is
    // given is what any program is, what is meant for it, and what tools that copy files read.
    static readonly string[] Given =
    [
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TMP", "TEMP", "SYSTEMROOT", "WINDIR",
        "COMSPEC", "PATHEXT", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "USERPROFILE", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY",
        "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "GNUPGHOME", "KRB5CCNAME",
    ];

    static readonly string[] GivenBegin =
    [
        "BACKUP_", "LC_", "XDG_", "AWS_", "AZURE_", "B2_", "BORG_", "CLOUDSDK_", "GOOGLE_", "KOPIA_", "MC_", "RCLONE_", "RESTIC_",
        "RSYNC_", "S3_", "SSH_",
    ];

    /// <summary>Throws what went wrong, in one sentence.</summary>
    /// <param name="command">The program.</param>
    /// <param name="file">The backup.</param>
    /// <param name="stop">Ends the program.</param>
    /// <param name="environment">All that it could inherit; where nothing is said, what the bot itself has.</param>
    public async Task Run(
        string command, string file, CancellationToken stop, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var program = Start(command, file, environment);
        LastWords output = new(), errors = new();
        var heard = Task.WhenAll(
            output.Hear(program.StandardOutput, LongestSaid, stop), errors.Hear(program.StandardError, LongestSaid, stop));
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
        var more = await Ends(heard, stop) ? "" : "\n(something that it started still writes)";
        var words = $"{output}\n{errors}".Trim();
        log.LogWarning(
            "{Command} ended with code {Code}: {Said}", command, program.ExitCode,
            words[Math.Max(0, words.Length - LongestSaid)..] + more);
        throw new BackupException(
            $"It was written, but {command} ended with code {program.ExitCode}: the log has what it said.");
    }

    static async Task<bool> Ends(Task heard, CancellationToken stop)
    {
        try
        {
            await heard.WaitAsync(Breath, stop);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    static bool IsGiven(string name) =>
        Given.Contains(name, StringComparer.OrdinalIgnoreCase)
            || GivenBegin.Any(begin => name.StartsWith(begin, StringComparison.OrdinalIgnoreCase));

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

        foreach (var name in how.Environment.Keys.Where(name => !IsGiven(name)).ToList()) how.Environment.Remove(name);
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
