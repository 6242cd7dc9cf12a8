using System.Diagnostics;
using Bot.Sandbox;

namespace Bot.Tests.Sandbox;

/// <summary>The official Bolt app of Bot.Sandbox/Bolt, running in Node against a workspace of its own.</summary>
public sealed class BoltApp : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    Process? node;

    public Workspace Workspace { get; private set; } = null!;
    public InstalledApp App { get; private set; } = null!;
    string? Missing { get; set; }

    public static string Folder
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Bot.sln"))) folder = Path.GetDirectoryName(folder)!;
            return Path.Combine(folder, "Bot.Sandbox", "Bolt");
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (!await Runs("node", "--version"))
        {
            Missing = "Needs Node: the official Bolt app was not run.";
            return;
        }
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
            Assert.True(await Runs(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci"), "npm ci failed in Bot.Sandbox/Bolt.");
        Workspace = await Workspace.Start(new WorkspaceOptions { AckDeadline = Patience, TriggerLifetime = Patience });
        App = Workspace.AddApp(await File.ReadAllTextAsync(Path.Combine(Folder, "manifest.yml")));
        node = Start("node", "app.js");
        _ = node.StandardOutput.ReadToEndAsync();
        await Connected();
    }

    public void Needed() => Assert.SkipWhen(Missing is not null, Missing ?? "");

    public Task Connected() => App.Sockets.WhenConnected().WaitAsync(Patience);

    public Task<T> Until<T>(Func<T?> there) where T : class => Workspace.Until(there, Patience);

    Process Start(string program, string argument)
    {
        var info = new ProcessStartInfo(program, argument)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true
        };
        if (Workspace is not null)
        {
            info.Environment["SLACK_BOT_TOKEN"] = App.BotToken;
            info.Environment["SLACK_APP_TOKEN"] = App.AppToken;
            info.Environment["SLACK_API_URL"] = Workspace.ApiUrl.ToString();
        }
        return Process.Start(info)!;
    }

    async Task<bool> Runs(string program, string argument)
    {
        try
        {
            using var process = Start(program, argument);
            _ = process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (node is not null)
        {
            node.StandardInput.Close();
            if (!node.WaitForExit(TimeSpan.FromSeconds(5))) node.Kill();
            node.Dispose();
        }
        if (Workspace is not null) await Workspace.DisposeAsync();
    }
}
