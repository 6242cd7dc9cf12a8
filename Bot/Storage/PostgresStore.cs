using System.Data.Common;
using Dapper;
using Npgsql;

namespace Bot.Storage;

/// <summary>
/// A PostgreSQL database that several bots share. Changes are serializable and made anew when they meet those of another bot;
/// that they seldom do is owed to a lock by which the bots take turns, but nothing rests on it.
/// </summary>
public sealed class PostgresStore : IStore
{
    // Numbers of our own among the advisory locks of the database.
    const long Turn = 0x6461_7461_0001;

    // A bot whose machine went dark holds its turn until the server notices: nobody waits longer for it.
    const string WriterSettings =
        "set lock_timeout = '2s'; set idle_in_transaction_session_timeout = '10s'; set default_transaction_isolation = "
            + "'serializable'";

    readonly NpgsqlDataSource source;
    readonly PostgresListener listener;

    public PostgresStore(string connectionString, ILoggerFactory? logs = null)
    {
        var parts = Parse(connectionString);
        Where = $"{parts.Host}:{parts.Port}/{parts.Database ?? parts.Username}";
        ConnectionString = parts.ConnectionString;
        source = NpgsqlDataSource.Create(ConnectionString);
        listener = new(source, logs);
    }

    public string Where { get; }

    public bool IsShared => true;

    internal string ConnectionString { get; }

    /// <summary>Whether a connection string is one of PostgreSQL's.</summary>
    public static bool IsMeant(string connectionString) =>
        connectionString.Contains("host=", StringComparison.OrdinalIgnoreCase)
        || connectionString.StartsWith("postgres", StringComparison.OrdinalIgnoreCase);

    static NpgsqlConnectionStringBuilder Parse(string text)
    {
        const string Use = "Use \"Host=db.example.com;Database=bot;Username=bot;Password=…\".";
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(text);
            if (parts.Host is null or "") throw new CannotStartException($"ConnectionStrings__Default names no host. {Use}");
            // Statements that come again are prepared once per connection.
            if (!parts.ContainsKey("Max Auto Prepare")) parts.MaxAutoPrepare = 400;
            if (!parts.ContainsKey("Timeout")) parts.Timeout = 5;
            if (!parts.ContainsKey("Application Name")) parts.ApplicationName = "data-responder";
            return parts;
        }
        catch (ArgumentException e)
        {
            throw new CannotStartException(
                $"ConnectionStrings__Default is not a connection string of PostgreSQL ({e.Message.TrimEnd('.')}). {Use}", e);
        }
    }

    /// <summary>Opens a connection of the pool, for what is neither a change nor a read.</summary>
    public NpgsqlConnection Open() => source.OpenConnection();

    public DbConnection OpenWriter()
    {
        var db = new PreparedConnection(source.OpenConnection());
        db.Execute(WriterSettings);
        return db;
    }

    public void Begin(DbConnection db)
    {
        try
        {
            db.Execute("select pg_advisory_lock(@Turn)", new { Turn });
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            // Out of turn then: the transaction finds out itself whether it met another.
        }

        db.Execute("begin");
    }

    public void Commit(DbConnection db)
    {
        db.Execute("commit");
        EndTurn(db);
    }

    public bool GiveUp(DbConnection db)
    {
        try
        {
            db.Execute("rollback");
            EndTurn(db);
            return true;
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            // The server ends what a lost connection had begun.
            db.Dispose();
            return false;
        }
    }

    // All of this session's: who went out of turn holds none, and who failed between begin and end may hold several.
    static void EndTurn(DbConnection db) => db.Execute("select pg_advisory_unlock_all()");

    public T Read<T>(Func<DbConnection, T> read)
    {
        using var db = new PreparedConnection(source.OpenConnection());
        db.Execute("begin isolation level repeatable read read only");
        try
        {
            return read(db);
        }
        finally
        {
            GiveUp(db);
        }
    }

    public bool IsOfOneChange(DbException error) =>
        error is PostgresException e && !IsConflict(error) && !IsOfServer(e.SqlState);

    public bool IsConflict(DbException error) => error is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.LockNotAvailable
    };

    // Classes of errors that are no change's own: connection, resources, limits, operators, the system, damaged files.
    static bool IsOfServer(string state) => state[..2] is "08" or "25" or "53" or "54" or "57" or "58" or "XX";

    public void TellOthers(DbConnection db) => listener.Tell(db);

    public event Action? WokenByOthers
    {
        add => listener.Woken += value;
        remove => listener.Woken -= value;
    }

    public string Sentence(DbException error) => error switch
    {
        PostgresException { SqlState: "28P01" or "28000" } e =>
            $"PostgreSQL at {Where} does not let the bot in ({e.MessageText}). Check user and password in "
                + "ConnectionStrings__Default.",
        PostgresException { SqlState: "3D000" } =>
            $"PostgreSQL at {Where} has no such database. Make it first, such as with: createdb "
                + $"{Where[(Where.IndexOf('/') + 1)..]}",
        PostgresException { SqlState: "42501" } e =>
            $"The bot's user may not do that in {Where} ({e.MessageText}). Make it the owner of the database.",
        PostgresException { SqlState: "53100" } => $"The disk of PostgreSQL at {Where} is full. Make room; nothing was lost.",
        PostgresException e when IsOfServer(e.SqlState) => $"PostgreSQL at {Where} cannot serve the bot now: {e.MessageText}.",
        PostgresException e => $"PostgreSQL at {Where} refused it: {e.MessageText}.",
        _ => $"PostgreSQL at {Where} does not answer ({error.Message.TrimEnd('.')}). Check that it runs and can be reached.",
    };

    public void Dispose()
    {
        listener.Dispose();
        source.Dispose();
    }
}
