using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Dapper;
using Npgsql;

namespace Bot.Storage;

/// <summary>
/// A PostgreSQL database that several bots share. Changes are serializable and made anew when they meet those of another bot;
/// that they seldom do is owed to their taking turns, but nothing rests on it.
/// </summary>
public sealed class PostgresStore : IStore
{
    const int MostTries = 20;

    const string End = "rollback; select current_setting('transaction_read_only')";

    static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(100), Patience = TimeSpan.FromSeconds(1);

    readonly NpgsqlDataSource source;
    readonly PostgresListener listener;
    readonly PostgresMark mark;
    readonly PostgresTurn turn = new();
    readonly bool alone;
    readonly string createdb;
    NpgsqlConnection? presence;
    bool isPooled;
    volatile Failure? away;

    /// <param name="connectionString">As <see cref="PostgresAddress"/> reads it.</param>
    /// <param name="alone">For a program that copies all of it, and may take its time.</param>
    /// <param name="machine">This machine's clock, where it is another than it seems.</param>
    public PostgresStore(string connectionString, bool alone = false, TimeProvider? machine = null)
    {
        var parts = PostgresAddress.Parse(connectionString);
        // The server's own would be taken, in which others may keep theirs.
        if (string.IsNullOrEmpty(parts.Database))
            throw new CannotStartException($"{Store.Setting} names no database. Add the name of one of the bot's own.");
        if (alone) parts.CommandTimeout = 0;
        this.alone = alone;
        (Where, createdb) = (PostgresAddress.Where(parts), PostgresAddress.CreateDb(parts));
        ConnectionString = parts.ConnectionString;
        source = NpgsqlDataSource.Create(ConnectionString);
        listener = new(source);
        Clock = new(machine ?? TimeProvider.System);
        mark = new(source, Clock);
    }

    public string Where { get; }
    public bool IsShared => true;
    public StoreClock Clock { get; }

    internal string ConnectionString { get; }

    /// <summary>
    /// Says that a bot is here, or that nobody else may be while it is moved, or whatever that verb says; throws
    /// <see cref="CannotStartException"/> where another is in the way.
    /// </summary>
    public void Enter(string what = Store.Move)
    {
        try
        {
            presence = Open();
            Clock.Measure(presence);
            isPooled = PostgresListener.IsPooled(presence);
            if (isPooled && !PostgresListener.IsOurOwn(presence, source)) throw new CannotStartException(
                $"{Where} is reached through a pooler that hands connections on after each transaction. The bot needs its own: "
                    + "set pool_mode = session there, or name the server itself.");
            if (alone && !PostgresListener.Exclude(presence))
                throw new CannotStartException($"A bot runs on {Where}. Stop all that do, and {what} then.");
            if (alone) return;
            if (!listener.Begin(presence))
                throw new CannotStartException($"{Where} is being moved just now. Start the bot when that is over.");
            // The listener lets go of it.
            presence = null;
        }
        catch (DbException e)
        {
            throw new CannotStartException(Sentence(e), e);
        }
    }

    /// <summary>
    /// Opens a connection of the pool. A server may be away for a while: about once a second somebody waits for it, and the
    /// others do not.
    /// </summary>
    public NpgsqlConnection Open()
    {
        var began = TimeProvider.System.GetTimestamp();
        if (away is { } last)
        {
            if (TimeProvider.System.GetElapsedTime(last.At, began) < Patience)
                throw new NpgsqlException(last.Error.Message, last.Error.InnerException);
            // One finds out whether it is back, while the others do not wait.
            away = last with { At = began };
        }

        try
        {
            var db = source.OpenConnection();
            away = null;
            return db;
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or TimeoutException or IOException)
        {
            var error = e as NpgsqlException ?? new NpgsqlException(e.Message, e);
            var now = TimeProvider.System.GetTimestamp();
            // A server that answers, though not as it should, is there.
            if (error is not PostgresException && TimeProvider.System.GetElapsedTime(began, now) > Slow
                && !PostgresTrouble.IsExhausted(error))
                away = new(error, now);
            throw error;
        }
    }

    public DbConnection OpenWriter()
    {
        var db = Alike(Open());
        if (alone) return db;
        try
        {
            // The listener's session may be lost just when somebody begins to move: no change is made without its own word.
            if (!PostgresListener.Come(db)) throw new MovedException();
            mark.Forget(db);
            Clock.Measure(db);
            PostgresSession.Write(db);
            return db;
        }
        catch
        {
            // It must not come out of the pool again: it may be one to a standby.
            source.Clear();
            db.Dispose();
            throw;
        }
    }

