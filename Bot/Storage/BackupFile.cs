using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Storage;

/// <summary>A backup as it was written.</summary>
/// <param name="Path">The file.</param>
/// <param name="Rows">How many there are in it.</param>
/// <param name="Bytes">Its size.</param>
public sealed record BackupFile(string Path, long Rows, long Bytes)
{
    const string Unfinished = ".part", Busy = ".busy";

    // SQLite's code for a file that is not as it should be.
    const int Corrupt = 11;

    static readonly string[] Beside = ["", "-wal", "-shm", "-journal", ".lock"];

    /// <summary>
    /// Copies all that a store knows, as of one moment, into one SQLite file, whichever store it is and while bots go on writing.
    /// The file is whole and checked, or not there; one that is there already stays. Throws <see cref="CannotStartException"/>.
    /// </summary>
    /// <param name="connectionString">The store.</param>
    /// <param name="path">The file.</param>
    /// <param name="now">Workspace time.</param>
    public static BackupFile Write(string connectionString, string path, DateTimeOffset now)
    {
        var whole = System.IO.Path.GetFullPath(path);
        RefuseThere(whole);
        // Where a disk is not mounted it would be written to the one below.
        if (NoFolder(System.IO.Path.GetDirectoryName(whole)!) is { } missing) throw new CannotStartException(missing);
        var part = whole + Unfinished;
        FileStream? busy = null;
        try
        {
            busy = Take(part + Busy, whole);
            // Another may have ended just now.
            RefuseThere(whole);
            Remove(part);
            // Whatever the store lets nobody else read, the backup does not either.
            PrivateFile.Make(part);
            if (PostgresAddress.IsMeant(connectionString)) FromServer(connectionString, part);
            else FromFile(connectionString, part);
            var rows = Finish(part, now.ToUnixTimeMilliseconds(), connectionString);
            Flush(part);
            File.Move(part, whole);
            return new(whole, rows, new FileInfo(whole).Length);
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException(
                $"The backup could not be written: {e.Message.TrimEnd('.')}. Nothing of it is kept.", e);
        }
        finally
        {
            if (busy is not null) RemoveQuietly(part);
            busy?.Dispose();
        }
    }

    static void RefuseThere(string whole)
    {
        if (System.IO.Path.Exists(whole))
            throw new CannotStartException($"{whole} is there already. Name a file that is not, so that no backup is lost.");
    }

    // Two at once would write into one file. What a process had that died, the next one takes.
    static FileStream Take(string path, string whole)
    {
        try
        {
            return new(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new CannotStartException($"{whole} is being written just now by another backup. Name another file.", e);
        }
    }

    /// <summary>What is said of a folder for backups that is not there; null where it is.</summary>
    public static string? NoFolder(string folder) => Directory.Exists(folder) ? null
        : $"There is no folder {folder}. Make it, or mount the disk that it is on.";

    /// <summary>Whether a file is one that was not ended.</summary>
    public static bool IsUnfinished(string path) => path.EndsWith(Unfinished, StringComparison.Ordinal);

    // As of one moment, while others write; what was deleted does not come along.
    static void FromFile(string connectionString, string part)
    {
        using var store = Store.OpenBackedUp(connectionString);
        try
        {
            using var db = store.OpenWriter();
            db.Execute("vacuum into @part", new { part });
        }
        catch (SqliteException e) when (e.SqliteErrorCode == Corrupt)
        {
            throw Damaged(store.Where, e.Message, e);
        }
    }

    static CannotStartException Damaged(string where, string damage, Exception? inner = null) => new(
        $"{where} is damaged ({damage}), so no backup can be made of it: nothing of one is kept. Stop the bot, keep a copy of "
            + "the file, and restore the last backup.",
        inner);

    static void FromServer(string connectionString, string part)
    {
        using var source = Store.OpenBackedUp(connectionString);
        using var target = Store.OpenTarget(Plain(part));
        source.Read(here => CopyRows.All(source, here, target, TextWriter.Null));
    }

    /// <summary>A file that nothing is kept open of.</summary>
    internal static string Plain(string path, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ConnectionString;

    // One file that is a backup wherever it comes, also where somebody puts it into a bot's place by hand.
    static long Finish(string part, long asOf, string source)
    {
        using var db = new SqliteConnection(Plain(part));
        db.Open();
        db.Execute("pragma journal_mode = delete");
        RestoreRow.Add(db, asOf);
        if (Damage(db) is { } damage) throw Unwell(source, damage);
        return db.Query<string>("select name from pragma_table_list where schema = 'main' and type = 'table'").ToList()
            .Where(OwnTables.Names.Contains).Sum(table => db.ExecuteScalar<long>($"select count(*) from \"{table}\""));
    }

    // What is wrong with the copy may have been so with what it was made of.
    static Exception Unwell(string source, string damage)
    {
        if (!PostgresAddress.IsMeant(source))
        {
            using var db = new SqliteConnection(Plain(Store.Where(source), SqliteOpenMode.ReadOnly));
            db.Open();
            if (Damage(db) is { } before) return Damaged(Store.Where(source), before);
        }

        return new IOException($"what was written does not read back well ({damage})");
    }

    /// <summary>What is wrong with a file, in SQLite's words, on one line; null where nothing is.</summary>
    internal static string? Damage(SqliteConnection db) =>
        db.ExecuteScalar<string>("pragma integrity_check(1)", commandTimeout: 0) is var said && said == "ok"
            ? null : said?.ReplaceLineEndings(" ").Trim();

    /// <summary>Leaves all of a database in its one file, and that on disk.</summary>
    internal static void Settle(string path)
    {
        using (var db = new SqliteConnection(Plain(path)))
        {
            db.Open();
            db.Execute("pragma journal_mode = delete");
        }

        Flush(path);
    }

    static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Takes a file away, and what SQLite and the bot keep beside it.</summary>
    internal static void Remove(string part)
    {
        foreach (var end in Beside) File.Delete(part + end);
    }

    /// <summary>The same at the end of something that is not to fail by it.</summary>
    internal static void RemoveQuietly(string part)
    {
        try
        {
            Remove(part);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next of that name takes it away.
        }
    }
}
