namespace Bot.Storage;

/// <summary>A table of a store as it is copied.</summary>
/// <param name="Name">What it is called on every store.</param>
/// <param name="Columns">In the order in which this store has them.</param>
/// <param name="Key">What orders its rows alike on every store.</param>
public sealed record StoredTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Key)
{
    /// <summary>
    /// Tables made of their columns, those first that others refer to, so that each row finds what it names.
    /// </summary>
    /// <param name="columns">Each column with its place in the primary key, counted from 1; 0 outside it.</param>
    /// <param name="references">Which table refers to which.</param>
    internal static IReadOnlyList<StoredTable> InOrder(
        IEnumerable<(string Table, string Column, long Key)> columns, IEnumerable<(string From, string To)> references)
    {
        var left = columns.GroupBy(c => c.Table).Select(Of).OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
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
        List<string> all = [.. columns.Select(c => c.Column)];
        List<string> key = [.. columns.Where(c => c.Key > 0).OrderBy(c => c.Key).Select(c => c.Column)];
        return new(columns.Key, all, key.Count > 0 ? key : [.. all.Order(StringComparer.Ordinal)]);
    }

    // A name may be a word of SQL's own.
    static string Quoted(string name) => $"\"{name}\"";

    static string List(IEnumerable<string> names) => string.Join(", ", names.Select(Quoted));

    /// <summary>Reads all its rows, with these columns in this order.</summary>
    public string Select(IEnumerable<string> columns) =>
        $"select {List(columns)} from {Quoted(Name)} order by {List(Key)}";

    internal string Insert =>
        $"insert into {Quoted(Name)} ({List(Columns)}) values ({string.Join(", ", Columns.Select((_, at) => $"@p{at}"))})";

    internal string Clear => $"delete from {Quoted(Name)}";
}
