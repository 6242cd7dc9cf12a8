using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Hosting;

/// <summary>
/// The bots on one store, as each knows of the others: its row says for half a minute of wire time how many sockets it has and
/// when it last brought something to Slack, and how wrong its clock is. Where a bot is alone there are no rows.
/// </summary>
public sealed class Replicas(
    Database database, SlackStatus slack, SlackOptions options, Synchroniser synchroniser, ILogger<Replicas> log) : IDisposable
{
    static readonly TimeSpan Kept = TimeSpan.FromSeconds(30), Said = TimeSpan.FromSeconds(10);

    readonly SemaphoreSlim changed = new(0);
    readonly RepeatedFailure failures = new(log);
    IReadOnlyList<string> said = [];

    /// <summary>Knows of the others and is known to them, before the first socket is opened.</summary>
    public async Task Begin(CancellationToken stop)
    {
        if (!database.IsShared) return;
        await Say();
        slack.LookElsewhere = () => Tried(Say);
    }

    /// <summary>Says it again until it is stopped, and when a socket comes or goes.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        if (!database.IsShared) await Task.Delay(Timeout.Infinite, stop);
        slack.Changed += Pulse;
        try
        {
            while (true)
            {
                await changed.WaitAsync(Said, stop);
                while (changed.Wait(0, CancellationToken.None)) { }
                await Tried(Say);
            }
        }
        finally
        {
            slack.Changed -= Pulse;
            await Tried(Leave);
        }
    }

    void Pulse() => changed.Release();

    async Task Say()
    {
        var now = database.WireNow;
        var brought = now - (long)synchroniser.SinceBrought.TotalMilliseconds;
        var (elsewhere, notes) = await database.Change(tx =>
        {
            tx.Db.Execute("delete from replicas where until <= @now", new { now });
            tx.Db.Execute(
                """
                insert into replicas (id, sockets, wanted, brought_at, until, ahead)
                values (@Self, @Ready, @Sockets, @brought, @until, @ahead)
                on conflict (id) do update set sockets = excluded.sockets, brought_at = excluded.brought_at,
                    until = excluded.until, ahead = excluded.ahead
                """,
                new
                {
                    database.Self,
                    slack.Ready,
                    options.Sockets,
                    brought,
                    until = now + (long)Kept.TotalMilliseconds,
                    ahead = (long)database.Ahead.TotalMilliseconds,
                });
            const string Others = "select sockets from replicas where id <> @Self";
            return (tx.Db.Query<long>(Others, new { database.Self }).Sum(), Notes(tx.Db));
        });
        slack.Elsewhere = (int)elsewhere;
        foreach (var sentence in notes.Except(said)) log.LogWarning("{Sentence}", sentence);
        said = notes;
    }

    /// <summary>What is to be put right of them all, though they work, in a sentence each.</summary>
    public IReadOnlyList<string> Notes(IDbConnection db)
    {
        var all = db.Query<Row>(
            "select id, wanted, ahead from replicas where until > @now order by id", new { now = database.WireNow }).ToList();
        return
        [
            .. Surplus([.. all.Select(r => r.Wanted)]) is { } surplus ? new[] { surplus } : [],
            .. all.Where(r => r.Ahead != 0).DistinctBy(r => r.Machine).Select(Clock),
        ];
    }

    static string Clock(Row row) => string.Create(
        CultureInfo.InvariantCulture,
        $"The clock of {row.Machine} is {Math.Abs(row.Ahead) / 1000.0:0} s {(row.Ahead > 0 ? "ahead of" : "behind")} the "
            + $"database's: set it right (NTP), as hand-offs and reminders go by it.");

    static string? Surplus(List<long> wanted)
    {
        if (wanted.Sum() <= SlackOptions.MostSockets) return null;
        var each = SlackOptions.MostSockets / wanted.Count;
        return $"{wanted.Count} replicas of the bot want {wanted.Sum()} connections, and Slack allows an app "
            + $"{SlackOptions.MostSockets}. "
            + (each > 0 ? $"Set Slack__Sockets to {each}, or run fewer of them." : "Run fewer of them.");
    }

    /// <summary>Wire time since anything was brought to Slack, by any of them.</summary>
    public TimeSpan SinceBrought(IDbConnection db)
    {
        var own = synchroniser.SinceBrought;
        if (db.ExecuteScalar<long?>("select max(brought_at) from replicas") is not { } at) return own;
        var last = TimeSpan.FromMilliseconds(database.WireNow - at);
        return last < own ? last : own;
    }

    Task Leave() => database.Change(tx => tx.Db.Execute("delete from replicas where id = @Self", new { database.Self }));

    async Task<bool> Tried(Func<Task> act)
    {
        const string What = "Word to the other bots on this database";
        try
        {
            await act();
            failures.Worked(What);
            return true;
        }
        catch (StorageException e)
        {
            failures.Failed(What, e);
            return false;
        }
    }

    public void Dispose() => changed.Dispose();

    sealed record Row(string Id, long Wanted, long Ahead)
    {
        public string Machine => Id.Split(':')[0];
    }
}
