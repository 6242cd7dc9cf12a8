using System.Diagnostics;
using System.Globalization;
using Bot.Tests.Laws;
using Dapper;
using Npgsql;

namespace Bot.Tests.Crashes;

/// <summary>
/// A PostgreSQL server of one test's own, which can crash or freeze, and come back; the test is skipped where none is installed.
/// </summary>
sealed class OwnServer : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("data-responder-server-").FullName;

    IReadOnlyList<int> frozen = [];

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

    /// <summary>Holds all of it where it is: its connections stay, the system takes new ones, and nothing is said.</summary>
    public void Freeze()
    {
        var first = File.ReadLines(Path.Combine(folder, "db", "postmaster.pid")).First();
        var master = int.Parse(first, CultureInfo.InvariantCulture);
        using var db = new NpgsqlConnection($"{ConnectionString};Pooling=False");
        db.Open();
        // From now on it begins no more of them.
        Signal("STOP", [master]);
        frozen = [master, .. db.Query<int>("select pid from pg_stat_activity")];
        Signal("STOP", frozen);
    }

    public void Thaw()
    {
        if (frozen.Count > 0) Signal("CONT", frozen);
        frozen = [];
    }

    static void Signal(string name, IReadOnlyList<int> processes)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{name} {string.Join(' ', processes)}"]);
        // One that ended by itself meanwhile is no failure.
        kill.WaitForExit();
    }

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
        Thaw();
        await Do("stop");
        await TempFolder.Delete(folder);
    }
}
