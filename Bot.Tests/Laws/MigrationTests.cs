using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Bot.Tests.Hosting;
using Dapper;

namespace Bot.Tests.Laws;

/// <summary>Scripts of the database: numbered, never edited once they have landed, of four types that any store has.</summary>
public sealed partial class MigrationTests
{
    // The names of the other store's are those of SQLite's.
    static readonly List<(string Name, string Text)> Scripts = In("sqlite"), OfPostgres = In("postgres");

    [Fact]
    public void They_are_numbered_one_by_one_and_carried_by_the_bot()
    {
        var numbers = Scripts.Select(s => Number().Match(s.Name).Groups[1].Value);
        Assert.Equal(Enumerable.Range(1, Scripts.Count).Select(n => $"{n:0000}"), numbers);
        var carried = typeof(BotApp).Assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal));
        Assert.Equal(Scripts.Count + OfPostgres.Count, carried.Count());
    }

    [Fact]
    public void What_has_landed_is_never_edited()
    {
        var now = Scripts.Select(s => $"{s.Name} {Hash(s.Text)}")
            .Concat(OfPostgres.Select(s => $"postgres/{s.Name} {Hash(s.Text)}")).ToList();
        var landed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Laws", "migrations.txt"));
        Law.Kept("Laws/migrations.txt", landed, now);
    }

    [Fact]
    public void Tables_are_strict_and_of_four_types()
    {
        using var scratch = new Scratch();
        using var database = scratch.Open();
        // The journal of what was applied is the library's own.
        var columns = database.Read(db => db.Query<(string Table, long Strict, string Column, string Type)>(
            """
            select t.name, t.strict, c.name, c.type from pragma_table_list t join pragma_table_xinfo(t.name) c
            where t.schema = 'main' and t.type = 'table' and t.name not like 'sqlite_%' and t.name <> 'SchemaVersions'
            """).ToList());
        Assert.True(columns.Count > 150, "Too few columns to be all.");
        Law.Holds(columns.Where(c => c.Strict != 1).Select(c => $"{c.Table} is not strict").Distinct());
        var others = columns.Where(c => c.Type is not ("TEXT" or "INTEGER" or "REAL" or "BLOB"));
        Law.Holds(others.Select(c => $"{c.Table}.{c.Column} is {c.Type}"));
    }

    /// <summary>Time is given to SQL, which would take that of the machine.</summary>
    [Fact]
    public void No_sql_takes_the_time()
    {
        var all = Scripts.Concat(OfPostgres)
            .Concat(Sources.Of("Bot").Select(f => (Sources.Short(f.Path), Code.WithoutComments(f.Text))));
        Law.Holds(all.Where(s => TakesTime().IsMatch(s.Item2)).Select(s => s.Item1));
    }

    static List<(string Name, string Text)> In(string store) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Sources.Root(), "migrations", store)).Order(StringComparer.Ordinal)
            .Select(f => (Path.GetFileName(f), File.ReadAllText(f))),
    ];

    static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))));

    [GeneratedRegex(@"^([0-9]{4})_[a-z_]+\.sql$")]
    private static partial Regex Number();

    [GeneratedRegex(@"\b(?:strftime|julianday|unixepoch|datetime|STRFTIME|JULIANDAY|UNIXEPOCH|DATETIME)\s*\("
        + @"|\b(?:current|CURRENT)_(?:timestamp|date|time|TIMESTAMP|DATE|TIME)\b")]
    private static partial Regex TakesTime();
}
