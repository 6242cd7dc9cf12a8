using System.Data.Common;

namespace Bot.Storage;

/// <summary>
/// Where what the bot knows is kept: a SQLite file, which one process owns, or a PostgreSQL database, which several share.
/// </summary>
public interface IStore : IDisposable
{
    /// <summary>What people know it by, in a sentence: the file's path, or the server and its database.</summary>
    string Where { get; }

    /// <summary>Whether several bots may use it at once.</summary>
    bool IsShared { get; }

    /// <summary>Wire time of its rows.</summary>
    StoreClock Clock { get; }

    /// <summary>Opens the connection that changes are made on; it stays open.</summary>
    DbConnection OpenWriter();

    /// <summary>Begins the transaction of one change, or of several that share it.</summary>
    void Begin(DbConnection db);

    /// <summary>Ends it; what it changed is on disk when this returns.</summary>
    void Commit(DbConnection db);

    /// <summary>Ends it, and nothing was changed, also where it had ended already.</summary>
    /// <returns>False where the connection cannot be used again; it is closed then.</returns>
    bool GiveUp(DbConnection db);

    /// <summary>Reads what is committed, as of one moment.</summary>
    T Read<T>(Func<DbConnection, T> read);

    /// <summary>Whether an error is one change's own, so that those which share its transaction go on without it.</summary>
    bool IsOfOneChange(DbException error);

    /// <summary>Whether others changed the same meanwhile, so that the same change may succeed when it is made anew.</summary>
    bool IsConflict(DbException error);

    /// <summary>Lets the other bots on this store know, once the change is on disk, that it woke something.</summary>
    void TellOthers(DbConnection db);

    /// <summary>Raised when a change of another bot woke something.</summary>
    event Action? WokenByOthers;

    /// <summary>The bot's own tables, those first that others refer to.</summary>
    IReadOnlyList<StoredTable> Tables(DbConnection db);

    /// <summary>The tables beside them, which other programs and people have made.</summary>
    IReadOnlyList<string> OtherTables(DbConnection db);

    /// <summary>Numbers that it gives to new rows go on behind those that were copied into it.</summary>
    void GoOnBehind(DbConnection db);

    /// <summary>How it is; a look through all of a large file takes seconds.</summary>
    StoreCondition Condition(DbConnection db);

    /// <summary>One sentence about what is wrong with the store, and what to do.</summary>
    string Sentence(DbException error);
}
