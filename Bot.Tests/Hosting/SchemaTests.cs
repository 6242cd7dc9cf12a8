using System.Data;
using Bot.Storage;
using Dapper;
using Npgsql;

namespace Bot.Tests.Hosting;

/// <summary>Both stores have the same tables.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void Each_migration_exists_for_both_under_one_name() => Assert.Equal(
        SqliteMigrations.Scripts.Select(Name), PostgresMigrations.Scripts.Select(Name));

    [Fact]
    public async Task Tables_columns_keys_and_indexes_are_the_same()
    {
        await using var store = TestStore.OnPostgres();
        using var scratch = new Scratch();
        using var database = scratch.Open();
        using var postgres = new NpgsqlConnection(store.ConnectionString);
        var (here, there) = (database.Read(Sqlite), Postgres(postgres));
        Assert.True(here.Count > 150, $"Too few columns and indexes to be all: {here.Count}.");
        Assert.Equal(here, there);
    }

    [Fact]
    public async Task A_store_of_ours_has_no_table_but_our_own()
    {
        await using var there = TestStore.OnPostgres();
        using var scratch = new Scratch();
        foreach (var text in new[] { there.ConnectionString, $"Data Source={scratch.Path}" })
        {
            using var store = Store.Open(text);
            Assert.Empty(store.Read(store.OtherTables));
            Assert.True(store.Read(store.Tables).Count > 40, "Too few tables to be all.");
        }
    }

    static List<string> Sqlite(IDbConnection db) => Sorted(
        db.Query<(string, string, string, long, long)>(
            """
            select m.name, c.name, c.type, c."notnull", c.pk from pragma_table_list m join pragma_table_info(m.name) c
            where m.schema = 'main' and m.type = 'table' and m.name not like 'sqlite_%' and m.name <> 'SchemaVersions'
            """)
            .Select(c => Column(
                c.Item1, c.Item2,
                c.Item3.ToLowerInvariant() switch { "integer" => "bigint", "blob" => "bytea", var type => type },
                c.Item4 == 1 || c.Item5 > 0, c.Item5 > 0))
            .Concat(db.Query<(string, string, long)>(
                """
                select m.name, i.name, i."unique" from sqlite_master m join pragma_index_list(m.name) i
                where m.type = 'table' and i.origin = 'c'
                """).Select(i => $"index {i.Item2} of {i.Item1}, unique {i.Item3 == 1}")));

    static List<string> Postgres(IDbConnection db) => Sorted(
        db.Query<(string, string, string, bool, bool)>(
            """
            select c.relname, a.attname, format_type(a.atttypid, null), a.attnotnull,
                exists (select 1 from pg_index k where k.indrelid = c.oid and k.indisprimary and a.attnum = any(k.indkey))
            from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and a.attnum > 0 and not a.attisdropped
                -- What a store makes of other columns is not listed there either.
                and a.attgenerated = ''
                and c.relname <> 'schemaversions'
            """).Select(c => Column(c.Item1, c.Item2, c.Item3, c.Item4, c.Item5))
            .Concat(db.Query<(string, string, bool)>(
                """
                select t.relname, i.relname, k.indisunique from pg_index k join pg_class i on i.oid = k.indexrelid
                join pg_class t on t.oid = k.indrelid
                where t.relnamespace = current_schema()::regnamespace and t.relname <> 'schemaversions'
                    -- What texts are searched by is each store's own.
                    and i.relam = (select oid from pg_am where amname = 'btree')
                    and not exists (select 1 from pg_constraint r where r.conindid = k.indexrelid)
                """).Select(i => $"index {i.Item2} of {i.Item1}, unique {i.Item3}")));

    static string Column(string table, string name, string type, bool isNeeded, bool isKey) =>
        $"{table}.{name} {type}{(isNeeded ? " not null" : "")}{(isKey ? " key" : "")}";

    // The one index whose column says what the other store's index says: names alike but for their case.
    static List<string> Sorted(IEnumerable<string> all) =>
        [.. all.Where(a => !a.StartsWith("index holiday_lists_name ", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    static string Name(string script) => script[(script.LastIndexOf('/') + 1)..];
}
