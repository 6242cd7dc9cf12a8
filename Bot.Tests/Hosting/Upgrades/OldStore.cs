using System.Data.Common;
using System.Text.RegularExpressions;
using Bot.Domain.Alerts;
using Bot.Storage;
using Bot.Tests.Laws;
using Dapper;
using DbUp;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Bot.Tests.Hosting.Upgrades;

/// <summary>
/// A store as bots of one schema after the other left it: the rows of NNNN.sql came right after migration NNNN, so that each
/// later one found them.
/// </summary>
sealed partial class OldStore
{
    readonly bool isPostgres;
    readonly Func<string, string> named;
    int schema;

    /// <param name="connectionString">An empty store.</param>
    /// <param name="named">Puts the names of a workspace that is there in place of those of the rows; null leaves them.</param>
    public OldStore(string connectionString, Func<string, string>? named = null)
    {
        isPostgres = !IsFile(connectionString);
        ConnectionString = $"{connectionString};Pooling=False";
        this.named = named ?? (text => text);
    }

    /// <summary>The first schema that a store on PostgreSQL could have: the migration that made both stores possible.</summary>
    public const int FirstOnPostgres = 25;

    public static int Newest => SqliteMigrations.Scripts.Count;

    public static string Folder { get; } = Path.Combine(Sources.Root(), "Bot.Tests", "Hosting", "Upgrades");

    public string ConnectionString { get; }

    /// <summary>The text of a migration, as the bot carries it.</summary>
    public static string Migration(int number)
    {
        using var text = new StreamReader(
            typeof(BotApp).Assembly.GetManifestResourceStream(SqliteMigrations.Scripts[number - 1])!);
        return text.ReadToEnd();
    }

    /// <summary>Brings it to a schema, each step with its rows.</summary>
    public void Reach(int wanted)
    {
        while (schema < wanted)
        {
            if (++schema == FirstOnPostgres) CutKeys();
            Migrate(schema);
            if (isPostgres && schema == 13) CountOn();
            PutRowsIn(schema);
        }
    }

    public DbConnection Open() => Open(ConnectionString);

    public static DbConnection Open(string connectionString)
    {
        DbConnection db = IsFile(connectionString)
            ? new SqliteConnection(connectionString) : new NpgsqlConnection(connectionString);
        db.Open();
        return db;
    }

    static bool IsFile(string connectionString) => connectionString.StartsWith("Data Source", StringComparison.Ordinal);

    void Migrate(int to)
    {
        var scripts = (isPostgres ? PostgresMigrations.Scripts : SqliteMigrations.Scripts).Take(to).ToHashSet();
        var into = isPostgres
            ? DeployChanges.To.PostgresqlDatabase(ConnectionString) : DeployChanges.To.SqliteDatabase(ConnectionString);
        var result = into.WithScriptsEmbeddedInAssembly(typeof(BotApp).Assembly, scripts.Contains)
            .WithTransactionPerScript().WithVariablesDisabled().LogTo(new NoOpUpgradeLog()).Build().PerformUpgrade();
        if (!result.Successful) Assert.Fail($"{result.ErrorScript?.Name}: {result.Error.Message}");
    }

    void PutRowsIn(int number)
    {
        var path = Path.Combine(Folder, $"{number:0000}.sql");
        if (!File.Exists(path)) return;
        var rows = named(File.ReadAllText(path));
        // Bytes are the one value that is written otherwise there.
        if (isPostgres) rows = Bytes().Replace(rows, "'\\x$1'");
        using var db = Open();
        try
        {
            db.Execute(rows);
        }
        catch (DbException e)
        {
            Assert.Fail($"{number:0000}.sql: {e.Message}");
        }
    }

    // As the program does with a file that is older, before anything else: see LongKeys.
    void CutKeys()
    {
        using var db = Open();
        foreach (var table in new[] { "alerts", "waiting_alerts", "incident_alerts" })
            foreach (var key in db.Query<string>($"select distinct key from {table}").ToList())
                db.Execute($"update {table} set key = @cut where key = @key", new { key, cut = Cut(table, key) });
    }

    /// <summary>What a key of an alert is called since keys are counted in bytes.</summary>
    public static string Cut(string table, string key)
    {
        var slash = table == "incident_alerts" ? key.IndexOf('/', StringComparison.Ordinal) + 1 : 0;
        return key[..slash] + DeduplicationKey.Cut(key[slash..]);
    }

    // No store on PostgreSQL had rows that this migration would have moved, so it has no need to count on behind them.
    void CountOn()
    {
        using var db = Open();
        db.Execute("select setval(pg_get_serial_sequence('incident_calls', 'id'), (select max(id) from incident_calls))");
    }

    [GeneratedRegex(@"\bx'([0-9a-f]*)'")]
    private static partial Regex Bytes();
}
