using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Bot.Sandbox;

/// <summary>The bot as a release is: published, compiled ahead of time, started on a bare Slack.</summary>
sealed class PublishedBot
{
    public const string Token = "bench-token-of-the-intake";

    readonly string folder;

    /// <summary>One that lies in a folder already.</summary>
    public PublishedBot(string folder) => this.folder = folder;

    /// <summary>Publishes it once for all benches; throws <see cref="SandboxException"/> where that is not possible.</summary>
    public static async Task<PublishedBot> Publish(string into, string project = "Bot")
    {
        var root = Repository() ?? throw new SandboxException("The benches publish the bot, so they run from its repository.");
        string[] arguments =
        [
            "publish", Path.Combine(root, project), "--configuration", "Release",
            "--runtime", RuntimeInformation.RuntimeIdentifier,
            "--self-contained", "false", "-p:PublishReadyToRun=true", "-p:RunAnalyzers=false", "--output", into, "-v", "quiet",
        ];
        using var dotnet = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var said = await dotnet.StandardOutput.ReadToEndAsync();
        await dotnet.WaitForExitAsync();
        return dotnet.ExitCode == 0 ? new(into) : throw new SandboxException($"The bot could not be published: {said}");
    }

    public static string? Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Bot.sln"))) folder = Path.GetDirectoryName(folder);
        return folder;
    }

    /// <summary>Starts it on a database, with an intake on a port of loopback.</summary>
    public MeasuredApp Start(Uri api, string database, int port, params (string Name, string Value)[] more)
    {
        var bot = Path.Combine(folder, "Bot.dll");
        if (!File.Exists(bot)) throw new SandboxException($"There is no bot in {folder}.");
        return MeasuredApp.Start("dotnet", [bot], Environment(api, database, port, more))
            ?? throw new SandboxException("dotnet is not on the path.");
    }

    /// <summary>What the bot is set to.</summary>
    public static Dictionary<string, string> Environment(
        Uri api, string database, int port, params (string Name, string Value)[] more)
    {
        var environment = new Dictionary<string, string>
        {
            ["SLACK_BOT_TOKEN"] = "xoxb-1-bench",
            ["SLACK_APP_TOKEN"] = "xapp-1-A0BENCH01-1-bench",
            ["SLACK_API_URL"] = api.ToString(),
            ["ConnectionStrings__Default"] = database,
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
            ["Intake__Tokens__bench"] = Token,
            ["Intake__PerMinute"] = "100000000",
            ["Slack__Sockets"] = "1",
        };
        foreach (var (name, value) in more) environment[name] = value;
        return environment;
    }

    /// <summary>Where its intake takes alerts.</summary>
    public static Uri Intake(int port) => new($"http://127.0.0.1:{port}/v2/alert_events/http/bench");
}
