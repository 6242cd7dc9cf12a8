using System.Data.Common;
using Npgsql;

namespace Bot.Storage;

/// <summary>What an error of PostgreSQL means to the bot, and in words to whoever runs it.</summary>
static class PostgresTrouble
{
    public static bool IsConflict(DbException error) => error is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.LockNotAvailable
    } || IsOutdated(error);

    /// <summary>
    /// A statement was prepared before a newer bot upgraded the tables that it reads; the driver prepares it anew the next time.
    /// </summary>
    public static bool IsOutdated(DbException error) => error.SqlState == PostgresErrorCodes.FeatureNotSupported;

    /// <summary>The bot has as many connections as it may have, and all are in use: the server is well.</summary>
    public static bool IsExhausted(Exception error) =>
        error is NpgsqlException { InnerException: TimeoutException } && error.Message.Contains("pool", StringComparison.Ordinal);

    public static bool IsOfOneChange(DbException error) =>
        error is PostgresException e && !IsConflict(error) && !IsOfServer(e.SqlState);

    // Classes of errors that are no change's own: connection, state, resources, operators, the system, damaged files. A limit of
    // the program (54) is met by one statement or value, and by no other.
    static bool IsOfServer(string state) => state[..2] is "08" or "25" or "53" or "57" or "58" or "XX";

    /// <param name="where">What people know it by.</param>
    /// <param name="createdb">How it is made.</param>
    /// <param name="error">What went wrong.</param>
    public static string Sentence(string where, string createdb, DbException error) => error switch
    {
        InDoubtException =>
            $"PostgreSQL at {where} did not answer at the end of a change ({Said(error)}), so nobody knows whether "
            + "it was kept.",
        PostgresException { SqlState: "28P01" or "28000" } => NotLetIn(where, error),
        PostgresException { SqlState: "3D000" } =>
            $"PostgreSQL at {where} has no such database. Make it first, such as with: {createdb}",
        PostgresException { SqlState: "42501" or "3F000" } =>
            $"The bot's user may not do that in {where} ({Said(error)}). Make it the owner of the database.",
        PostgresException { SqlState: "53100" } => $"The disk of PostgreSQL at {where} is full. Make room; nothing was lost.",
        PostgresException { SqlState: "53300" } =>
            $"PostgreSQL at {where} has no connection left for the bot ({Said(error)}). Raise max_connections there, or set a "
                + "smaller Maximum Pool Size in the connection string of each bot.",
        PostgresException { SqlState: "25006" } => IsReadOnly(where),
        _ when IsExhausted(error) =>
            $"All connections that the bot may use to PostgreSQL at {where} are in use. If that lasts, set a larger Maximum "
                + $"Pool Size in {Store.Setting}.",
        SilentException or { InnerException: TimeoutException } =>
            $"PostgreSQL at {where} does not answer. Check that it runs, and the network on the way there.",
        PostgresException e when IsOfServer(e.SqlState) => $"PostgreSQL at {where} cannot serve the bot now: {Said(error)}.",
        PostgresException => $"PostgreSQL at {where} refused it: {Said(error)}.",
        // The driver's own words, before anything is sent.
        _ when error.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => NotLetIn(where, error),
        _ => $"PostgreSQL at {where} cannot be reached ({Said(error)}). Check that it runs, and {Store.Setting}.",
    };

    public static string IsReadOnly(string where) =>
        $"PostgreSQL at {where} takes no changes: it is a standby, or set to be read only. Name its primary.";

    static string NotLetIn(string where, DbException error) =>
        $"PostgreSQL at {where} does not let the bot in ({Said(error)}). Check user and password in {Store.Setting}.";

    static string Said(DbException error) => (error as PostgresException)?.MessageText ?? error.Message.TrimEnd('.');
}
