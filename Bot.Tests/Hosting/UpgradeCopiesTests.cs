using Bot.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Tests.Hosting;

/// <summary>Copies made before upgrades do not fill the disk.</summary>
public sealed class UpgradeCopiesTests : IDisposable
{
    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Of_the_copies_made_before_upgrades_the_newest_are_kept_and_nobody_elses_file_is_touched()
    {
        var names = Enumerable.Range(5, 4).Select(next => $"bot.db.before-{next:0000}").ToList();
        using (scratch.Open()) { }
        foreach (var (name, next) in names.Zip(Enumerable.Range(5, 4))) CopyOf(name, next);
        File.WriteAllText(Of("bot.db.before-0002"), "mine");
        File.Copy(Of(names[0]), Of("bot.db.before-0003"));
        File.Copy(Of(names[0]), Of("bot.db.before-christmas"));
        var made = $"bot.db.before-{SqliteMigrations.Scripts.Count:0000}";
        using (var db = scratch.File().Open())
        {
            db.Execute("delete from SchemaVersions where ScriptName like '%/0004_incidents.sql'");
            foreach (var table in new[] { "incident_updates", "incident_people", "incident_alerts", "incidents" })
                db.Execute($"drop table {table}");
        }

        using (Store.Open($"Data Source={scratch.Path}", upgradeCopies: 3)) { }
        Assert.Equal(
            ["bot.db.before-0002", "bot.db.before-0003", names[2], names[3], made, "bot.db.before-christmas"],
            Directory.GetFiles(scratch.Folder, "bot.db.before-*").Select(Path.GetFileName).Order(StringComparer.Ordinal));

        string Of(string name) => Path.Combine(scratch.Folder, name);

        void CopyOf(string name, int next)
        {
            using (var db = scratch.File().Open())
            {
                db.Execute("vacuum into @to", new { to = Of(name) });
            }

            using (var copy = new SqliteConnection($"Data Source={Of(name)};Pooling=False"))
                copy.Execute(
                    "delete from SchemaVersions where ScriptName >= @first", new { first = SqliteMigrations.Scripts[next - 1] });
            File.SetLastWriteTimeUtc(Of(name), new DateTime(2026, 1, next, 0, 0, 0, DateTimeKind.Utc));
        }
    }
}
