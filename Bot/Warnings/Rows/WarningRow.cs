using System.Data;
using System.Globalization;
using System.Text.Json;
using Bot.Domain.Warnings;
using Bot.Storage;
using Dapper;

namespace Bot.Warnings.Rows;

/// <summary>The ledger's rows: how they are read, and how many are written at once.</summary>
static class WarningRow
{
    const int MostAtOnce = 50;

    static readonly JsonSerializerOptions Short = new()
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault,
        IgnoreReadOnlyProperties = true,
    };

    sealed record Row(long Id, string Data);

    /// <summary>Those for which something holds, the oldest first.</summary>
    public static List<Warning> Where(IDbConnection db, string holds, object? values = null) =>
    [
        .. db.Query<Row>($"select id, data from warnings where {holds}", values)
            .Select(row => JsonSerializer.Deserialize<Warning>(row.Data, Short)! with { Id = row.Id })
            .OrderBy(w => w.FirstSeen).ThenBy(w => w.Id),
    ];

    /// <summary>Writes them as they are now: thousands may come with one run, so that many go in one statement.</summary>
    public static void Write(Tx tx, IEnumerable<Warning> warnings)
    {
        foreach (var some in warnings.Chunk(MostAtOnce))
        {
            using var command = tx.Db.CreateCommand();
            command.CommandText = Text(some.Length);
            for (var nth = 0; nth < some.Length; nth++)
            {
                Add(command, Name("k", nth), some[nth].Key);
                Add(command, Name("p", nth), some[nth].Place);
                Add(command, Name("f", nth), some[nth].FixedAt?.ToUnixTimeMilliseconds());
                Add(command, Name("d", nth), JsonSerializer.Serialize(some[nth] with { Id = 0 }, Short));
            }

            command.ExecuteNonQuery();
        }
    }

    static void Add(IDbCommand command, string name, object? value)
    {
        var added = command.CreateParameter();
        (added.ParameterName, added.Value) = (name, value ?? DBNull.Value);
        command.Parameters.Add(added);
    }

    static string Text(int rows)
    {
        var values = Enumerable.Range(0, rows)
            .Select(nth => $"(@{Name("k", nth)}, @{Name("p", nth)}, @{Name("f", nth)}, @{Name("d", nth)})");
        return $"""
            insert into warnings (key, place, fixed_at, data) values {string.Join(", ", values)}
            on conflict (key) do update set fixed_at = excluded.fixed_at, data = excluded.data
            """;
    }

    static string Name(string column, int row) => string.Create(CultureInfo.InvariantCulture, $"{column}{row}");

    /// <summary>Forgets what was fixed before then; returns how many.</summary>
    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        "delete from warnings where id in (select id from warnings where fixed_at < @before order by fixed_at limit @most)",
        new { before, most });
}
