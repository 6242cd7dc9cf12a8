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
        "set local lock_timeout = '500ms'; lock table schemaversions in share update exclusive mode; set local lock_timeout = "
            + "'2s';";

    static readonly TimeSpan Without = TimeSpan.FromSeconds(2);

    long? missedAt;

    /// <summary>What comes first in a transaction; nothing where it goes without a turn.</summary>
    public string Take =>
        missedAt is { } at && TimeProvider.System.GetElapsedTime(at) < Without ? "" : First;

    /// <summary>Whether a transaction that began with it may begin anew without.</summary>
    public bool Missed(DbException error)
    {
        // An engine that has no such lock refuses it in other words.
        if (Take == "" || error is not PostgresException { InvariantSeverity: "ERROR" }) return false;
        missedAt = TimeProvider.System.GetTimestamp();
        return true;
    }
}
