using System.Data.Common;
using System.Globalization;
using Dapper;
using Npgsql;

namespace Bot.Tests.Hosting.Upgrades;

/// <summary>All rows of a store by table, each value as a text that is the same on both stores.</summary>
sealed class StoredRows
{
    StoredRows(bool isPostgres) => IsPostgres = isPostgres;

    public bool IsPostgres { get; }

    public SortedDictionary<string, List<Dictionary<string, string?>>> Tables { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, IReadOnlyList<string>> Columns { get; } = new(StringComparer.Ordinal);

    public static StoredRows Read(DbConnection db)
    {
        var read = new StoredRows(db is NpgsqlConnection);
        var tables = db.Query<string>(read.IsPostgres
            ? "select tablename from pg_tables where schemaname = current_schema() and tablename <> 'schemaversions'"
            : "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%' "
                + "and name <> 'SchemaVersions'").ToList();
        foreach (var table in tables) read.Tables[table] = read.Rows(db, table);
        return read;
    }

    List<Dictionary<string, string?>> Rows(DbConnection db, string table)
    {
        using var command = db.CreateCommand();
        command.CommandText = $"select * from {table}";
        using var reader = command.ExecuteReader();
        Columns[table] = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        List<Dictionary<string, string?>> rows = [];
        while (reader.Read()) rows.Add(Columns[table].Index().ToDictionary(c => c.Item, c => Text(reader.GetValue(c.Index))));
        return rows;
    }

    static string? Text(object value) => value switch
    {
        DBNull => null,
        byte[] bytes => $"bytes {Convert.ToHexStringLower(bytes)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    // What the rows are to become, as Moves writes it down.

    public bool Has(string table) => Tables.ContainsKey(table);

    public IEnumerable<Dictionary<string, string?>> Of(string table) => Tables.GetValueOrDefault(table) ?? [];

    public void Each(string table, Action<Dictionary<string, string?>> change)
    {
        foreach (var row in Of(table)) change(row);
    }

    public void Add(string table, Dictionary<string, string?> row)
    {
        if (!Tables.TryGetValue(table, out var rows)) Tables[table] = rows = [];
        rows.Add(row);
    }

    /// <summary>What is not in this store as the rows to come say, in sentences.</summary>
    /// <param name="expected">Each column that a row names, and no other, has to be there with that value.</param>
    public IEnumerable<string> Lacks(StoredRows expected)
    {
        foreach (var (table, rows) in expected.Tables)
        {
            if (!Has(table))
            {
                yield return $"{table} is gone.";
                continue;
            }

            var columns = rows.SelectMany(r => r.Keys).Distinct().Except(Columns[table]).ToList();
            foreach (var column in columns) yield return $"{table}.{column} is gone.";
            List<Dictionary<string, string?>> left = [.. Tables[table]];
            foreach (var row in rows.OrderByDescending(r => r.Count))
            {
                var found = left.FindIndex(l => row.All(v => columns.Contains(v.Key) || l[v.Key] == v.Value));
                if (found >= 0) left.RemoveAt(found);
                else yield return $"{table} has no row {Said(row)}, but {string.Join(" and ", left.Select(Said))}.";
            }

            foreach (var row in left) yield return $"{table} has a row that nobody put in: {Said(row)}.";
        }

        foreach (var (table, rows) in Tables.Where(t => !expected.Has(t.Key)))
            foreach (var row in rows) yield return $"{table} has a row that nobody put in: {Said(row)}.";
    }

    static string Said(Dictionary<string, string?> row) =>
        $"({string.Join(", ", row.Where(v => v.Value is not null).Select(v => $"{v.Key} {Short(v.Value!)}"))})";

    static string Short(string value) => value.Length > 60 ? $"{value[..60]}…" : value;
}
