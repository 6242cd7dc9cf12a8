namespace Bot.Storage;

/// <summary>A table of a store as it is copied.</summary>
/// <param name="Name">What it is called on every store.</param>
/// <param name="Columns">In the order in which this store has them.</param>
/// <param name="Key">What orders its rows alike on every store.</param>
public sealed record StoredTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Key)
{
    // Who does what just now is no knowledge: it would only hold up whoever goes on.
    static readonly string[] TablesOfRuns = ["turns", "changes"], ColumnsOfRuns = ["claimed_by", "claimed_until"];

    /// <summary>
    /// The bot's own tables made of their columns, those first that others refer to, so that each row finds what it names.
    /// </summary>
    /// <param name="columns">Each column with its place in the primary key, counted from 1; 0 outside it.</param>
    /// <param name="references">Which table refers to which.</param>
    internal static IReadOnlyList<StoredTable> InOrder(
        IEnumerable<(string Table, string Column, long Key)> columns, IEnumerable<(string From, string To)> references)
    {
        var left = columns.Where(c => OwnTables.Names.Contains(c.Table))
            .Where(c => !TablesOfRuns.Contains(c.Table) && !ColumnsOfRuns.Contains(c.Column))
            .GroupBy(c => c.Table).Select(Of).OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        var named = references.Where(r => r.From != r.To).ToLookup(r => r.From, r => r.To);
        List<StoredTable> ordered = [];
        while (left.Count > 0)
        {
            var next = left.Find(t => named[t.Name].All(to => !left.Exists(l => l.Name == to)))
                ?? throw new InvalidOperationException("Tables refer to each other in a circle.");
            left.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }

    static StoredTable Of(IGrouping<string, (string Table, string Column, long Key)> columns)
    {
        List<string> key = [.. columns.Where(c => c.Key > 0).OrderBy(c => c.Key).Select(c => c.Column)];
        if (key.Count == 0) throw new InvalidOperationException($"{columns.Key} has no key, so that its rows have no order.");
        return new(columns.Key, [.. columns.Select(c => c.Column)], key);
    }

    // A name may be a word of SQL's own.
    static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    static string List(IEnumerable<string> names) => string.Join(", ", names.Select(Quoted));

    /// <summary>Reads all its rows, with these columns in this order.</summary>
    public string Select(IEnumerable<string> columns) =>
        $"select {List(columns)} from {Quoted(Name)} order by {List(Key)}";

    internal string Count => $"select count(*) from {Quoted(Name)}";

    /// <summary>Asks whether a table holds anything.</summary>
    internal static string Any(string name) => $"select exists (select 1 from {Quoted(name)})";

    internal string Clear => $"delete from {Quoted(Name)}";

    /// <summary>Writes so many rows, whose values are @p0, @p1 and so on.</summary>
    internal string Insert(int rows) =>
        $"insert into {Quoted(Name)} ({List(Columns)}) values " + string.Join(", ", Enumerable.Range(0, rows).Select(
            row => $"({string.Join(", ", Columns.Select((_, at) => $"@p{row * Columns.Count + at}"))})"));
}
