using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Storage;

/// <summary>
/// <c>Bot restore FILE</c>: makes an empty store of a backup, or of any copy of a bot's file; an older one is upgraded on the
/// way. The bot that starts on it next knows that it was restored, and pushes nothing of yesterday over today.
/// </summary>
public static class RestoreStore
{
    // Where SQLite keeps what is not in the file itself yet.
    static readonly string[] Unwritten = ["-wal", "-journal"];

    /// <summary>Copies, verifies, and says how it goes on; throws <see cref="CannotStartException"/>.</summary>
    /// <param name="file">The backup; it is left as it is.</param>
    /// <param name="to">The store that it comes into.</param>
    /// <param name="said">How it goes.</param>
    public static void Run(string file, string to, TextWriter said)
    {
        var from = Path.GetFullPath(file);
        if (!File.Exists(from)) throw new CannotStartException($"There is no file {from}.");
        try
        {
            using var folder = RestoreFolder.Make(to);
            using var copy = new DatabaseFile(BackupFile.Plain(Path.Combine(folder.Path, "bot.db")));
            Take(from, copy);
            SqliteMigrations.Migrate(copy, copies: 1);
            var asOf = Arm(from, copy);
            var rows = Into(copy, to, said);
            Say(said, to, rows, asOf);
        }
        catch (Exception e) when (IsFull(e) || IsFull(e.InnerException))
        {
            throw new CannotStartException(
                $"The disk is full, so {from} could not be restored, and nothing was changed. Make room and run restore again; "
                    + "start nothing before.", e);
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException(
                $"{from} could not be restored: {e.Message.TrimEnd('.')}. Nothing was changed.", e);
        }
    }

    // With what lies beside it where it is no backup but a file that a bot has used.
    static void Take(string from, DatabaseFile copy)
    {
        try
        {
            using var source = new SqliteConnection(BackupFile.Plain(from, SqliteOpenMode.ReadOnly));
            source.Open();
            RefuseOthers(from, source);
            if (BackupFile.Damage(source) is { } damage)
                throw new CannotStartException($"{from} is damaged ({damage}). Take another backup.");
            using var into = new SqliteConnection(BackupFile.Plain(copy.Path));
            into.Open();
            source.BackupDatabase(into);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 26 or 11)
        {
            throw new CannotStartException(
                e.SqliteErrorCode == 26 ? $"{from} is no backup: it is not a SQLite database."
                    : $"{from} is damaged ({e.Message}). Take another backup.",
                e);
        }
    }

    static void RefuseOthers(string from, SqliteConnection db)
    {
        var tables = db.Query<string>("select name from sqlite_master where type = 'table'").ToList();
        var done = tables.Contains("SchemaVersions")
            ? db.Query<string>("select ScriptName from SchemaVersions order by ScriptName").ToList() : [];
        if (done.Count == 0 || !done.TrueForAll(script => script.StartsWith(SqliteMigrations.Prefix, StringComparison.Ordinal)))
            throw new CannotStartException(
                $"{from} is no backup: it holds {(tables.Count == 0 ? "nothing" : "nothing of a bot")}.");
        if (done.Except(SqliteMigrations.Scripts).FirstOrDefault() is { } unknown)
            throw new CannotStartException(
                $"{from} was written by a newer bot (it has {unknown[SqliteMigrations.Prefix.Length..]}). Restore it with that "
                    + "version.");
    }

    // A backup says as of when it is. Another copy is as of the last thing that it knows, or else of when its file was written.
    static long Arm(string from, DatabaseFile copy)
    {
        using var db = copy.Open();
        var asOf = RestoreRow.MadeAt(db) ?? new DateTimeOffset(File.GetLastWriteTimeUtc(from)).ToUnixTimeMilliseconds();
        RestoreRow.Add(db, asOf);
        return asOf;
    }

    // By SQLite, Linux and macOS, and Windows.
    static bool IsFull(Exception? e) =>
        e is SqliteException { SqliteErrorCode: 13 } or IOException { HResult: 28 or unchecked((int)0x80070070) };

    static long Into(DatabaseFile copy, string to, TextWriter said)
    {
        using var source = new SqliteStore(copy);
        if (!PostgresAddress.IsMeant(to) && !File.Exists(Store.Where(to))) return IntoNew(source, to, said);
        using var target = Store.OpenRestored(to);
        said.WriteLine($"Restoring into {target.Where}.");
        return source.Read(here => CopyRows.All(source, here, target, said));
    }

    // Beside its place, so that however it ends no bot can begin on the half of it.
    static long IntoNew(SqliteStore source, string to, TextWriter said)
    {
        using var place = new DatabaseFile(to);
        place.Own(makes: false);
        RefuseLeft(place);
        said.WriteLine($"Restoring into {place.Path}.");
        var built = $"{place.Path}.restoring";
        BackupFile.Remove(built);
        try
        {
            long rows;
            using (var target = Store.OpenRestored(BackupFile.Plain(built)))
                rows = source.Read(here => CopyRows.All(source, here, target, said));
            BackupFile.Settle(built);
            File.Move(built, place.Path);
            return rows;
        }
        finally
        {
            BackupFile.RemoveQuietly(built);
        }
    }

    // SQLite would read the newest changes of the file that was there into this one.
    static void RefuseLeft(DatabaseFile place)
    {
        var beside = Unwritten.Select(end => new FileInfo(place.Path + end));
        if (beside.FirstOrDefault(file => file is { Exists: true, Length: > 0 }) is { } left)
            throw new CannotStartException(
                $"{left.FullName} belongs to the database that was here. Move it to where that is, and run restore again.");
    }

    static void Say(TextWriter said, string to, long rows, long asOf)
    {
        said.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"All of it is there: {rows:N0} rows, read back equal, as of "
                + $"{DateTimeOffset.FromUnixTimeMilliseconds(asOf):yyyy-MM-dd HH:mm:ss} UTC. Now:"));
        said.WriteLine($"1. {Keys(to)}");
        said.WriteLine("2. Start the bot; it starts alone: nothing else may run with its tokens.");
        said.WriteLine("3. It asks the owners of each rotation who is on call. Until one confirms, user groups are not written.");
    }

    /// <summary>What a backup does not hold, in one sentence.</summary>
    public static string Keys(string connectionString) =>
        "The keys of encrypted secrets are not in it: keep their folder (DataProtection__Keys"
        + (PostgresAddress.IsMeant(connectionString) ? ")." : $", else {Store.Where(connectionString)}.keys) with it.");
}
