using Bot.Storage;
using Bot.Tests.Hosting;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Tests.Operating;

/// <summary>Since when nothing is known after a restore, and what one leaves behind that was killed.</summary>
public sealed class RestoreSpanTests : IDisposable
{
    readonly Scratch scratch = new();
    readonly StringWriter said = new();

    DateTimeOffset Noon { get; } = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);

    public void Dispose()
    {
        said.Dispose();
        scratch.Dispose();
    }

    string In(string name) => Path.Combine(scratch.Folder, name);

    static string At(string path) => $"Data Source={path}";

    [Fact]
    public async Task A_backup_of_what_was_restored_and_not_started_yet_is_as_of_the_first()
    {
        Back(Used(), "first", Noon);
        Back(Restored("first"), "second", Noon.AddMinutes(10));
        Back(Restored("second"), "third", Noon.AddMinutes(20));
        Assert.Equal((Noon, 1), await Begun(Restored("third"), Noon.AddHours(1)));
        Assert.Equal(3, said.ToString().Split("as of 2026-03-03 12:00:00 UTC").Length - 1);
        // Once a bot has begun, the next span is one of its own.
        Back(At(In("third.db")), "fourth", Noon.AddHours(2));
        Assert.Equal((Noon.AddHours(2), 2), await Begun(Restored("fourth"), Noon.AddHours(3)));
    }

    [Theory]
    [InlineData(null, null, 60)]
    [InlineData(null, 50, 50)]
    [InlineData(40, 50, 40)]
    [InlineData(70, 80, 60)]
    public async Task One_that_is_still_to_come_counts_as_of_the_last_message_it_knows(int? message, int? fact, int asOf)
    {
        var file = Used();
        using (var db = scratch.File().Open())
        {
            if (message is { } posted)
                db.Execute(
                    "insert into posts (slot, channel, ts) values ('x:1', 'C1', @ts)",
                    new { ts = $"{Noon.AddMinutes(posted).ToUnixTimeSeconds()}.000000" });
            if (fact is { } noted)
                db.Execute(
                    "insert into history (at, actor, subject, verb) values (@at, 'bot', 'x:1', 'y')",
                    new { at = Noon.AddMinutes(noted).ToUnixTimeMilliseconds() });
            SqliteConnection.ClearPool(db);
        }

        Back(file, "ahead", Noon.AddHours(5));
        Assert.Equal((Noon.AddMinutes(asOf), 1), await Begun(Restored("ahead"), Noon.AddHours(1)));
    }

    [Fact]
    public async Task Of_a_server_its_own_clock_counts()
    {
        await using var server = TestStore.OnPostgres();
        var wrong = new FakeTimeProvider(new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.True(Store.Time(server.ConnectionString, wrong).Year > 2020);
        Assert.Equal(2001, Store.Time(At(In("x.db")), wrong).Year);
    }

    [Fact]
    public void What_one_leaves_that_was_killed_goes_with_the_next_and_with_a_start()
    {
        Back(Used(), "first", Noon);
        Left("killed").Dispose();
        using (Left("working"))
        {
            Restored("first");
            Assert.Equal([In(".restore-working")], Directory.GetDirectories(scratch.Folder));
        }

        using (Store.Open(At(In("other.db")))) { }
        Assert.Empty(Directory.GetDirectories(scratch.Folder));
    }

    /// <summary>The folder of a restore, which works on it until that is disposed.</summary>
    FileStream Left(string name)
    {
        var folder = Directory.CreateDirectory(In($".restore-{name}")).FullName;
        File.WriteAllText(Path.Combine(folder, "bot.db"), "all that there is");
        return new(Path.Combine(folder, "busy"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
    }

    string Used()
    {
        using (scratch.Open()) { }
        SqliteConnection.ClearAllPools();
        return At(scratch.Path);
    }

    void Back(string from, string name, DateTimeOffset now) => BackupFile.Write(from, In(name), now);

    string Restored(string backup)
    {
        RestoreStore.Run(In(backup), At(In($"{backup}.db")), said);
        return At(In($"{backup}.db"));
    }

    /// <summary>Since when nothing is known to a bot that begins then, and how often one has begun.</summary>
    static async Task<(DateTimeOffset, long)> Begun(string store, DateTimeOffset now)
    {
        using var opened = Store.Open(store);
        using var database = new Database(opened, new FakeTimeProvider(now));
        var asOf = await database.Change(RestoreRow.Begin);
        Assert.Null(await database.Change(RestoreRow.Begin));
        return (DateTimeOffset.FromUnixTimeMilliseconds(asOf!.Value), database.Read(
            db => db.ExecuteScalar<long>("select count(*) from restores where began_at is not null")));
    }
}
