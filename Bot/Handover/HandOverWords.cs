using Bot.Storage;

namespace Bot.Handover;

/// <summary>Gives what was written for a hand-off to whoever has the hours once it has come.</summary>
public sealed class HandOverWords(Database database)
{
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        if (database.Read(db => WordStore.Waiting(db).Exists(word => Changeovers.Over(db, word, now) is not null)))
            await database.Change(Now);
    }

    /// <summary>The same inside a change that shows them, or that would write one anew.</summary>
    internal static void Now(Tx tx)
    {
        foreach (var word in WordStore.Waiting(tx.Db))
            if (Changeovers.Over(tx.Db, word, tx.Time) is { } change) WordStore.HandOver(tx, word, change);
    }
}
