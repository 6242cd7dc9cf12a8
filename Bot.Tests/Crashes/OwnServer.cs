using System.Diagnostics;
using Bot.Tests.Laws;
using Dapper;
using Npgsql;

namespace Bot.Tests.Crashes;

/// <summary>
/// A PostgreSQL server of one test's own, which can crash and come back; the test is skipped where none is installed.
/// </summary>
sealed class OwnServer : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("data-responder-server-").FullName;

    OwnServer() { }

    /// <summary>An empty database on it.</summary>
    public string ConnectionString { get; private set; } = "";

    public static async Task<OwnServer> Start()
    {
        var server = new OwnServer();
        // The server's own user has to come in.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(
                server.folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute
                    | UnixFileMode.OtherExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        var (code, said) = await server.Do("start");
        Assert.SkipWhen(code != 0, "No PostgreSQL is installed here.");
        await using var db = new NpgsqlConnection(said.Trim());
        await db.ExecuteAsync("create database bot");
        server.ConnectionString = new NpgsqlConnectionStringBuilder(said.Trim()) { Database = "bot" }.ConnectionString;
        return server;
    }

    /// <summary>Ends it without a word and starts it again.</summary>
    public async Task Restart() => Assert.Equal(0, (await Do("restart")).Code);

    async Task<(int Code, string Said)> Do(string what)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Sources.Root(), ".ci", "postgres"), [what, folder])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        // The server keeps the output open that it was started with, so that its end is not waited for.
        var line = what == "start" ? await process.StandardOutput.ReadLineAsync() : "";
        await process.WaitForExitAsync();
        return (process.ExitCode, line ?? "");
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Do("stop");
        await TempFolder.Delete(folder);
    }
}
