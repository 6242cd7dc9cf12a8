using System.Diagnostics;
using System.Globalization;

namespace Bot.Tests.Alerts;

/// <summary>One run of docs/ci/notify.sh in a shell, in a repository whose last commit says <c>Message</c>.</summary>
sealed class NotifyRun : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("notify").FullName;

    public string Shell { get; init; } = "sh";
    public byte[] Message { get; init; } = "Fix orders"u8.ToArray();

    /// <summary>Files that lie in the repository when the script runs, and whether this job wrote them.</summary>
    public Dictionary<string, (string Text, bool OfThisJob)> Files { get; } = [];

    /// <summary>What CI sets beside its own; a null removes a variable.</summary>
    public Dictionary<string, string?> Variables { get; } = new()
    {
        ["CIRCLE_PROJECT_USERNAME"] = "acme",
        ["CIRCLE_PROJECT_REPONAME"] = "dbt",
        ["CIRCLE_BRANCH"] = "main",
        ["CIRCLE_JOB"] = "dbt_build",
        ["CIRCLE_BUILD_URL"] = "https://circleci.example/jobs/4711",
        ["CIRCLE_SHA1"] = "HEAD",
        ["RESPONDER_ENVIRONMENT"] = "prod",
        ["RESPONDER_TOKEN"] = "secret",
        ["RESPONDER_WAIT"] = "0",
    };

    /// <summary>The exit code, and what the build log says.</summary>
    public async Task<(int Exit, string Log)> Run(string url, string status, CancellationToken stop)
    {
        Variables["RESPONDER_URL"] = url;
        await Commit(stop);
        foreach (var (name, (text, isOfThisJob)) in Files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, text, stop);
            var checkedOut = File.GetLastWriteTimeUtc(Path.Combine(folder, ".git", "HEAD"));
            File.SetLastWriteTimeUtc(path, checkedOut.AddMinutes(isOfThisJob ? 1 : -1));
        }

        return Shell == "busybox" ? await Run(Shell, ["sh", Script, status], stop) : await Run(Shell, [Script, status], stop);
    }

    /// <summary>The same with a title in bytes, which no variable of a .NET process can hold.</summary>
    public Task<(int Exit, string Log)> RunTitled(byte[] title, string url, CancellationToken stop)
    {
        var octal = string.Concat(title.Select(b => "\\" + Convert.ToString(b, 8).PadLeft(3, '0')));
        Variables["RESPONDER_URL"] = url;
        return Run(
            Shell,
            ["-c", $"RESPONDER_TITLE=$(printf \"$1\"); export RESPONDER_TITLE; exec {Shell} \"$0\" failure", Script, octal],
            stop);
    }

    public static bool Has(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(p => File.Exists(Path.Combine(p, program)));

    static string Script => Path.Combine(Root, "docs", "ci", "notify.sh");

    static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Bot.sln"))) folder = Path.GetDirectoryName(folder)!;
            return folder;
        }
    }

    async Task Commit(CancellationToken stop)
    {
        var message = Path.Combine(folder, "message");
        await File.WriteAllBytesAsync(message, Message, stop);
        await Run("git", ["init", "-q"], stop);
        await Run(
            "git",
            [
                "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "--allow-empty-message",
                "--cleanup=verbatim", "-F", message
            ],
            stop);
    }

    async Task<(int, string)> Run(string program, string[] arguments, CancellationToken stop)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(IsOfCi).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in Variables.Where(v => v.Value is not null)) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var log = await process.StandardError.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return (process.ExitCode, log);
    }

    static bool IsOfCi(string name) =>
        name.StartsWith("GIT", StringComparison.Ordinal) || name.StartsWith("CIRCLE", StringComparison.Ordinal)
        || name.StartsWith("RESPONDER", StringComparison.Ordinal) || name.EndsWith("_PROXY", true, CultureInfo.InvariantCulture);

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
