using System.Data;
using Bot.Sandbox;
using Bot.Settings;
using Bot.Storage;
using Dapper;
using Npgsql;

namespace Bot.Tests.Hosting;

/// <summary>
/// Changes and reads while the connection to PostgreSQL is lost at whatever moment: each change is made once or refused.
/// </summary>
public sealed class PostgresStoreTests : IAsyncLifetime
{
    readonly TestStore store = TestStore.OnPostgres();
    readonly ServerLine line;
    readonly IStore opened;
    readonly Database database;

    public PostgresStoreTests()
    {
        line = new ServerLine(store.ConnectionString);
        // What is sent is the text itself then, so that the line knows it.
        opened = Store.Open($"{line.ConnectionString};Max Auto Prepare=0");
        database = new Database(opened, TimeProvider.System);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        database.Dispose();
        opened.Dispose();
        await line.DisposeAsync();
        await store.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_change_whose_end_is_not_answered_is_made_once(bool serverHears)
    {
        await Count("one");
        line.LoseAt("commit", serverHears);
        await Count("one");
        Assert.Equal(1, line.Lost);
        Assert.Equal("2", Counted("one"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Changes_that_end_together_are_made_once_each(bool serverHears)
    {
        using var gate = new ManualResetEventSlim();
        var hold = database.Change(_ => gate.Wait(TestContext.Current.CancellationToken));
        var runs = 0;
        var ten = Enumerable.Range(0, 10).Select(n => database.Change(tx =>
        {
            if (++runs == 10) line.LoseAt("commit", serverHears);
            Add(tx, $"k{n}");
        })).ToList();
        gate.Set();
        await hold;
        await Task.WhenAll(ten);
        Assert.Equal(1, line.Lost);
        Assert.All(Enumerable.Range(0, 10), n => Assert.Equal("1", Counted($"k{n}")));
    }

    [Fact]
    public async Task A_change_whose_connection_the_server_ends_is_made_anew()
    {
        await Count("one");
        var runs = 0;
        await database.Change(tx =>
        {
            Add(tx, "one");
            if (++runs == 1) EndAll();
            Add(tx, "two");
        });
        Assert.Equal((2, "2", "1"), (runs, Counted("one"), Counted("two")));
    }

    [Fact]
    public async Task Connections_that_were_lost_while_nobody_used_them_hold_up_nobody()
    {
        await Count("one");
        Assert.Equal("1", Counted("one"));
        EndAll();
        Assert.Equal("1", Counted("one"));
        await Count("one");
        Assert.Equal("2", Counted("one"));
        Assert.Null(database.Trouble);
    }

    [Fact]
    public async Task While_the_server_is_away_each_is_refused_and_it_finds_out_by_itself_when_that_is_over()
    {
        await Count("one");
        line.Cut();
        var refused = await Assert.ThrowsAsync<StorageException>(() => Count("one"));
        Assert.StartsWith($"PostgreSQL at {opened.Where} cannot be reached (", refused.Message, StringComparison.Ordinal);
        Assert.Throws<StorageException>(() => Counted("one"));
        Assert.NotNull(database.Trouble);
        line.Mend();
        while (database.Trouble is not null) await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.Equal("1", Counted("one"));
    }

    [Fact]
    public async Task A_statement_that_comes_again_and_again_has_its_own_values_each_time()
    {
        using var usual = Store.Open(store.ConnectionString);
        using var prepared = new Database(usual, TimeProvider.System);
        for (var round = 0; round < 3; round++)
            await prepared.Change(tx => tx.Db.Execute(
                "insert into settings (key, value) values (@key, @value)",
                Enumerable.Range(round * 10, 10).Select(n => new { key = $"k{n}", value = $"{n}" })));
        Assert.All(Enumerable.Range(0, 30), n => Assert.Equal($"{n}", prepared.Read(db => SettingStore.Get(db, $"k{n}"))));
    }

    [Fact]
    public async Task Bots_whose_changes_take_long_take_turns_and_make_each_once()
    {
        using var its = Store.Open(store.ConnectionString);
        using var other = new Database(its, TimeProvider.System);
        var runs = 0;
        async Task Make(Database bot)
        {
            for (var n = 0; n < 3; n++)
                await bot.Change(tx =>
                {
                    Interlocked.Increment(ref runs);
                    tx.Db.Execute("select pg_sleep(0.4)");
                    Add(tx, "one");
                });
        }

        await Task.WhenAll(Make(database), Make(other));
        Assert.Equal((6, "6"), (runs, Counted("one")));
    }

    [Fact]
    public async Task A_newer_bot_may_upgrade_tables_while_an_older_one_runs()
    {
        using var usual = Store.Open(store.ConnectionString);
        using var prepared = new Database(usual, TimeProvider.System);
        for (var round = 0; round < 9; round++)
        {
            Assert.Empty(prepared.Read(Both));
            await prepared.Change(tx => Assert.Empty(Both(tx.Db)));
        }

        await using var db = store.Open();
        db.Execute("alter table settings add column more bigint; alter table turns add column more bigint");
        Assert.Empty(prepared.Read(Both));
        await prepared.Change(tx => Assert.Empty(Both(tx.Db)));

        static List<dynamic> Both(IDbConnection db) =>
            [.. db.Query("select * from settings"), .. db.Query("select * from turns")];
    }

    [Fact]
    public async Task What_nobody_knows_whether_it_was_kept_is_not_made_again()
    {
        var runs = 0;
        using var doubted = new Database(
            new WatchedStore(opened, statement =>
            {
                if (statement == "commit" && runs == 2) throw new InDoubtException(new NpgsqlException("It is gone."));
            }),
            TimeProvider.System);
        using var began = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var hold = doubted.Change(_ =>
        {
            began.Set();
            gate.Wait(TestContext.Current.CancellationToken);
        });
        began.Wait(TestContext.Current.CancellationToken);
        var two = Enumerable.Range(0, 2).Select(_ => doubted.Change(_ => ++runs)).ToList();
        gate.Set();
        await hold;
        foreach (var change in two)
            Assert.EndsWith(
                " so nobody knows whether it was kept.", (await Assert.ThrowsAsync<StorageException>(() => change)).Message,
                StringComparison.Ordinal);
        Assert.Equal(2, runs);
    }

    Task Count(string what) => database.Change(tx => Add(tx, what));

    static void Add(Tx tx, string what) => SettingStore.Set(
        tx, what, $"{int.Parse(SettingStore.Get(tx.Db, what) ?? "0", null) + 1}", "U1");

    string? Counted(string what) => database.Read(db => SettingStore.Get(db, what));

    /// <summary>Ends all connections to this database but its own.</summary>
    void EndAll()
    {
        using var db = store.Open();
        db.Execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> "
                + "pg_backend_pid()");
    }
}
