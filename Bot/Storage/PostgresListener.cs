using System.Data.Common;
using Dapper;
using Npgsql;

namespace Bot.Storage;

/// <summary>
/// Hears when another bot's commit woke something. A courtesy: who hears nothing looks a little later, so engines without
/// <c>LISTEN</c> serve as well. On the same connection stands that a bot is here, for whoever wants the database alone.
/// </summary>
sealed class PostgresListener(NpgsqlDataSource source) : IDisposable
{
    const string Channel = "data_responder_woken";
    const long Presence = 0x6461_7461_0003;

    static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    readonly CancellationTokenSource end = new();
    Task listening = Task.CompletedTask;

    // What this bot tells the others, it knows.
    readonly string self = Guid.CreateVersion7().ToString("n");

    public event Action? Woken;

    /// <summary>Tells the others once the transaction is committed.</summary>
    public void Tell(DbConnection db) => db.Execute("select pg_notify(@Channel, @self)", new { Channel, self });

    /// <summary>Takes the database for this program alone, while the connection is open; false where a bot is here.</summary>
    public static bool Exclude(NpgsqlConnection here) =>
        here.ExecuteScalar<bool>("select pg_try_advisory_lock(@Presence)", new { Presence });

    /// <summary>Says that a bot is here, while the connection is open; false where somebody has the database alone.</summary>
    public static bool Come(DbConnection here) =>
        here.ExecuteScalar<bool>("select pg_try_advisory_lock_shared(@Presence)", new { Presence });

    /// <summary>Whether something stands between, which gives a number of its own to the connection.</summary>
    public static bool IsPooled(NpgsqlConnection here) => Session(here) != here.ProcessID;

    static int Session(NpgsqlConnection here) => here.ExecuteScalar<int>("select pg_backend_pid()");

    /// <summary>
    /// Whether all that is sent on a connection reaches one session of the server. A pooler may serve each transaction by
    /// another one, whose locks would then be somebody else's: while others keep its sessions busy, it takes another.
    /// </summary>
    public static bool IsOurOwn(NpgsqlConnection here, NpgsqlDataSource source)
    {
        var first = Session(here);
        var others = new List<NpgsqlConnection>();
        try
        {
            for (var looks = 0; looks < 3; looks++)
            {
                others.Add(source.OpenConnection());
                others[^1].Execute("begin transaction");
                if (Session(here) != first) return false;
            }

            return true;
        }
        finally
        {
            others.ForEach(other => other.Dispose());
        }
    }

    /// <summary>Says that a bot is here, and listens from now on; false where somebody has the database alone.</summary>
    public bool Begin(NpgsqlConnection here)
    {
        if (!Come(here)) return false;
        listening = Task.Run(() => Listen(here, end.Token));
        return true;
    }

    async Task Listen(NpgsqlConnection? first, CancellationToken stop)
    {
        for (; !stop.IsCancellationRequested; first = null)
        {
            try
            {
                await using var db = first ?? await Again(stop);
                db.Notification += (_, told) =>
                {
                    if (told.Payload != self) Woken?.Invoke();
                };
                PostgresSession.EndWhenDark(db);
                await db.ExecuteAsync($"listen {Channel}");
                // What was missed on the way here.
                Woken?.Invoke();
                while (true) await db.WaitAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            // That the server is away, or moved, is said by whoever wants something of it.
            catch (Exception)
            {
                await Task.Delay(AfterFailure, stop).ContinueWith(_ => { }, CancellationToken.None);
            }
        }
    }

    async Task<NpgsqlConnection> Again(CancellationToken stop)
    {
        var db = await source.OpenConnectionAsync(stop);
        try
        {
            return Come(db) ? db : throw new MovedException();
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    public void Dispose()
    {
        // A start that fails lets go of the store as well as the container does, and is to say why it failed.
        if (end.IsCancellationRequested) return;
        end.Cancel();
        listening.Wait(TimeSpan.FromSeconds(1), CancellationToken.None);
        end.Dispose();
    }
}
