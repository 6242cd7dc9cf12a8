using System.Collections.Concurrent;
using Bot.Delivery;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Hosting;

/// <summary>What becomes of a subject that a change wakes.</summary>
public sealed class WakingTests
{
    [Fact]
    public async Task One_that_is_woken_again_and_again_while_it_waits_is_brought_once()
    {
        await using var afternoon = await Afternoon.Begin();
        var (database, brought) = (afternoon.Get<Database>(), new ConcurrentQueue<string>());
        afternoon.Get<Synchroniser>().Serve("counted", (id, _) =>
        {
            brought.Enqueue(id);
            return Task.CompletedTask;
        });
        var later = TimeSpan.FromMilliseconds(300);
        for (var n = 0; n < 20; n++) await database.Change(tx => tx.Wake("counted:1", later));
        await Wait.Until(() => !brought.IsEmpty);
        await afternoon.Settle();
        Assert.Equal(["1"], brought);
    }

    [Fact]
    public async Task What_is_only_database_work_is_done_once_at_the_end_of_the_change_that_wakes_it()
    {
        await using var afternoon = await Afternoon.Begin();
        var database = afternoon.Get<Database>();
        afternoon.Get<Synchroniser>().Within("noted", (tx, id) => tx.Db.Execute(
            "insert into settings (key, value) values (@id, (select value from settings where key = 'first'))", new { id }));
        await database.Change(tx =>
        {
            tx.Wake("noted:second");
            tx.Wake("noted:second");
            tx.Db.Execute("insert into settings (key, value) values ('first', 'seen')");
        });
        Assert.Equal("seen", database.Read(
            db => db.ExecuteScalar<string>("select value from settings where key = 'second'")));
        // A change that fails takes with it what it woke.
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Change(tx =>
        {
            tx.Wake("noted:third");
            if (tx.Now > 0) throw new InvalidOperationException();
        }));
        Assert.Equal(0, database.Read(
            db => db.ExecuteScalar<long>("select count(*) from settings where key = 'third'")));
    }

    [Fact]
    public async Task One_that_an_older_version_has_left_is_done_all_the_same()
    {
        await using var afternoon = await Afternoon.Begin();
        var done = new ConcurrentQueue<string>();
        afternoon.Get<Synchroniser>().Within("noted", (_, id) => done.Enqueue(id));
        await afternoon.Get<Database>().Change(tx =>
        {
            tx.Db.Execute("insert into wakes (subject, version, due_at, tries) values ('noted:1', 1, 0, 0)");
            tx.WakeHomes();
        });
        await afternoon.Settle();
        Assert.Equal("1", Assert.Single(done.Distinct()));
    }
}
