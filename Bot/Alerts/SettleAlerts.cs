using Bot.Storage;

namespace Bot.Alerts;

/// <summary>What was given time to recover, and has not, is told now.</summary>
public sealed class SettleAlerts(Database database, ReceiveAlert receive, ILogger<SettleAlerts> log)
{
    const int Most = 100;

    static readonly TimeSpan LookLater = TimeSpan.FromMinutes(10);

    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        foreach (var due in database.Read(db => SettlingStore.Due(db, now.ToUnixTimeMilliseconds(), Most)))
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                await database.Change(tx => Tell(tx, due));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One that cannot be told keeps no other from being told.
                log.LogError(e, "{Key} of {Source} could not be told", due.Alert.DeduplicationKey, due.Alert.Source);
                await database.Change(tx => SettlingStore.Later(tx, due.Alert, tx.Time + LookLater));
            }
        }
    }

    void Tell(Tx tx, Waited due)
    {
        // It may have recovered meanwhile.
        if (SettlingStore.Find(tx.Db, due.Alert) is not { } waited) return;
        SettlingStore.End(tx, waited.Alert);
        receive.Open(tx, waited, "It did not recover by itself.");
    }
}
