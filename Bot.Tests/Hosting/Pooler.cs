using System.Diagnostics;
using System.Globalization;
using Bot.Sandbox;
using Npgsql;

namespace Bot.Tests.Hosting;

/// <summary>A PgBouncer of one test's own before its database; the test is skipped where none is installed.</summary>
sealed class Pooler : IAsyncDisposable
{
    readonly string settings = Path.GetTempFileName();
    readonly Process process;

    /// <param name="connectionString">Names the server by an address of the network.</param>
    /// <param name="mode">As PgBouncer calls it.</param>
    public Pooler(string connectionString, string mode)
    {
        const string Program = "/usr/sbin/pgbouncer";
        Assert.SkipUnless(File.Exists(Program), "No PgBouncer is installed here.");
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        var port = Loopback.FreePort();
        var password = parts.Password is { Length: > 0 } given ? $" password='{given}'" : "";
        // It does not run as root.
        var user = Environment.IsPrivilegedProcess ? "user = postgres" : "";
        File.WriteAllText(settings, string.Create(
            CultureInfo.InvariantCulture,
            $"""
            [databases]
            * = host={parts.Host} port={parts.Port} user={parts.Username}{password}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = any
            pool_mode = {mode}
            default_pool_size = 30
            {user}
            """));
        (parts.Host, parts.Port, parts.Pooling) = ("127.0.0.1", port, true);
        ConnectionString = parts.ConnectionString;
        process = Process.Start(new ProcessStartInfo(Program, ["-q", settings]))!;
    }

    /// <summary>The same database, through it.</summary>
    public string ConnectionString { get; }

    /// <summary>It takes connections.</summary>
    public async Task Ready()
    {
        await using var source = NpgsqlDataSource.Create($"{ConnectionString};Pooling=False");
        await Wait.Until(() =>
        {
            try
            {
                using var db = source.OpenConnection();
                return true;
            }
            catch (NpgsqlException) when (!process.HasExited)
            {
                return false;
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        File.Delete(settings);
    }
}
