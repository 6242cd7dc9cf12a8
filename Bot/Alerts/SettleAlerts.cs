using Bot.Storage;

namespace Bot.Alerts;

/// <summary>What was given time to recover, and has not, is told now.</summary>
public sealed class SettleAlerts(Database database, ReceiveAlert receive)
{
    const int Most = 100;

    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        if (!database.Read(db => SettlingStore.IsAnyDue(db, now.ToUnixTimeMilliseconds()))) return;
        await database.Change(tx =>
        {
            foreach (var waited in SettlingStore.Due(tx.Db, tx.Now, Most))
            {
                SettlingStore.End(tx, waited.Alert);
                receive.Open(tx, waited, "It did not recover by itself.");
            }
        });
    }
}
