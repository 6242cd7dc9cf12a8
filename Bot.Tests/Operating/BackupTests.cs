using Bot.Storage;
using Bot.Tests.Hosting;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Tests.Operating;

/// <summary>A backup is whole, whatever goes on meanwhile, and becomes a store again; what is none is named.</summary>
public sealed class BackupTests : IDisposable
{
    static readonly DateTimeOffset Now = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    static readonly string[] Taken = ["0", "1", "2", "last"];

    readonly Scratch scratch = new();
    readonly StringWriter said = new();

    public void Dispose()
    {
        said.Dispose();
        scratch.Dispose();
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    string In(string name) => Path.Combine(scratch.Folder, name);

    static string At(string path) => $"Data Source={path}";

    [Fact]
    public async Task Taken_while_changes_go_on_it_holds_each_of_them_whole_or_not_and_the_last_holds_all()
    {
        await using var there = TestStore.In(scratch.Folder);
        using (var store = Store.Open(there.ConnectionString))
        using (var database = new Database(store, scratch.Clock))
        {
            using var end = new CancellationTokenSource();
            var storm = Enumerable.Range(0, 4).Select(n => Task.Run(() => Storm(database, n, end.Token), Stop)).ToList();
            for (var nth = 0; nth < 3; nth++)
            {
                var before = Changes(database);
                await Wait.Until(() => Changes(database) > before);
                var whole = BackupFile.Write(there.ConnectionString, In($"{nth}.backup"), Now);
                Assert.Equal(new FileInfo(whole.Path).Length, whole.Bytes);
            }

            await end.CancelAsync();
            await Task.WhenAll(storm);
            BackupFile.Write(there.ConnectionString, In("last.backup"), Now);
        }

        var counts = Taken.Select(Counts).ToList();
        Assert.All(counts, count => Assert.Equal(count.Settings, count.Answers));
        Assert.Equal(counts.Select(c => c.Settings).Order(), counts.Select(c => c.Settings));
        Assert.True(counts[^1].Settings > 0, "There was no storm.");
        Assert.Equal(Export(there.ConnectionString), Export(Restored("last.backup")));
        Assert.DoesNotContain(Directory.GetFiles(scratch.Folder), file => BackupFile.IsUnfinished(file));
        Assert.Empty(Directory.GetDirectories(scratch.Folder));
    }

    static async Task Storm(Database database, int nth, CancellationToken stop)
    {
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            var key = $"storm:{nth}:{n}";
            await database.Change(tx =>
            {
                tx.Db.Execute("insert into settings (key, value) values (@key, '1')", new { key });
                tx.Db.Execute("insert into answers (key, at) values (@key, @Now)", new { key, tx.Now });
            });
        }
    }

    static long Changes(Database database) => database.Read(
        db => db.ExecuteScalar<long>("select count(*) from settings where key like 'storm:%'"));

    (long Settings, long Answers) Counts(string backup)
    {
        using var db = new SqliteConnection($"{At(In($"{backup}.backup"))};Pooling=False");
        return db.QuerySingle<(long, long)>(
            """
            select (select count(*) from settings where key like 'storm:%'),
                (select count(*) from answers where key like 'storm:%')
            """);
    }

