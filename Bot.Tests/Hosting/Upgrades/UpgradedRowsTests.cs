using System.Data.Common;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Hosting.Upgrades;

/// <summary>A store of any schema that landed, with rows in all its tables, is brought to the newest and loses nothing.</summary>
public sealed class UpgradedRowsTests : IDisposable
{
    static readonly Lazy<string> Files = new(MakeFiles);

    static readonly Lazy<List<string>> Fresh = new(() =>
    {
        using var fresh = new QuickFolder();
        using (Store.Open(fresh.ConnectionString)) { }
        return Schema(fresh.File);
    });

    readonly QuickFolder folder = new();

    public static TheoryData<int> Schemas => [.. Enumerable.Range(1, OldStore.Newest)];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Schemas))]
    public void A_file_of_any_schema_keeps_all_its_rows(int schema)
    {
        File.Copy(Path.Combine(Files.Value, $"{schema:0000}.db"), folder.File);
        Assert.Empty(Upgraded($"{folder.ConnectionString};Pooling=False", schema));
        Assert.Equal(Fresh.Value, Schema(folder.File));
    }

    /// <summary>One after the other, each in a copy of what grows: as many at once would fill a disk.</summary>
    [Fact]
    public void A_database_of_any_schema_keeps_all_its_rows()
    {
        Assert.SkipWhen(TestStore.Server is null, "TEST_POSTGRES names no PostgreSQL server.");
        var (server, old, copy) = (TestStore.Server, Name("old"), Name("copy"));
        server.MakeEmpty(old);
        try
        {
            // A template may have nobody at it.
            var store = new OldStore($"{server.Of(old)};Pooling=false");
            for (var schema = OldStore.FirstOnPostgres; schema <= OldStore.Newest; schema++)
            {
                store.Reach(schema);
                server.Make(copy, template: old);
                Assert.Empty(Upgraded($"{server.Of(copy)};Pooling=false", schema));
                server.Drop(copy);
            }
        }
        finally
        {
            server.Drop(copy);
            server.Drop(old);
        }
    }

    /// <summary>Upgrades it as a bot does that starts; returns what is wrong with it then.</summary>
    static List<string> Upgraded(string connectionString, int schema)
    {
        StoredRows before, after;
        List<string> wrong;
        using (var db = OldStore.Open(connectionString)) before = StoredRows.Read(db);
        foreach (var (_, move) in Moves.All.Where(m => m.Key > schema)) move(before);
        using (Store.Open(connectionString)) { }
        using (var db = OldStore.Open(connectionString))
        {
            after = StoredRows.Read(db);
            wrong = [.. after.Lacks(before), .. after.IsPostgres ? BehindOnPostgres(db) : DamageInFile(db), .. Numbers(db)];
        }

        return [.. wrong.Select(w => $"From {schema:0000}: {w}")];
    }

    static IEnumerable<string> DamageInFile(DbConnection db)
    {
        db.Execute("insert into incident_search (incident_search, rank) values ('integrity-check', 1)");
        return db.Query<string>("pragma integrity_check").Where(said => said != "ok")
            .Concat(db.Query("pragma foreign_key_check").Select(row => $"{row}"));
    }

    // What counts by itself goes on behind what is there. A row counts for these three.
    static IEnumerable<string> BehindOnPostgres(DbConnection db) => db.Query<(string Table, string Column)>(
        """
        select table_name, column_name from information_schema.columns
        where table_schema = current_schema() and is_identity = 'YES'
            and table_name not in ('incidents', 'covers', 'cover_requests')
        """).ToList().Where(c => db.ExecuteScalar<bool>(
            $"select nextval(pg_get_serial_sequence('{c.Table}', '{c.Column}')) <= coalesce(max({c.Column}), 0) from {c.Table}"))
        .Select(c => $"{c.Table}.{c.Column} gives a number that is taken.");

    static readonly string[] Numbered = ["incident", "cover", "cover_request", "request", "follow_up"];

    static IEnumerable<string> Numbers(DbConnection db) =>
        Numbered.Where(name => db.ExecuteScalar<long>("select value from counters where name = @name", new { name })
                != db.ExecuteScalar<long>($"select coalesce(max(number), 0) from {name}s"))
            .Select(name => $"The next {name} has not the next number.");

    static List<string> Schema(string path)
    {
        using var db = OldStore.Open($"Data Source={path};Pooling=False");
        return [.. db.Query<string>(
            "select coalesce(sql, name) from sqlite_master where name <> 'SchemaVersions' order by type, name")];
    }

    static string MakeFiles()
    {
        var folder = Directory.CreateTempSubdirectory("data-responder-old-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        using var growing = new QuickFolder();
        var store = new OldStore(growing.ConnectionString);
        foreach (var schema in Enumerable.Range(1, OldStore.Newest))
        {
            store.Reach(schema);
            File.Copy(growing.File, Path.Combine(folder, $"{schema:0000}.db"));
        }

        return folder;
    }

    static string Name(string what) => $"data_responder_{what}_{Environment.ProcessId}";
}
