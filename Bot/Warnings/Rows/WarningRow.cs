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
    // A row of each thing in a place; what it is known by stands first.
    static readonly string[] Columns =
    [
        "key", "place", "node", "source", "about", "rotation", "owner", "assignee", "first_at", "last_at", "said_at", "runs",
        "counts", "decided", "until_at", "why", "decided_by", "decided_at", "baseline", "rows_then", "news_at", "asked_at",
        "fixed_at", "incident",
    ];

    const int Known = 1, MostAtOnce = 25;

    /// <summary>Those for which something holds, the oldest first.</summary>
    public static List<Warning> Where(IDbConnection db, string holds, object? values = null) =>
        db.Query<Row>($"select * from warnings where {holds} order by first_at, id", values).Select(r => r.Warning).ToList();

    /// <summary>Writes them as they are now: thousands may come with one run, so that many go in one statement.</summary>
    public static void Write(Tx tx, IEnumerable<Warning> warnings)
    {
        foreach (var some in warnings.Chunk(MostAtOnce))
        {
            using var command = tx.Db.CreateCommand();
            command.CommandText = Text(some.Length);
            for (var nth = 0; nth < some.Length; nth++)
            {
                var values = Values(some[nth]);
                for (var column = 0; column < Columns.Length; column++)
                {
                    var value = command.CreateParameter();
                    value.ParameterName = Name(nth, column);
                    value.Value = values[column] ?? DBNull.Value;
                    command.Parameters.Add(value);
                }
            }

            command.ExecuteNonQuery();
        }
    }

    static string Text(int rows)
    {
        var names = string.Join(", ", Columns);
        var values = Enumerable.Range(0, rows).Select(
            nth => $"({string.Join(", ", Columns.Select((_, column) => $"@{Name(nth, column)}"))})");
        var set = string.Join(", ", Columns.Skip(Known).Select(c => $"{c} = excluded.{c}"));
        return $"insert into warnings ({names}) values {string.Join(", ", values)} "
            + $"on conflict (key) do update set {set}";
    }

    static string Name(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"v{row}_{column}");

    static object?[] Values(Warning w) =>
    [
        w.Key, w.Place, w.Node, w.Source, JsonSerializer.Serialize(w.About), w.Rotation, w.Owner, w.Assignee,
        At(w.FirstSeen), At(w.LastSeen), At(w.SaidAt), (long)w.Runs, JsonSerializer.Serialize(w.Rows), Word(w.Decided),
        At(w.Until), w.Why, w.DecidedBy, At(w.DecidedAt), w.IsBaseline ? 1L : 0L, w.RowsThen, At(w.NewsAt), At(w.AskedAt),
        At(w.FixedAt), w.Incident,
    ];

    static object? At(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    static string Word(WarningState state) => state.ToString().ToLowerInvariant();

    /// <summary>Forgets what was fixed before then; returns how many.</summary>
    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        "delete from warnings where id in (select id from warnings where fixed_at < @before order by fixed_at limit @most)",
        new { before, most });

    sealed class Row
    {
        public long Id { get; init; }
        public required string Place { get; init; }
        public required string Node { get; init; }
        public required string Source { get; init; }
        public required string About { get; init; }
        public string? Rotation { get; init; }
        public string? Owner { get; init; }
        public string? Assignee { get; init; }
        public long FirstAt { get; init; }
        public long LastAt { get; init; }
        public long? SaidAt { get; init; }
        public long Runs { get; init; }
        public required string Counts { get; init; }
        public required string Decided { get; init; }
        public long? UntilAt { get; init; }
        public string? Why { get; init; }
        public string? DecidedBy { get; init; }
        public long? DecidedAt { get; init; }
        public long Baseline { get; init; }
        public long? RowsThen { get; init; }
        public long NewsAt { get; init; }
        public long? AskedAt { get; init; }
        public long? FixedAt { get; init; }
        public long? Incident { get; init; }

        public Warning Warning => new()
        {
            Id = Id,
            Place = Place,
            Node = Node,
            Source = Source,
            About = JsonSerializer.Deserialize<WarningAbout>(About)!,
            Rotation = Rotation,
            Owner = Owner,
            Assignee = Assignee,
            FirstSeen = Time(FirstAt)!.Value,
            LastSeen = Time(LastAt)!.Value,
            SaidAt = Time(SaidAt),
            Runs = (int)Runs,
            Rows = JsonSerializer.Deserialize<List<long>>(Counts)!,
            Decided = Enum.Parse<WarningState>(Decided, ignoreCase: true),
            Until = Time(UntilAt),
            Why = Why,
            DecidedBy = DecidedBy,
            DecidedAt = Time(DecidedAt),
            IsBaseline = Baseline == 1,
            RowsThen = RowsThen,
            NewsAt = Time(NewsAt)!.Value,
            AskedAt = Time(AskedAt),
            FixedAt = Time(FixedAt),
            Incident = Incident,
        };

        static DateTimeOffset? Time(long? at) => at is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
    }
}
