using System.Data.Common;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Npgsql;

namespace Bot.Sandbox;

/// <summary>What was measured on, and with which versions.</summary>
static class BenchVersions
{
    public static async Task<string> Text()
    {
        var parts = new[]
        {
            $"{Environment.ProcessorCount} cores", RuntimeInformation.OSDescription, $".NET {Environment.Version}",
            $"bot {typeof(BotApp).Assembly.GetName().Version?.ToString(3)}, published and compiled ahead of time",
            $"SQLite {SQLitePCL.raw.sqlite3_libversion().utf8_to_string()}",
            await Bolt(), Said("prometheus-alertmanager", "--version"), await Postgres(),
        };
        return $"{string.Join("; ", parts.OfType<string>())}.";
    }

    static async Task<string?> Bolt()
    {
        if (BoltReference.Folder is not { } folder || Said("node", "--version") is not { } node) return null;
        await using var file = File.OpenRead(Path.Combine(folder, "node_modules", "@slack", "bolt", "package.json"));
        using var package = await JsonDocument.ParseAsync(file);
        return $"Bolt {package.RootElement.GetProperty("version").GetString()} on Node {node}";
    }

    static async Task<string?> Postgres()
    {
        if (PostgresServer.Named is not { } server) return null;
        try
        {
            await using var db = new NpgsqlConnection(server.ConnectionString);
            await db.OpenAsync();
            return $"PostgreSQL {db.PostgreSqlVersion}";
        }
        catch (DbException)
        {
            return null;
        }
    }

    /// <summary>The first line that a program prints; null where it is not here.</summary>
    static string? Said(string program, string argument)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, argument)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            return process.StandardOutput.ReadLine();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
