using System.Reflection;
using Dapper;
using DbUp;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;

namespace Bot.Storage;

/// <summary>Brings a database file to this program's schema, or says in one sentence why it cannot.</summary>
public static class SqliteMigrations
{
    /// <summary>How the name of each script begins.</summary>
    internal const string Prefix = "migrations/sqlite/";

    // From then on keys are cut as they come.
    const string CutKeys = $"{Prefix}0025_two_stores.sql";

    static readonly Assembly Program = typeof(SqliteMigrations).Assembly;

    public static IReadOnlyList<string> Scripts { get; } =
        [.. Program.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    /// <param name="file">Owned by this process.</param>
    /// <param name="left">
    /// What is done with it, as a verb, where it is left as it is, and refused if it is not of this program's schema already.
    /// </param>
    /// <param name="copies">How many copies made before upgrades are kept, the newest; null where all are.</param>
    public static void Migrate(DatabaseFile file, string? left = null, int? copies = null)
    {
        try
        {
            var done = Applied(file);
            RefuseNewer(file, done);
            if (left is not null && done.Count < Scripts.Count) throw Store.NotWhole(file.Path, done.Count, left);
            var made = done.Count > 0 && done.Count < Scripts.Count ? Copy(file, done.Count) : null;
            if (!done.Contains(CutKeys)) Cut(file);
            if (done.Count < Scripts.Count) Apply(file);
            if (made is not null && copies is { } kept) UpgradeCopies.RemoveOlder(file, made, kept);
        }
        catch (SqliteException e)
        {
            throw new CannotStartException(Sentence(file, e), e);
        }
    }

    /// <summary>
    /// Whether a file is of this program's schema; throws <see cref="CannotStartException"/> where it is a newer one's.
    /// </summary>
    internal static bool IsCurrent(DatabaseFile file)
    {
        try
        {
            var done = Applied(file);
            RefuseNewer(file, done);
            return done.Count == Scripts.Count;
        }
        catch (SqliteException e)
        {
            throw new CannotStartException(Sentence(file, e), e);
        }
    }

    static List<string> Applied(DatabaseFile file)
    {
        using var db = file.Open();
        var tables = db.Query<string>("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
            .ToList();
        var done = tables.Contains("SchemaVersions")
            ? db.Query<string>("select ScriptName from SchemaVersions order by ScriptName").ToList() : [];
        Store.RefuseOthers(file.Path, "file", tables, done, Prefix);
        return done;
    }

    static void RefuseNewer(DatabaseFile file, List<string> done)
    {
        var unknown = done.Except(Scripts).Order(StringComparer.Ordinal).FirstOrDefault();
        if (unknown is not null)
            throw new CannotStartException(
                $"{file.Path} was written by a newer bot (it has {unknown[Prefix.Length..]}). Start that version, or go back to "
                    + $"the copy made before the upgrade: {Restored(file, $"{file.Path}.before-…")} with this one.");
    }

    static string Copy(DatabaseFile file, int done)
    {
        var copy = UpgradeCopies.PathOf(file, done + 1);
        File.Delete(copy);
        PrivateFile.Make(copy);
        using var db = file.Open();
        db.Execute("vacuum into @copy", new { copy });
        return copy;
    }

    static void Cut(DatabaseFile file)
    {
        using var db = file.Open();
        using var all = db.BeginTransaction();
        LongKeys.Cut(db);
        all.Commit();
    }

    static void Apply(DatabaseFile file)
    {
        using var db = file.Open();
        var result = DeployChanges.To.SqliteDatabase(db.ConnectionString)
            .WithScriptsEmbeddedInAssembly(Program, name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        if (result.Successful) return;
        if (result.Error is SqliteException e) throw e;
        throw new CannotStartException(
            $"The upgrade of {file.Path} failed at {result.ErrorScript?.Name}: {result.Error.Message} Nothing of that step was "
                + "kept.",
            result.Error);
    }

    // What is copied by hand does not say that it is old, and SQLite reads what is left beside it into it.
    static string Restored(DatabaseFile file, string from) =>
        $"move {file.Name}, {file.Name}-wal and {file.Name}-shm away, and run Bot restore {from}";

    /// <param name="file">Which it is about.</param>
    /// <param name="e">What went wrong.</param>
    /// <param name="again">A bot that runs goes on by itself.</param>
    /// <param name="done">What could not be done with it.</param>
    internal static string Sentence(
        DatabaseFile file, SqliteException e, string again = " and start the bot again",
        string done = "opened or upgraded") => e.SqliteErrorCode switch
        {
            26 => $"{file.Path} is not a SQLite database. Point {Store.Setting} at another file, or move this one away.",
            8 => $"{file.Path} is read-only. Give the bot the right to write the file and its folder.",
            14 => $"{file.Path} cannot be opened. Check that the folder exists and that the bot may write in it.",
            13 => $"The disk that holds {file.Path} is full. Make room{again}; nothing was lost.",
            11 => $"{file.Path} is damaged ({e.Message}). Go back to a backup: {Restored(file, "FILE")}.",
            5 or 6 => $"{file.Path} is locked by another program. Close it{again}.",
            _ => $"{file.Path} could not be {done}: {e.Message}",
        };
}
