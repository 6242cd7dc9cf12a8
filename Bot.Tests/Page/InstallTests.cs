using System.Diagnostics;
using Bot.Sandbox;
using Bot.Tests.Alerts;
using Bot.Tests.Laws;
using Microsoft.Playwright;
using static Bot.Tests.Page.PhonePictures;

namespace Bot.Tests.Page;

/// <summary>
/// docs/install.md as a stranger follows it against the sandbox: each command of it in a shell, the bot a program of its own on
/// the machine's clock. SCREENSHOTS=docs/images keeps the pictures that are taken on the way.
/// </summary>
[Collection(nameof(PageTests))]
public sealed class InstallTests(Chromium chromium) : IAsyncLifetime
{
    const string Address = "localhost:8080";

    readonly string folder = Directory.CreateTempSubdirectory("data-responder-install-").FullName;
    readonly string address = $"127.0.0.1:{Loopback.FreePort()}";
    Process? bot;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        bot?.Dispose();
        await TempFolder.Delete(folder);
    }

    [Fact]
    public async Task Whoever_follows_the_page_ends_with_an_alert_that_opens_an_incident()
    {
        Assert.SkipUnless(
            NotifyRun.Has("curl") && NotifyRun.Has("dotnet"), "Needs curl and dotnet: docs/install.md was not tried.");
        var blocks = Docs.Typed(Docs.Page("docs/install.md")).ToList();
        Assert.Equal(6, blocks.Count);
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false, at: TimeProvider.System.GetUtcNow());
        Assert.Equal("export SLACK_BOT_TOKEN=xoxb-… SLACK_APP_TOKEN=xapp-…\n", blocks[1]);
        var settings = $"export {Playground.Tokens(sandbox.Workspace, sandbox.App)}\n{blocks[2]}";
        Assert.Contains("Nothing is to be mended.", await Typed(settings + blocks[3]), StringComparison.Ordinal);
        bot = Begin(settings + blocks[4].Replace("dotnet", "exec dotnet", StringComparison.Ordinal));
        var said = bot.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await sandbox.App.Sockets.WhenConnected(1, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        try
        {
            var token = await Source(sandbox);
            var answer = await Typed(blocks[5].Replace("TOKEN=…", $"TOKEN={token}", StringComparison.Ordinal));
            Assert.True(answer.Contains("Opened INC-1.", StringComparison.Ordinal), answer);
            await Incident(sandbox);
            await Rotation(sandbox);
        }
        finally
        {
            using var term = Process.Start("kill", ["-TERM", $"{bot.Id}"]);
            await bot.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, bot.ExitCode);
        Assert.Contains(Path.Combine(folder, "data", "bot.db"), await said, StringComparison.Ordinal);
    }

    static async Task Rotation(OpenSandbox sandbox)
    {
        var ana = sandbox.Workspace.Member("ana");
        await ana.Slash("/cover rota", "#data-team");
        await Until(() => ana.ModalOrNone?.SubmitLabel == "Save");
        await ana.Modal.ChoosePeople("Members", "ana", "ben", "chloe");
        await Shoot(sandbox, "ana", "data-team", "install-rotation", "dialog[open] .chips li");
        await ana.Modal.Submit();
        await Until(() => ana.ModalOrNone?.SubmitLabel != "Save");
        if (ana.ModalOrNone is { } open) await open.CloseAll();
    }

    static async Task<string> Source(OpenSandbox sandbox)
    {
        var ivy = sandbox.Workspace.Member("ivy");
        await ivy.Slash("/incident sources", "#data-team");
        await Until(() => ivy.ModalOrNone?.Title == "Sources");
        await ivy.Modal.Submit();
        await Until(() => ivy.ModalOrNone?.Title == "New source");
        await ivy.Modal.Choose("What sends", "Script or incident.io's JSON").Submit();
        await Until(() => ivy.Modal.Fields.Contains("Name"));
        await ivy.Modal.Fill("Name", "ci").Submit();
        await Until(() => ivy.ModalOrNone?.Title == "ci");
        var token = SourceActs.Shown(ivy.Modal);
        await Shoot(sandbox, "ivy", "data-team", "install-source", "dialog[open]");
        await ivy.Modal.CloseAll();
        return token!;
    }

    static async Task Incident(OpenSandbox sandbox)
    {
        var ana = sandbox.Workspace.Member("ana");
        string? Channel() => sandbox.Workspace.Do(() => sandbox.Workspace.Conversations.All
            .FirstOrDefault(c => c.Name.StartsWith("inc-1-", StringComparison.Ordinal))?.Name);
        await Until(() => Channel() is not null);
        await Until(() => ana.Look("dbt_build failed on main", "#data-incidents") is not null);
        await ana.Slash("/incident acknowledge 1");
        await Until(() => ana.Look("Lead: ana", $"#{Channel()}") is not null);
        await Shoot(sandbox, "ana", Channel()!, "install-incident", "text=dbt_build failed on main");
    }

    static async Task Shoot(OpenSandbox sandbox, string who, string place, string name, string ready)
    {
        var page = await sandbox.Window(who, place, 1180, 900, scale: 2);
        await Assertions.Expect(page.Locator(ready).First).ToBeVisibleAsync();
        await Screenshots.Save(page, Screenshots.Folder(), name);
        await page.CloseAsync();
    }

    async Task<string> Typed(string commands)
    {
        using var shell = Begin(commands);
        var said = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(shell.ExitCode == 0, said);
        return said;
    }

    // What the page has people build and run is built already, and stands beside the tests.
    Process Begin(string commands) => Process.Start(new ProcessStartInfo(
        "sh",
        ["-ec", "exec 2>&1\n" + commands
            .Replace("dotnet run --project Bot --", $"dotnet {Built}", StringComparison.Ordinal)
            .Replace("dotnet run --project Bot", $"dotnet {Built}", StringComparison.Ordinal)
            .Replace(Address, address, StringComparison.Ordinal)])
    {
        WorkingDirectory = folder,
        RedirectStandardOutput = true,
        Environment =
        {
            ["ASPNETCORE_URLS"] = $"http://{address}",
            // A machine that others share takes its time.
            ["Slack__AckDeadline"] = "00:00:30",
        },
    })!;

    static string Built => Path.Combine(AppContext.BaseDirectory, "Bot.dll");
}
