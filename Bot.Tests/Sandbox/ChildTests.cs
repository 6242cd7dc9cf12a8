using System.Diagnostics;
using Bot.Sandbox;

namespace Bot.Tests.Sandbox;

public sealed class ChildTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("sandbox-child-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_killed_bot_comes_back_on_the_same_database()
    {
        var clock = new SteeredClock(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
        await using var workspace = await Workspace.Start(new WorkspaceOptions
        {
            Clock = clock,
            AckDeadline = TimeSpan.FromSeconds(30),
            TriggerLifetime = TimeSpan.FromSeconds(30)
        });
        var app = workspace.AddApp(Laws.Manifest.Text);
        await using var bot = new BotProcess(workspace, app, new BotProcessOptions { Folder = folder, Clock = clock });
        await bot.Start();
        Assert.True(bot.IsRunning, File.ReadAllText(Path.Combine(folder, "bot.log")));
        var ana = workspace.Member("ana");
        await bot.Kill();
        Assert.True(bot.WasKilled);
        // Until the workspace has noticed that its sockets are gone, they pass for those of the next one.
        await workspace.Until(() => app.Sockets.Connected == 0 ? app : null);
        await ana.Slash("/incident");
        ana.Sees("/incident failed with the error \"dispatch_failed\"");
        await bot.Start();
        await ana.Slash("/incident");
        await workspace.Until(() => ana.ModalOrNone);
        await bot.Stop();
        Assert.False(bot.IsRunning);
    }

    [Theory]
    [InlineData(SampleAlert.Least)]
    [InlineData(SampleAlert.Body)]
    [InlineData("it's a \\ in two\nlines")]
    public async Task A_curl_survives_bash(string body)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "Needs bash.");
        var curl = SampleAlert.Curl(new Uri("http://127.0.0.1:1/"), "token", body);
        var script = $"curl() {{ printf '%s' \"${{@: -1}}\"; }}; {curl}";
        Assert.Equal(body, await Output("/bin/bash", "-c", script));
    }

    [Fact]
    public void The_printed_curl_is_short() => Assert.InRange(
        SampleAlert.Curl(new Uri("http://127.0.0.1:8182/"), BotProcessOptions.SampleToken, SampleAlert.Least).Length, 80, 220);

    [Fact]
    public async Task The_sandbox_prints_three_lines_and_ends_with_its_child_on_SIGTERM()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs SIGTERM.");
        var cancel = TestContext.Current.CancellationToken;
        using var sandbox = Run(Path.ChangeExtension(typeof(Workspace).Assembly.Location, null), "--data", folder, "--port",
            $"{Loopback.FreePort()}", "--intake", $"{Loopback.FreePort()}");
        var trouble = sandbox.StandardError.ReadToEndAsync(cancel);
        var lines = new[] { await sandbox.StandardOutput.ReadLineAsync(cancel),
            await sandbox.StandardOutput.ReadLineAsync(cancel), await sandbox.StandardOutput.ReadLineAsync(cancel) };
        Assert.Equal(["Page", "Intake", "Stop"], lines.Select(line => line?.Split(' ')[0]));
        using var http = new HttpClient();
        Assert.Contains("page/blazor.web.js", await http.GetStringAsync(new Uri(lines[0]!["Page    ".Length..]), cancel),
            StringComparison.Ordinal);
        Assert.Contains(SampleAlert.Least, lines[1], StringComparison.Ordinal);
        using var second = Run(Path.ChangeExtension(typeof(Workspace).Assembly.Location, null), "--data", folder);
        var refusal = await second.StandardError.ReadToEndAsync(cancel);
        Assert.StartsWith($"Another sandbox is running on {folder}.", refusal, StringComparison.Ordinal);
        await second.WaitForExitAsync(cancel);
        Assert.Equal(2, second.ExitCode);
        await Output("/bin/kill", "-TERM", $"{sandbox.Id}");
        await sandbox.WaitForExitAsync(cancel);
        Assert.Equal(0, sandbox.ExitCode);
        Assert.DoesNotContain("starts again", await trouble, StringComparison.Ordinal);
        Assert.Null(await sandbox.StandardOutput.ReadLineAsync(cancel));
    }

    static Process Run(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    static async Task<string> Output(string program, params string[] arguments)
    {
        using var process = Run(program, arguments);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }
}
