using Bot.Storage;

namespace Bot.Incidents.Similar;

/// <summary>
/// Keeps what incidents are compared by as they are: what has changed is read anew behind the change, which waits for nothing.
/// </summary>
public sealed class KeepTexts(Database database)
{
    // Few enough that nobody waits behind them.
    const int AtOnce = 50;

    bool looked;

    public async Task Bring(string id, CancellationToken stop)
    {
        while (await database.Change(tx => SimilarStore.ReadAnew(tx, AtOnce))) stop.ThrowIfCancellationRequested();
    }

    /// <summary>Once: an upgrade leaves those of before.</summary>
    public async Task LookAtStart(DateTimeOffset now, CancellationToken stop)
    {
        if (looked) return;
        if (database.Read(SimilarStore.AnyStale)) await database.Wake(SimilarIds.AllTextsSubject);
        looked = true;
    }
}
