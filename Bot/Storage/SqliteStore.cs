using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Storage;

/// <summary>The file of one process: whoever writes waits for nobody, and readers run beside it.</summary>
public sealed class SqliteStore(DatabaseFile file) : IStore
{
    // Of SQLite's codes: a wrong statement, one that is too long, a rule of the schema, a value of another type, a wrong use of
    // the library, a parameter that is not there.
    const int Wrong = 1, TooBig = 18, ConstraintViolated = 19, Mismatch = 20, Misuse = 21, OutOfRange = 25;
    const int KeptReaders = 32;

    // Opening one and preparing its statements costs more than most reads.
    readonly ConcurrentBag<DbConnection> readers = [];

    public string Where => file.Path;

    /// <summary>The folder that was not there and was made for the file; null where there was one.</summary>
    public string? MadeFolder => file.MadeFolder;

    public bool IsShared => false;

    public StoreClock Clock { get; } = new(TimeProvider.System);

    public DbConnection OpenWriter() => new PreparedConnection(file.Open());

    public void Begin(DbConnection db)
    {
        DatabaseFile.RefuseMoved(Inner(db));
        db.Execute("begin immediate");
    }

    public void Commit(DbConnection db) => db.Execute("commit transaction");

    public bool GiveUp(DbConnection db)
    {
        if (DatabaseFile.RollBack(Inner(db))) return true;
        db.Dispose();
        return false;
    }

    static SqliteConnection Inner(DbConnection db) => (SqliteConnection)((PreparedConnection)db).Inner;

    public T Read<T>(Func<DbConnection, T> read)
    {
        if (!readers.TryTake(out var db)) db = new PreparedConnection(file.Open(readOnly: true));
        try
        {
            db.Execute("begin transaction");
            return read(db);
        }
        finally
        {
            if (GiveUp(db))
            {
                if (readers.Count < KeptReaders) readers.Add(db);
                else db.Dispose();
            }
        }
    }

    public bool IsOfOneChange(DbException error) => error is SqliteException
    {
        SqliteErrorCode: Wrong or TooBig or ConstraintViolated or Mismatch or Misuse or OutOfRange
    };

    // One thread writes, so there is nobody to be in conflict with.
    public bool IsConflict(DbException error) => false;

    public void TellOthers(DbConnection db)
    {
        // There are none: one process owns the file.
    }

    event Action? IStore.WokenByOthers
    {
        add { }
        remove { }
    }

    public IReadOnlyList<StoredTable> Tables(DbConnection db) => StoredTable.InOrder(
        db.Query<(string, string, long)>(
            """
            select m.name, c.name, c.pk from pragma_table_list m join pragma_table_info(m.name) c
            where m.schema = 'main' and m.type = 'table' and m.name not like 'sqlite_%' and m.name <> 'SchemaVersions'
            order by m.name, c.cid
            """),
        db.Query<(string, string)>(
            """
            select m.name, f."table" from sqlite_master m join pragma_foreign_key_list(m.name) f where m.type = 'table'
            """));

    public IReadOnlyList<string> OtherTables(DbConnection db) =>
    [
        // What a search is made of is no table of anybody's.
        .. db.Query<string>(
            """
            select name from pragma_table_list
            where schema = 'main' and type = 'table' and name not like 'sqlite_%' and name <> 'SchemaVersions'
            """)
            .Except(OwnTables.Names).Order(StringComparer.Ordinal),
    ];

    public void GoOnBehind(DbConnection db)
    {
        // It counts on from the largest by itself.
    }

    public StoreCondition Condition(DbConnection db)
    {
        var said = db.Query<string>("pragma quick_check(1)").FirstOrDefault();
        var damage = said == "ok" ? null : said?.ReplaceLineEndings(" ");
        return new(damage, new FileInfo(file.Path).Length, StoreCondition.ScriptsOf(db))
        {
            IsLookedThrough = true,
            Free = new DriveInfo(file.Path).AvailableFreeSpace,
        };
    }

    public string Sentence(DbException error) => error switch
    {
        SqliteException { SqliteExtendedErrorCode: DatabaseFile.Moved } =>
            $"{file.Path} was removed or replaced while the bot runs, so it keeps nothing more. Put the file back, or start the "
                + "bot again on what is there.",
        SqliteException e => SqliteMigrations.Sentence(file, e, again: "", done: "used"),
        SilentException => $"{file.Path} does not answer. Check that its disk is there.",
        _ => $"{file.Path} could not be used: {error.Message}",
    };

    /// <summary>Takes the file away where this process made it.</summary>
    public void DeleteIfNew()
    {
        Dispose();
        if (!file.IsNew) return;
        foreach (var end in new[] { "", "-wal", "-shm", ".lock" }) File.Delete(file.Path + end);
    }

    /// <summary>Lets go of the file.</summary>
    public void Dispose()
    {
        while (readers.TryTake(out var db)) db.Dispose();
        file.Dispose();
    }
}
