using System.Text.RegularExpressions;
using Bot.Tests.Laws;

namespace Bot.Tests.Hosting.Upgrades;

/// <summary>What upgrades are tried with holds something of everything, and what they do with it is written down.</summary>
public sealed partial class UpgradeRowsLawTests
{
    [Fact]
    public void Every_table_has_rows_and_every_column_a_value_from_the_migration_that_makes_it()
    {
        using var folder = new QuickFolder();
        var store = new OldStore(folder.ConnectionString);
        HashSet<string> said = [];
        for (var schema = 1; schema <= OldStore.Newest; schema++)
        {
            store.Reach(schema);
            using var db = store.Open();
            var rows = StoredRows.Read(db);
            foreach (var (table, columns) in rows.Columns)
            {
                var file = $"Bot.Tests/Hosting/Upgrades/{schema:0000}.sql";
                if (!rows.Of(table).Any())
                    said.Add($"{table}: no upgrade is tried with rows in it. Put two or three in {file}, as a bot has them.");
                else
                    said.UnionWith(columns.Where(c => rows.Of(table).All(r => r[c] is null)).Select(c =>
                        $"{table}.{c}: no upgrade is tried with a value in it. Put one in {file}, as a bot has it."));
            }

            if (said.Count > 0) break;
        }

        Law.Holds(said);
    }

    [Fact]
    public void What_a_migration_does_with_rows_is_written_down() => Law.Holds(
        Enumerable.Range(1, OldStore.Newest).Where(n => !Moves.All.ContainsKey(n) && Moving().IsMatch(OldStore.Migration(n)))
            .Select(n => $"Migration {n:0000} moves or changes rows: say in Bot.Tests/Hosting/Upgrades/Moves.cs what and why."));

    [Fact]
    public void There_are_no_rows_without_a_migration() => Law.Holds(
        Directory.EnumerateFiles(OldStore.Folder, "*.sql").Select(f => Path.GetFileNameWithoutExtension(f))
            .Where(name => !int.TryParse(name, out var n) || n < 1 || n > OldStore.Newest)
            .Select(name => $"{name}.sql belongs to no migration."));

    [GeneratedRegex(
        @"^\s*(?:update|insert\s+into|delete\s+from|drop\s+table|alter\s+table\s+\w+\s+(?:drop|rename))\s",
        RegexOptions.Multiline)]
    private static partial Regex Moving();
}
