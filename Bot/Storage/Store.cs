using System.Data.Common;

namespace Bot.Storage;

/// <summary>Opens the store that a connection string names, with this program's schema in it.</summary>
public static class Store
{
    /// <summary>What people set it by.</summary>
    public const string Setting = "ConnectionStrings__Default";

    /// <summary>Where nothing else is set.</summary>
    public const string Usual = "Data Source=bot.db";

    /// <summary>For a bot; throws <see cref="CannotStartException"/> with what is wrong and what to do.</summary>
    /// <param name="connectionString">As people set it.</param>
    /// <param name="machine">This machine's clock, where it is another than it seems.</param>
    /// <param name="upgradeCopies">How many copies of a file, made before upgrades, are kept; null where all are.</param>
    public static IStore Open(string connectionString, TimeProvider? machine = null, int? upgradeCopies = null) =>
        Open(connectionString, Use.Run, machine, upgradeCopies);

    /// <summary>For a move out of it: it is left as it is, and no bot may run on it meanwhile.</summary>
    public static IStore OpenSource(string connectionString) => Open(connectionString, Use.MoveFrom);

    /// <summary>For a backup of it: it is left as it is, whether bots run on it or not.</summary>
    public static IStore OpenBackedUp(string connectionString) => Open(connectionString, Use.BackUp);

    /// <summary>For a move into it: it is made where it is not there yet, and no bot may run on it meanwhile.</summary>
    public static IStore OpenTarget(string connectionString) => Open(connectionString, Use.MoveTo);

    /// <summary>The same for a restore into it.</summary>
    public static IStore OpenRestored(string connectionString) => Open(connectionString, Use.Restore);

    /// <summary>
    /// For a look from beside a bot that may run on it: nothing of it is taken, written or upgraded. Throws
    /// <see cref="CannotStartException"/> where it cannot be used.
    /// </summary>
    /// <param name="connectionString">As people set it.</param>
    /// <param name="why">Why there is nothing to look at, in a sentence.</param>
    /// <returns>Null where it is not there yet, or of an older schema.</returns>
    public static IStore? OpenToLook(string connectionString, out string? why)
    {
        why = null;
        if (PostgresAddress.IsMeant(connectionString))
        {
            var server = new PostgresStore(connectionString);
            return Current(server, () => PostgresMigrations.IsCurrent(server), ref why);
        }

        var file = new DatabaseFile(connectionString);
        if (!File.Exists(file.Path)) why = $"{file.Path} is not there yet: the bot makes it at its first start.";
        return why is not null ? null : Current(new SqliteStore(file), () => SqliteMigrations.IsCurrent(file), ref why);
    }

    static IStore? Current(IStore store, Func<bool> isCurrent, ref string? why)
    {
        try
        {
            if (isCurrent()) return store;
            why = $"{store.Where} was made by an older bot: this one upgrades it when it starts.";
        }
        catch
        {
            store.Dispose();
            throw;
        }

        store.Dispose();
        return null;
    }

    /// <summary>What people know it by, without a look at it.</summary>
    public static string Where(string connectionString)
    {
        if (PostgresAddress.IsMeant(connectionString)) return PostgresAddress.Where(PostgresAddress.Parse(connectionString));
        using var file = new DatabaseFile(connectionString);
        return file.Path;
    }

    /// <summary>
    /// What time it is for a backup of it: the server's, as this machine's clock may be wrong in a way of its own. Throws
    /// <see cref="CannotStartException"/>.
    /// </summary>
    /// <param name="connectionString">As people set it.</param>
    /// <param name="machine">This machine's clock, which is that of a file.</param>
    public static DateTimeOffset Time(string connectionString, TimeProvider machine)
    {
        var clock = new StoreClock(machine);
        if (PostgresAddress.IsMeant(connectionString))
        {
            using var store = new PostgresStore(connectionString, alone: true);
            try
            {
                using var db = store.Open();
                clock.Measure(db);
            }
            catch (DbException e)
            {
                throw new CannotStartException(store.Sentence(e), e);
            }
        }

        return DateTimeOffset.FromUnixTimeMilliseconds(clock.Now);
    }

    static IStore Open(string connectionString, Use use, TimeProvider? machine = null, int? upgradeCopies = null) =>
        PostgresAddress.IsMeant(connectionString)
            ? Postgres(connectionString, use, machine)
            : Sqlite(connectionString, use, upgradeCopies);

    static SqliteStore Sqlite(string connectionString, Use use, int? upgradeCopies)
    {
        // What a running bot keeps open is not closed with what is opened beside it.
        var file = new DatabaseFile(use == Use.BackUp ? $"{connectionString};Pooling=False" : connectionString);
        try
        {
            if (LeftFor(use) is { } what && !File.Exists(file.Path)) throw NotWhole(file.Path, 0, what);
            if (use != Use.BackUp) file.Own();
            if (use == Use.Run) RestoreFolder.RemoveLeft(Path.GetDirectoryName(file.Path)!);
            SqliteMigrations.Migrate(file, LeftFor(use), upgradeCopies);
            return new SqliteStore(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    static PostgresStore Postgres(string connectionString, Use use, TimeProvider? machine)
    {
        var store = new PostgresStore(connectionString, alone: use != Use.Run, machine);
        try
        {
            if (use != Use.BackUp) store.Enter(Verb(use));
            PostgresMigrations.Migrate(store, LeftFor(use));
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    // What is done with a store that is left as it is; null where it may be upgraded.
    static string? LeftFor(Use use) => use is Use.MoveFrom or Use.BackUp ? Verb(use) : null;

    static string Verb(Use use) => use switch
    {
        Use.BackUp => "back up",
        Use.Restore => "restore",
        _ => Move,
    };

    /// <summary>The sentence about a store that is to be moved, or backed up, as it is.</summary>
    /// <param name="where">What people know it by.</param>
    /// <param name="scripts">How many scripts of the schema it has seen.</param>
    /// <param name="what">What was to be done with it, as a verb.</param>
    internal static CannotStartException NotWhole(string where, int scripts, string what) => new(scripts == 0
        ? $"{where} holds nothing of a bot, so there is nothing to {what}."
        : $"{where} was written by an older bot. Start this version on it once, which upgrades it, stop it and {what} then.");

    /// <summary>The verb of a move.</summary>
    internal const string Move = "move";

    /// <summary>
    /// Refuses what another program has made: it may keep a journal of the same name, as whatever is built on the same library
    /// does.
    /// </summary>
    /// <param name="where">What people know it by.</param>
    /// <param name="own">What the bot needs one of.</param>
    /// <param name="tables">All that there are, the journal with them.</param>
    /// <param name="done">What the journal says; nothing where there is none.</param>
    /// <param name="prefix">How each script of a bot begins.</param>
    internal static void RefuseOthers(string where, string own, List<string> tables, List<string> done, string prefix)
    {
        var isJournalAlone = tables is [var only] && only.Equals("SchemaVersions", StringComparison.OrdinalIgnoreCase);
        if (tables.Count == 0 || isJournalAlone && done.Count == 0) return;
        if (done.Count == 0 || !done.TrueForAll(script => script.StartsWith(prefix, StringComparison.Ordinal)))
            throw new CannotStartException(
                $"{where} holds tables of another program. Point {Setting} at a {own} of the bot's own.");
    }

    enum Use
    {
        Run,
        BackUp,
        MoveFrom,
        MoveTo,
        Restore,
    }
}
