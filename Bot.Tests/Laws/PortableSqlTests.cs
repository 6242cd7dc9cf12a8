using System.Text.RegularExpressions;

namespace Bot.Tests.Laws;

/// <summary>
/// One SQL text serves both stores: what only one of them understands is written nowhere but in <c>Bot/Storage</c>.
/// </summary>
public sealed partial class PortableSqlTests
{
    // What may not be said, why, and what to say instead.
    static readonly (Regex Said, string Instead)[] Wrong =
    [
        (Scalar(), "min and max of two values: write case when"),
        (Rowid(), "rowid: give the table a column for its order"),
        (JsonEach(), "functions over JSON: pass a list as @names, and write in @names"),
        (IsNot(), "is and is not of values: write is [not] distinct from"),
        (Unnamed(), "a subquery after from needs a name"),
        (Collation(), "collations differ: compare lower(...)"),
        (OrIgnore(), "insert or ...: write on conflict do ..."),
        (Functions(), "functions of SQLite's own"),
        (Flag(), "a flag is a number: write @flag = 1"),
        (SameName(), "names of parameters that only case tells apart are one on PostgreSQL"),
        (Sum(), "comparisons are no numbers everywhere: write case when ... then 1 else 0 end"),
    ];

    [Fact]
    public void The_text_is_one_that_both_stores_understand()
    {
        var statements = Sql().ToList();
        Assert.True(statements.Count > 200, $"Too few statements to be all: {statements.Count}.");
        var wrong = from statement in statements
                    from law in Wrong
                    where law.Said.IsMatch(statement.Text)
                    select $"{statement.Path}: {law.Instead}\n{statement.Text}";
        Law.Holds(wrong);
    }

    [Fact]
    public void What_an_upsert_adds_to_names_its_table()
    {
        var wrong = from statement in Sql()
                    from upsert in Upsert().Matches(statement.Text)
                    from read in OwnColumn().Matches(upsert.Groups[1].Value)
                    select $"{statement.Path}: {read.Value} is ambiguous; write the table's name before it";
        Law.Holds(wrong);
    }

    [Theory]
    [InlineData("update a set b = max(c, @d)")]
    [InlineData("select c from a order by rowid")]
    [InlineData("select c from a where c in (select value from json_each(@list))")]
    [InlineData("select c from a where c is not @d")]
    [InlineData("select c from (select c from a) where c = 1")]
    [InlineData("select c from a order by c collate nocase")]
    [InlineData("insert or ignore into a values (1)")]
    [InlineData("select ifnull(c, 1) from a")]
    [InlineData("select case when @is then 1 end from a")]
    [InlineData("select c from a where (@is or c = 1)")]
    [InlineData("select (c is null) + 1 from a")]
    [InlineData("update a set b = @now, c = @Now")]
    public void Each_is_seen(string text) => Assert.Contains(Wrong, law => law.Said.IsMatch(text));

    static IEnumerable<(string Path, string Text)> Sql() =>
        from file in Sources.Of("Bot")
        let path = Sources.Short(file.Path)
        where !path.StartsWith(Path.Combine("Bot", "Storage"), StringComparison.Ordinal)
        from literal in Literal().Matches(file.Text)
        where Statement().IsMatch(literal.Value)
        select (path, literal.Value);

    [GeneratedRegex("\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"", RegexOptions.Singleline)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\b(select|insert into|update \w+ set|delete from)\b")]
    private static partial Regex Statement();

    [GeneratedRegex(@"\b(min|max)\([^()]*,")]
    private static partial Regex Scalar();

    [GeneratedRegex(@"\browid\b")]
    private static partial Regex Rowid();

    [GeneratedRegex(@"\bjson_\w+\(|->")]
    private static partial Regex JsonEach();

    [GeneratedRegex(@"\bis (not )?@")]
    private static partial Regex IsNot();

    [GeneratedRegex(@"\bfrom \((?>[^()]+|(?<open>\()|(?<-open>\)))*(?(open)(?!))\)"
        + @"(?!\s*(as )?(?!where|order|union|limit|group|join)[a-z]+)")]
    private static partial Regex Unnamed();

    [GeneratedRegex(@"\bcollate\b|\bglob\b|\bregexp\b")]
    private static partial Regex Collation();

    [GeneratedRegex(@"\b(insert|update) or \w+|\breplace into\b")]
    private static partial Regex OrIgnore();

    [GeneratedRegex(@"\b(ifnull|iif|instr|group_concat|printf|strftime|unixepoch|julianday|total|changes|last_insert_rowid)\(")]
    private static partial Regex Functions();

    [GeneratedRegex(@"\bwhen @\w+ then|(\bnot |\()@\w+ (or|and)\b|\b(and|or|where) @\w+\s*(and|or|\)|$)")]
    private static partial Regex Flag();

    [GeneratedRegex(@"\bnull\) [+-]|\bcoalesce\([^()]*[<>]")]
    private static partial Regex Sum();

    [GeneratedRegex(@"@(\w+)\b(?=.*@(?!\1\b)(?i:\1)\b)", RegexOptions.Singleline)]
    private static partial Regex SameName();

    [GeneratedRegex(@"do update\s+set(.*)$", RegexOptions.Singleline)]
    private static partial Regex Upsert();

    // A column's own name, in what it is set to, without a table before it.
    [GeneratedRegex(@"\b(\w+) = (coalesce\()?\1\b(?!\.)")]
    private static partial Regex OwnColumn();
}
