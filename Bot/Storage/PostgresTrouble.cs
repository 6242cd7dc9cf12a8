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

    /// <summary>What is wrong with the server or with how the bot is set up there, whichever script met it.</summary>
    public static bool IsOfNoScript(DbException error) =>
        error is PostgresException e && (IsOfServer(e.SqlState)
            || e.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidSchemaName);

    // Classes of errors that are no change's own: connection, state, who is let in and where, resources, operators, the system,
    // damaged files. A limit of the program (54) is met by one statement or value, and by no other.
    static bool IsOfServer(string state) =>
        state[..2] is "08" or "25" or "28" or "3D" or "53" or "57" or "58" or "XX";

    // It is said in other words too, by what keeps the server's own files.
    static bool IsFull(PostgresException error) =>
        error.SqlState == PostgresErrorCodes.DiskFull
        || error.MessageText.Contains("could not write init file", StringComparison.Ordinal)
        || error.MessageText.Contains("No space left on device", StringComparison.Ordinal);

    // Of several hosts each has an error of its own: what one of them answers says more than that another is away.
    static DbException Reason(DbException error) => error.InnerException is AggregateException { InnerExceptions: var all }
        ? all.OfType<PostgresException>().FirstOrDefault() ?? all.OfType<DbException>().FirstOrDefault()
            ?? new NpgsqlException(all[0].Message, all[0])
        : error;

    /// <param name="where">What people know it by.</param>
    /// <param name="createdb">How it is made.</param>
    /// <param name="isPooled">Whether it is reached through a pooler.</param>
    /// <param name="error">What went wrong.</param>
    public static string Sentence(string where, string createdb, bool isPooled, DbException error) =>
        Sentence(where, createdb, Reason(error), isPooled
            ? ", the network on the way there, and that the pooler has a connection left for the bot (default_pool_size)"
            : ", and the network on the way there");

    static string Sentence(string where, string createdb, DbException error, string check) => error switch
    {
        MovedException => $"{where} is being moved just now, so the bot changes nothing there until that is over.",
        InDoubtException =>
            $"PostgreSQL at {where} did not answer at the end of a change ({Said(error)}), so nobody knows whether "
            + "it was kept.",
        PostgresException { SqlState: "28P01" or "28000" } => NotLetIn(where, error),
        PostgresException { SqlState: "3D000" } =>
            $"PostgreSQL at {where} has no such database. Make it first, such as with: {createdb}",
        PostgresException { SqlState: "42501" } =>
            $"The bot's user may not do that in {where} ({Said(error)}). Make it the owner of the database.",
        PostgresException { SqlState: "3F000" } =>
            $"{where} has no schema for the bot's tables ({Said(error)}). Make one that is in the search_path of the bot's user, "
                + "and let the user make tables in it.",
        PostgresException e when IsFull(e) => $"The disk of PostgreSQL at {where} is full. Make room; nothing was lost.",
        PostgresException { SqlState: "53300" } =>
            $"PostgreSQL at {where} has no connection left for the bot ({Said(error)}). Raise max_connections there, or set a "
                + "smaller Maximum Pool Size in the connection string of each bot.",
        PostgresException { SqlState: "25006" } => IsReadOnly(where),
        _ when IsExhausted(error) =>
            $"All connections that the bot may use to PostgreSQL at {where} are in use. If that lasts, set a larger Maximum "
                + $"Pool Size in {Store.Setting}.",
        SilentException or { InnerException: TimeoutException } =>
            $"PostgreSQL at {where} does not answer. Check that it runs{check}.",
        PostgresException e when IsOfServer(e.SqlState) => $"PostgreSQL at {where} cannot serve the bot now: {Said(error)}.",
        PostgresException => $"PostgreSQL at {where} refused it: {Said(error)}.",
        // The driver's own words, where it knows of each that it is away or does not do.
        { InnerException: null } when error.Message.StartsWith("No suitable host", StringComparison.Ordinal) =>
            $"None of the hosts of PostgreSQL at {where} takes changes: each is away, a standby, or set to be read only. Check "
                + $"that the primary runs, and {Store.Setting}.",
        // The same, before anything is sent.
        _ when error.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => NotLetIn(where, error),
        _ => $"PostgreSQL at {where} cannot be reached ({Said(error)}). Check that it runs, and {Store.Setting}.",
    };

    public static string IsReadOnly(string where) =>
        $"PostgreSQL at {where} takes no changes: it is a standby, or set to be read only. Name its primary.";

    static string NotLetIn(string where, DbException error) =>
        $"PostgreSQL at {where} does not let the bot in ({Said(error)}). Check user and password in {Store.Setting}.";

    /// <summary>What the server or the driver says of it, in one line.</summary>
    public static string Said(DbException error) => (error as PostgresException)?.MessageText ?? error.Message.TrimEnd('.');
}
