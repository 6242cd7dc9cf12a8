using System.Data.Common;
using Dapper;
using Npgsql;

namespace Bot.Storage;

/// <summary>
/// Hears when another bot's commit woke something. A courtesy: who hears nothing looks a little later, so engines without
/// <c>LISTEN</c> serve as well.
/// </summary>
sealed class PostgresListener : IDisposable
{
    const string Channel = "data_responder_woken";

    static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    readonly NpgsqlDataSource source;
    readonly ILogger? log;
    readonly CancellationTokenSource end = new();
    readonly Task listening;

    // What this bot tells the others, it knows.
    readonly string self = Guid.CreateVersion7().ToString("n");

    public PostgresListener(NpgsqlDataSource source, ILoggerFactory? logs)
    {
        (this.source, log) = (source, logs?.CreateLogger<PostgresListener>());
        listening = Task.Run(() => Listen(end.Token));
    }

    public event Action? Woken;

    /// <summary>Tells the others once the transaction is committed.</summary>
    public void Tell(DbConnection db) => db.Execute("select pg_notify(@Channel, @self)", new { Channel, self });

    async Task Listen(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var db = await source.OpenConnectionAsync(stop);
                db.Notification += (_, told) =>
                {
                    if (told.Payload != self) Woken?.Invoke();
                };
                await db.ExecuteAsync($"listen {Channel}");
                // What was missed on the way here.
                Woken?.Invoke();
                while (true) await db.WaitAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is DbException or IOException or InvalidOperationException)
            {
                log?.LogWarning("Other bots on this database are not heard for a while: {Reason}", e.Message);
                await Task.Delay(AfterFailure, stop).ContinueWith(_ => { }, CancellationToken.None);
            }
        }
    }

    public void Dispose()
    {
        end.Cancel();
        listening.Wait(TimeSpan.FromSeconds(5), CancellationToken.None);
        end.Dispose();
    }
}