    [Fact]
    public async Task Of_either_store_it_comes_into_either()
    {
        await using var server = TestStore.OnPostgres();
        await using var other = TestStore.OnPostgres();
        var file = Used();
        BackupFile.Write(file, In("file.backup"), Now);
        RestoreStore.Run(In("file.backup"), server.ConnectionString, said);
        Assert.Equal(Export(file), Export(server.ConnectionString));
        // A server has a clock of its own, which counts.
        BackupFile.Write(server.ConnectionString, In("server.backup"), Now.AddDays(1));
        RestoreStore.Run(In("server.backup"), other.ConnectionString, said);
        Assert.Equal(Export(file), Export(other.ConnectionString));
        Assert.Equal(Export(file), Export(Restored("server.backup")));
        Assert.Contains("rows, read back equal, as of 2026-03-03 10:00:00 UTC. Now:", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_readable_by_its_owner_alone_and_replaces_nothing()
    {
        var file = Used();
        BackupFile.Write(file, In("first.backup"), Now);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(In("first.backup")));
        Assert.Equal(
            $"{In("first.backup")} is there already. Name a file that is not, so that no backup is lost.",
            Written(file, In("first.backup")));
        Assert.Equal(
            $"{In("none.db")} holds nothing of a bot, so there is nothing to back up.", Written(At(In("none.db")), In("x")));
        Assert.False(File.Exists(In("none.db")));
        Assert.Equal(
            $"There is no folder {In("first.backup")}. Make it, or mount the disk that it is on.",
            Written(file, Path.Combine(In("first.backup"), "x")));
        Assert.StartsWith($"There is no folder {In("none")}. ", Written(file, In("none/x")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(In("none")));
    }

    [Fact]
    public void What_is_no_backup_is_named()
    {
        File.WriteAllText(In("text"), new string('x', 5000));
        File.WriteAllText(In("empty"), "");
        using (var db = new SqliteConnection($"{At(In("others"))};Pooling=False")) db.Execute("create table theirs (x)");
        Assert.Equal($"There is no file {In("missing")}.", Refused("missing"));
        Assert.Equal($"{In("text")} is no backup: it is not a SQLite database.", Refused("text"));
        Assert.Equal($"{In("empty")} is no backup: it holds nothing.", Refused("empty"));
        Assert.Equal($"{In("others")} is no backup: it holds nothing of a bot.", Refused("others"));
        BackupFile.Write(Used(), In("newer"), Now);
        using (var db = new SqliteConnection($"{At(In("newer"))};Pooling=False"))
            db.Execute(
                "insert into SchemaVersions (ScriptName, Applied) values ('migrations/sqlite/9999_future.sql', '2030-01-01')");
        Assert.Equal(
            $"{In("newer")} was written by a newer bot (it has 9999_future.sql). Restore it with that version.",
            Refused("newer"));
        Assert.False(File.Exists(In("into.db")));
    }

    [Fact]
    public void A_damaged_one_is_refused()
    {
        BackupFile.Write(Used(), In("damaged"), Now);
        using (var bytes = new FileStream(In("damaged"), FileMode.Open))
        {
            bytes.Position = 4096 * 3;
            bytes.Write(new byte[4096 * 4]);
        }

        var told = Refused("damaged");
        Assert.StartsWith($"{In("damaged")} is damaged (", told, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', told);
    }

    [Fact]
    public async Task Of_a_damaged_database_it_is_told_that_it_is()
    {
        using (var database = scratch.Open()) await database.Change(tx =>
        {
            for (var n = 0; n < 200; n++)
                tx.Db.Execute(
                    "insert into settings (key, value) values (@key, @value)",
                    new { key = $"k{n}", value = new string('x', 900) });
        });
        SqliteConnection.ClearAllPools();
        await using (var bytes = new FileStream(scratch.Path, FileMode.Open))
        {
            bytes.Position = bytes.Length - 40 * 4096;
            bytes.Write(new byte[30 * 4096]);
        }

        var told = Written(At(scratch.Path), In("x"));
        Assert.StartsWith($"{scratch.Path} is damaged (", told, StringComparison.Ordinal);
        Assert.EndsWith("and restore the last backup.", told, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', told);
        Assert.False(File.Exists(In("x")));
    }

    [Fact]
    public void Of_two_to_one_name_the_second_is_refused_and_the_first_goes_on()
    {
        var file = Used();
        using (new FileStream($"{In("x")}.part.busy", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
        {
            File.WriteAllText($"{In("x")}.part", "of the first");
            Assert.Equal(
                $"{In("x")} is being written just now by another backup. Name another file.", Written(file, In("x")));
            Assert.Equal("of the first", File.ReadAllText($"{In("x")}.part"));
        }

        // What one leaves that was killed is in nobody's way.
        BackupFile.Write(file, In("x"), Now);
        Assert.Equal([In("x")], Directory.GetFiles(scratch.Folder, "x*"));
    }

    [Fact]
    public void It_comes_into_an_empty_store_alone_on_which_no_bot_runs()
    {
        var file = Used();
        BackupFile.Write(file, In("a.backup"), Now);
        Assert.EndsWith(
            " is in use: its table settings holds rows. Name an empty one, so that nothing is mixed.", Refused("a.backup", file),
            StringComparison.Ordinal);
        using var running = Store.Open(At(In("running.db")));
        Assert.StartsWith(
            $"Another bot is already running on {In("running.db")}.", Refused("a.backup", At(In("running.db"))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_copy_is_upgraded_on_the_way_and_is_as_old_as_what_it_knows_last()
    {
        var file = Used();
        using (var db = scratch.File().Open())
        {
            db.Execute(
                """
                drop table restores; drop table restored_rotations; drop table backups; alter table wakes drop column as_of;
                delete from counters where name like 'cover%';
                delete from SchemaVersions where ScriptName like '%_restores.sql';
                insert into history (at, actor, subject, verb) values (1772532000000, 'bot', 'setting:ours', 'set');
                """);
            SqliteConnection.ClearPool(db);
        }

        RestoreStore.Run(scratch.Path, At(In("into.db")), said);
        Assert.Contains("as of 2026-03-03 10:00:00 UTC", said.ToString(), StringComparison.Ordinal);
        using var store = Store.OpenSource(At(In("into.db")));
        Assert.Equal((1772532000000, null), store.Read(db =>
            db.QuerySingle<(long, long?)>("select as_of, began_at from restores")));
        Assert.Equal("1", store.Read(db => db.ExecuteScalar<string>("select value from settings where key = 'ours'")));
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("backup", "--to")]
    [InlineData("backup", "a.db", "b.db")]
    [InlineData("restore")]
    [InlineData("restore", "there-is-no-such-file.db")]
    public async Task The_verbs_want_to_know_the_file(params string[] words) => Assert.Equal(1, await BotApp.Run(words));

    /// <summary>A file that a bot has used.</summary>
    string Used()
    {
        using (scratch.Open()) { }
        using var db = scratch.File().Open();
        db.Execute("insert into settings values ('ours', '1') on conflict do nothing");
        SqliteConnection.ClearPool(db);
        return At(scratch.Path);
    }

    string Restored(string backup)
    {
        var to = At(In($"{backup}.restored.db"));
        RestoreStore.Run(In(backup), to, said);
        return to;
    }

    // What says that it is a backup is no part of what was backed up.
    static List<string> Export(string connectionString) =>
        [.. MovedStore.Export(connectionString).Where(row => !row.StartsWith("restores:", StringComparison.Ordinal))];

    string Refused(string file, string? to = null) => Assert.Throws<CannotStartException>(
        () => RestoreStore.Run(In(file), to ?? At(In("into.db")), said)).Message;

    static string Written(string from, string to) =>
        Assert.Throws<CannotStartException>(() => BackupFile.Write(from, to, Now)).Message;
}
