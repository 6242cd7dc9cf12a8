using System.Data.Common;
using Npgsql;

namespace Bot.Storage;

/// <summary>
/// Bots take turns, so that their changes seldom meet; nothing rests on it. Whoever does not get its turn soon goes without one
/// for a while, as it may be held by a bot that went dark, and finds out by its transaction whether it met another.
/// </summary>
sealed class PostgresTurn
{
    // A table's lock and no advisory one, as it is taken before the transaction has its snapshot, so that this holds all that the
    // last one in turn has changed, and as it ends with the transaction, which the server ends when nothing is said in it. Of a
    // table that never changes, so that no vacuum is in the way, and in the weakest mode that bots exclude each other by: who is
    // out of turn, reads, backs up or upgrades waits for nobody.
    const string First =
        "set local lock_timeout = '1s'; lock table schemaversions in share update exclusive mode; set local lock_timeout = "
            + "'2s';";

    static readonly TimeSpan Without = TimeSpan.FromSeconds(2);

    long? missedAt;
    bool wasKept = true;

    /// <summary>
    /// What comes first in a transaction; nothing where it goes without a turn. Who went without and met another asks again.
    /// </summary>
    public string Take()
    {
        var goesWithout = wasKept && missedAt is { } at && TimeProvider.System.GetElapsedTime(at) < Without;
        wasKept = false;
        return goesWithout ? "" : First;
    }

    /// <summary>Whether a transaction that began with a turn may begin anew without.</summary>
    public bool IsMissed(DbException error)
    {
        // An engine that has no such lock refuses it in other words.
        if (error is not PostgresException { InvariantSeverity: "ERROR" }) return false;
        missedAt = TimeProvider.System.GetTimestamp();
        return true;
    }

    /// <summary>The transaction ended, and what it changed is on disk.</summary>
    public void End() => wasKept = true;
}
