using Bot.Storage;
using Bot.Tests.Hosting;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Tests.Operating;

/// <summary>A restore into a file: all of it is there, or nothing on which a bot would start empty.</summary>
public sealed class RestoreFileTests : IDisposable
{
    // Of one database: what stands behind its name.
    static readonly string[] Files = ["", "-wal", "-shm"];

    static readonly DateTimeOffset Now = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    readonly Scratch scratch = new();
    readonly StringWriter said = new();

    public void Dispose()
    {
        said.Dispose();
        scratch.Dispose();
    }

    string In(string name) => Path.Combine(scratch.Folder, name);

    string Into => In("into.db");

    [Fact]
    public void The_file_has_its_name_once_it_is_whole()
    {
        Backup();
        using var watched = new Watched(() => Assert.False(File.Exists(Into)));
        RestoreStore.Run(In("backup"), At(Into), watched);
        Assert.True(watched.Lines > 1, "Nothing was said on the way.");
        Assert.Equal("1", Kept(Into));
        Assert.DoesNotContain(
            Directory.GetFileSystemEntries(scratch.Folder), path => path.Contains("restor", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void On_a_full_disk_it_says_to_start_nothing_and_leaves_nothing_to_start_on(bool isSentence)
    {
        Backup();
        var full = new SqliteException("database or disk is full", 13);
        using var fails = new Watched(() => throw (isSentence ? new CannotStartException("Start the bot again.", full) : full));
        var wrong = Assert.Throws<CannotStartException>(() => RestoreStore.Run(In("backup"), At(Into), fails));
        Assert.Equal(
            $"The disk is full, so {In("backup")} could not be restored, and nothing was changed. Make room and run restore "
                + "again; start nothing before.",
            wrong.Message);
        Assert.False(File.Exists(Into));
        RestoreStore.Run(In("backup"), At(Into), said);
        Assert.Equal("1", Kept(Into));
    }

    [Fact]
    public void What_is_left_of_the_file_that_was_there_is_not_read_into_it()
    {
        Backup();
        File.WriteAllText($"{Into}-wal", "changes");
        Assert.Equal(
            $"{Into}-wal belongs to the database that was here. Move it to where that is, and run restore again.",
            Assert.Throws<CannotStartException>(() => RestoreStore.Run(In("backup"), At(Into), said)).Message);
        Assert.Equal("changes", File.ReadAllText($"{Into}-wal"));
        Assert.False(File.Exists(Into));
    }

    [Fact]
    public void Whoever_goes_back_as_the_sentence_about_a_newer_bot_says_has_a_store_that_knows_it()
    {
        using (scratch.Open()) { }
        using (var db = scratch.File().Open())
        {
            db.Execute("insert into settings values ('ours', '1')");
            db.Execute("vacuum into @copy", new { copy = $"{scratch.Path}.before-9999" });
            db.Execute("insert into SchemaVersions (ScriptName, Applied) values ('migrations/sqlite/9999_future.sql', '')");
            SqliteConnection.ClearPool(db);
        }

        var sentence = Assert.Throws<CannotStartException>(() => Store.Open(At(scratch.Path))).Message;
        Assert.Contains(
            $"move bot.db, bot.db-wal and bot.db-shm away, and run Bot restore {scratch.Path}.before-…", sentence,
            StringComparison.Ordinal);
        SqliteConnection.ClearAllPools();
        foreach (var end in Files.Where(end => File.Exists(scratch.Path + end)))
            File.Move(scratch.Path + end, In($"away{end}"));
        RestoreStore.Run($"{scratch.Path}.before-9999", At(scratch.Path), said);
        Assert.Equal("1", Kept(scratch.Path));
        using var store = Store.OpenSource(At(scratch.Path));
        Assert.Equal(1, store.Read(db => db.ExecuteScalar<long>("select count(*) from restores where began_at is null")));
    }

    static string At(string path) => $"Data Source={path}";

    void Backup()
    {
        using (scratch.Open()) { }
        using (var db = scratch.File().Open())
        {
            db.Execute("insert into settings values ('ours', '1')");
            SqliteConnection.ClearPool(db);
        }

        BackupFile.Write(At(scratch.Path), In("backup"), Now);
    }

    static string? Kept(string path)
    {
        using var store = Store.OpenSource(At(path));
        return store.Read(db => db.ExecuteScalar<string>("select value from settings where key = 'ours'"));
    }

    /// <summary>Looks at something each time that a restore says how it goes, until it says that it is done.</summary>
    sealed class Watched(Action look) : StringWriter
    {
        bool isDone;

        public int Lines { get; private set; }

        public override void WriteLine(string? value)
        {
            isDone |= value?.StartsWith("All of it is there", StringComparison.Ordinal) == true;
            if (isDone) return;
            Lines++;
            look();
        }
    }
}
