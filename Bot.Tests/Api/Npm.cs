using System.Diagnostics;

namespace Bot.Tests.Api;

/// <summary>Programs from npm, at the versions that package-lock.json names; without Node their tests are skipped.</summary>
static class Npm
{
    static readonly SemaphoreSlim One = new(1);

    public static string Folder => Path.Combine(Sandbox.BoltApp.Folder, "..", "..", "Bot.Tests", "Api");

    /// <summary>Runs a script of Node there; its exit code and all that it said.</summary>
    public static async Task<(int Exit, string Said)> Node(params string[] arguments)
    {
        Assert.SkipUnless(Alerts.NotifyRun.Has("node"), "Needs Node: programs of others were not run.");
        await One.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
            {
                var (exit, said) = await Run("npm", ["ci"]);
                Assert.True(exit == 0, said);
            }
        }
        finally
        {
            One.Release();
        }

        return await Run("node", arguments);
    }

    static async Task<(int Exit, string Said)> Run(string program, string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // It would tell others that it runs, and ask them whether there is a newer one.
        info.Environment["REDOCLY_TELEMETRY"] = "off";
        info.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true";
        using var process = Process.Start(info)!;
        var stop = TestContext.Current.CancellationToken;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        await process.WaitForExitAsync(stop);
        return (process.ExitCode, string.Concat(said));
    }
}
