using System.Globalization;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Hosting;

/// <summary>All that a store holds, as text: what is equal is equal on either.</summary>
static class MovedStore
{
    public static List<string> Export(string connectionString)
    {
        using var store = Store.OpenSource(connectionString);
        return store.Read(db => store.Tables(db).OrderBy(t => t.Name, StringComparer.Ordinal).SelectMany(table =>
            db.Query(table.Select(table.Columns.Order(StringComparer.Ordinal))).Select(row => Row(table.Name, (object)row)))
            .ToList());
    }

    static string Row(string table, object row) => $"{table}: " + string.Join(
        " | ", ((IDictionary<string, object?>)row).Values.Select(value =>
            value is byte[] raw ? Convert.ToHexString(raw) : Convert.ToString(value, CultureInfo.InvariantCulture)));
}
