using System.Data;
using System.Data.Common;
using Bot.Sandbox;
using Bot.Storage;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Bot.Tests;

/// <summary>
/// A database of one test's own with this program's schema: a SQLite file, or with <c>TEST_STORE=postgres</c> a database on the
/// server that <c>TEST_POSTGRES</c> names.
/// </summary>
public sealed class TestStore : IAsyncDisposable
{
    const string File = "bot.db";

    static readonly Lazy<string> MigratedFile = new(() =>
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("data-responder-template-").FullName, File);
        using var file = new DatabaseFile($"Data Source={path}");
        SqliteMigrations.Migrate(file);
        // Gone with the process: every test has its own copy.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        using (var db = file.Open()) db.Execute("pragma wal_checkpoint(truncate)");
        return path;
    });

    static readonly Lazy<string> MigratedDatabase = new(() =>
    {
        var name = $"data_responder_template_{Environment.ProcessId}";
        Server!.Drop(name);
        Server.Make(name);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Server.Drop(name);
        using var store = new PostgresStore(Server.Of(name));
        PostgresMigrations.Migrate(store);
        return name;
    });

    static int made;

    readonly string? database;

    TestStore(string connectionString, string? database) => (ConnectionString, this.database) = (connectionString, database);

    /// <summary>Whether this run is about PostgreSQL.</summary>
    public static bool IsPostgres => Environment.GetEnvironmentVariable("TEST_STORE") == "postgres";

    /// <summary>A server where databases may be made; null where none is named.</summary>
    internal static PostgresServer? Server => PostgresServer.Named;

    public string ConnectionString { get; }

    /// <summary>The names of all tables, but for those of the store itself.</summary>
    public static List<string> Tables(IDbConnection db) => db.Query<string>(IsPostgres
        ? "select tablename from pg_tables where schemaname = current_schema()"
        : "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like "
            + "'sqlite%'").Order(StringComparer.Ordinal).ToList();

    /// <summary>Opens a connection beside those of the bot.</summary>
    public DbConnection Open()
    {
        DbConnection db = database is null
            ? new SqliteConnection($"{ConnectionString};Pooling=False;Default Timeout=30")
            : new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        db.Open();
        return db;
    }

    /// <summary>Makes it, where it is a file in the given folder.</summary>
    public static TestStore In(string folder)
    {
        if (IsPostgres) return OnPostgres();
        var path = Path.Combine(folder, File);
        System.IO.File.Copy(MigratedFile.Value, path);
        return new($"Data Source={path}", null);
    }

    /// <summary>Makes one on the server; the test is skipped where there is none.</summary>
    /// <param name="isEmpty">Without any schema.</param>
    public static TestStore OnPostgres(bool isEmpty = false)
    {
        Assert.SkipWhen(Server is null, "TEST_POSTGRES names no PostgreSQL server.");
        var name = $"data_responder_test_{Environment.ProcessId}_{Interlocked.Increment(ref made)}";
        // One at a time: the template may have nobody else at it.
        if (isEmpty) Server!.MakeEmpty(name);
        else lock (MigratedDatabase) Server!.Make(name, MigratedDatabase.Value);
        return new(Server.Of(name), name);
    }

    public ValueTask DisposeAsync()
    {
        if (database is not null) Server!.Drop(database);
        return ValueTask.CompletedTask;
    }
}
