using System.Net;
using Bot.Sandbox;
using Bot.Storage;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Hosting;

/// <summary>
/// One of several bots goes dark, so that nothing of it is heard any more, also not that it ended: the others serve people.
/// </summary>
public sealed class DarkReplicaTests
{
    const string TakeTurn = "begin; lock table schemaversions in share update exclusive mode";

    [Fact]
    public async Task One_that_goes_dark_while_it_waits_for_its_turn_holds_up_nobody_for_long()
    {
        await using var afternoon = await Begin();
        await using var dark = new DarkOne(afternoon);
        await using var db = afternoon.Store.Open();
        db.Execute(TakeTurn);
        dark.Begin(_ => { });
        await Wait.Until(() => db.ExecuteScalar<long>(
            "select count(*) from pg_locks where relation = 'schemaversions'::regclass and not granted") == 1);
        dark.Line.Silence();
        db.Execute("commit");
        await Wait.Soon(() => afternoon.Get<Database>().Change(_ => { }));
        await ServesPeople(afternoon);
    }

    [Fact]
    public async Task Nor_does_one_that_goes_dark_within_a_change_of_what_the_others_change_too()
    {
        await using var afternoon = await Begin();
        await afternoon.Alert(Failed("orders"));
        await afternoon.Settle();
        await using var dark = new DarkOne(afternoon);
        using var isDark = new ManualResetEventSlim();
        dark.Begin(tx =>
        {
            if (tx.Db.Execute("update counters set value = value") == 0) Assert.Fail("Nothing is counted.");
            if (!isDark.IsSet) dark.Line.Silence();
            isDark.Set();
            tx.Db.Execute("select 1");
        });
        isDark.Wait(TestContext.Current.CancellationToken);
        await ServesPeople(afternoon);
    }

    [Fact]
    public async Task A_turn_that_never_ends_refuses_nobody_and_who_is_stopped_gives_back_what_it_had()
    {
        await using var afternoon = await Begin();
        var stopped = await afternoon.Another();
        var itself = stopped.Services.GetRequiredService<Database>().Self;
        await using var db = afternoon.Store.Open();
        db.Execute(TakeTurn);
        await ServesPeople(afternoon);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async n =>
        {
            using var answer = await afternoon.Alert(Failed($"job {n}"));
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }));
        await Wait.Soon(() => afternoon.Stop(stopped));
        Assert.Equal(0, db.ExecuteScalar<long>(
            """
            select (select count(*) from wakes where claimed_by = @itself) + (select count(*) from turns where holder = @itself)
                + (select count(*) from replicas where id = @itself)
            """,
            new { itself }));
        db.Execute("commit");
        await afternoon.Settle();
    }

    [Fact]
    public async Task Who_lost_its_word_that_it_is_here_changes_nothing_while_somebody_moves_and_gives_it_again_afterwards()
    {
        await using var afternoon = await Begin();
        afternoon.Expect("could not be");
        var database = afternoon.Get<Database>();
        await using var mover = afternoon.Store.Open();
        Assert.False(Excludes());
        // Its sessions end just as somebody begins to move.
        await Wait.Until(() =>
        {
            mover.Execute($"select pg_terminate_backend(pid) from {Presences}");
            return Excludes();
        });
        var refused = await Assert.ThrowsAsync<StorageException>(() => database.Change(_ => { }));
        Assert.EndsWith(
            " is being moved just now, so the bot changes nothing there until that is over.", refused.Message,
            StringComparison.Ordinal);
        // Longer than it takes to listen again.
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        mover.Execute("select pg_advisory_unlock_all()");
        await Wait.Until(() => database.Trouble is null && mover.ExecuteScalar<long>($"select count(*) from {Presences}") == 2);
        await database.Change(_ => { });
        Assert.False(Excludes());

        bool Excludes() => mover.ExecuteScalar<bool>("select pg_try_advisory_lock(x'646174610003'::bigint)");
    }

    // Of whoever is at this database.
    const string Presences =
        "pg_locks where locktype = 'advisory' and objid = x'74610003'::int and pid <> pg_backend_pid() and database = "
            + "(select oid from pg_database where datname = current_database())";

    static async Task<Afternoon> Begin()
    {
        var afternoon = await Afternoon.Begin(isShared: true, settings: new() { ["Slack:AckDeadline"] = "00:00:10" });
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Settle();
        // The bot may be busy for as long as it wants, while people come.
        afternoon.Workspace.IdleChecks.Clear();
        return afternoon;
    }

    static async Task ServesPeople(Afternoon afternoon)
    {
        for (var n = 0; n < 3; n++)
        {
            await afternoon.Chloe.Slash($"/incident prices {n} are wrong");
            await Wait.Until(() => afternoon.Chloe.ModalOrNone is not null);
            var form = afternoon.Chloe.Modal;
            await Wait.Soon(async () => await form.Submit());
            Assert.Equal("", string.Join(' ', afternoon.Chloe.ModalOrNone?.Errors.Values ?? []));
            if (afternoon.Chloe.ModalOrNone is { } left) await left.Close();
            using var answer = await afternoon.Alert(Failed($"stock {n}"));
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }
    }

    static object Failed(string job) =>
        new { title = $"{job} failed", deduplication_key = job, metadata = new { branch = "main" } };

    /// <summary>Another bot's storage, over a line of its own.</summary>
    sealed class DarkOne : IAsyncDisposable
    {
        readonly IStore store;
        readonly Database database;
        Task change = Task.CompletedTask;

        public DarkOne(Afternoon afternoon)
        {
            Line = new(afternoon.Store.ConnectionString);
            store = Store.Open(Line.ConnectionString);
            database = new(store, afternoon.Clock);
        }

        public ServerLine Line { get; }

        public void Begin(Action<Tx> act) => change = database.Change(act);

        public async ValueTask DisposeAsync()
        {
            Line.Mend();
            await change.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            database.Dispose();
            store.Dispose();
            await Line.DisposeAsync();
        }
    }
}