    public void Begin(DbConnection db)
    {
        if (alone)
        {
            db.Execute("begin transaction");
            return;
        }

        if (Clock.IsDue) Clock.Measure(db);
        var first = turn.Take();
        try
        {
            mark.Begin(db, first);
        }
        catch (DbException e) when (first != "" && turn.IsMissed(e))
        {
            db.Execute("rollback");
            mark.Begin(db, "");
        }
    }

    // The driver keeps statements by their text.
    static PreparedConnection Alike(NpgsqlConnection db) => new(db, keeps: false);

    public void Commit(DbConnection db)
    {
        try
        {
            db.Execute("commit");
        }
        catch (DbException e) when (!alone && e is not PostgresException { InvariantSeverity: "ERROR" })
        {
            db.Close();
            if (!mark.IsKept(e)) throw;
        }

        turn.End();
    }

    public bool GiveUp(DbConnection db)
    {
        try
        {
            // Of what has become a standby, the next connection may find the primary.
            if (db.State == ConnectionState.Open && db.ExecuteScalar<string>(End) is "off") return true;
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            // The server ends what a lost connection had begun.
        }

        // The others of the pool are most likely lost as well.
        source.Clear();
        db.Dispose();
        return false;
    }

    public T Read<T>(Func<DbConnection, T> read)
    {
        for (var tries = 1; ; tries++)
        {
            using var db = Reader();
            try
            {
                return read(db);
            }
            catch (PostgresException e) when (PostgresTrouble.IsOutdated(e) && tries < MostTries)
            {
                // Each of its statements may be so once.
            }
            finally
            {
                GiveUp(db);
            }
        }
    }

    // One that nobody used for a while may be lost, which shows when it is used.
    PreparedConnection Reader()
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var db = Alike(Open());
            try
            {
                db.Execute("begin isolation level repeatable read read only");
                return db;
            }
            catch (DbException e)
            {
                db.Dispose();
                // Who has waited in vain once does not wait again, and who comes just after that does not wait either.
                if (e.InnerException is TimeoutException) away = new(e, TimeProvider.System.GetTimestamp());
                if (!isFirst || e.InnerException is TimeoutException) throw;
                source.Clear();
            }
        }
    }

    public bool IsOfOneChange(DbException error) => PostgresTrouble.IsOfOneChange(error);

    public bool IsConflict(DbException error) => PostgresTrouble.IsConflict(error);

    public void TellOthers(DbConnection db) => listener.Tell(db);

    public event Action? WokenByOthers
    {
        add => listener.Woken += value;
        remove => listener.Woken -= value;
    }

    public IReadOnlyList<StoredTable> Tables(DbConnection db) => StoredTable.InOrder(
        db.Query<(string, string, long)>(
            """
            select c.relname, a.attname, coalesce(array_position(k.indkey::int2[], a.attnum) + 1, 0)
            from pg_class c join pg_attribute a on a.attrelid = c.oid
                left join pg_index k on k.indrelid = c.oid and k.indisprimary
            where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and a.attnum > 0 and not a.attisdropped
                and a.attgenerated = '' and c.relname <> 'schemaversions'
            order by c.relname, a.attnum
            """),
        db.Query<(string, string)>(
            """
            select f.relname, t.relname from pg_constraint r join pg_class f on f.oid = r.conrelid
                join pg_class t on t.oid = r.confrelid
            where r.contype = 'f' and r.connamespace = current_schema()::regnamespace
            """));

    public IReadOnlyList<string> OtherTables(DbConnection db) =>
    [
        .. db.Query<string>(
            "select tablename from pg_tables where schemaname = current_schema() and tablename <> 'schemaversions'")
            .Except(OwnTables.Names).Order(StringComparer.Ordinal),
    ];

    public void GoOnBehind(DbConnection db)
    {
        foreach (var (table, column) in db.Query<(string, string)>(
            """
            select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and a.attidentity <> ''
            """).Where(c => OwnTables.Names.Contains(c.Item1)).ToList())
        {
            db.Execute(
                $"select setval(pg_get_serial_sequence('{table}', '{column}'), "
                + $"coalesce((select max(\"{column}\") from \"{table}\"), 0) + 1, false)");
        }
    }

    public StoreCondition Condition(DbConnection db) => StoreCondition.OfServer(db);

    public string Sentence(DbException error) => PostgresTrouble.Sentence(Where, createdb, isPooled, error);

    public void Dispose()
    {
        listener.Dispose();
        presence?.Dispose();
        source.Dispose();
    }

    sealed record Failure(Exception Error, long At);
}
