using System.Runtime.InteropServices;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Storage;

/// <summary>The SQLite file: its path, the lock that makes one process its owner, and connections set up alike.</summary>
public sealed class DatabaseFile : IDisposable
{
    readonly string connectionString;
    FileStream? ownership;

    public DatabaseFile(string connectionString)
    {
        var parts = Parse(connectionString);
        Path = System.IO.Path.GetFullPath(parts.DataSource);
        parts.DataSource = Path;
        // By itself the library tries for half a minute more, whatever was waited for the lock.
        parts.DefaultTimeout = 1;
        this.connectionString = parts.ConnectionString;
    }

    public string Path { get; }

    /// <summary>The folder that was not there and was made for the file; null where there was one.</summary>
    public string? MadeFolder { get; private set; }

    /// <summary>Whether there was no file when this process took it.</summary>
    public bool IsNew { get; private set; }

    public string Name => System.IO.Path.GetFileName(Path);

    static CannotStartException Neither() => new(
        $"{Store.Setting} names neither a file nor a host. Use \"Data Source=bot.db\", or \"Host=…;Database=…\".");

    static SqliteConnectionStringBuilder Parse(string text)
    {
        try
        {
            var parts = new SqliteConnectionStringBuilder(text);
            if (text.Length > 0 && !parts.ShouldSerialize("Data Source")) throw Neither();
            if (parts.Password.Length > 0 || parts.Mode == SqliteOpenMode.ReadOnly)
                throw new CannotStartException(
                    "ConnectionStrings__Default asks for "
                        + $"{(parts.Password.Length > 0 ? "a password, which the file has none of" : "a "
                        + "file that is only read")}. Use \"Data Source=bot.db\".");
            return parts.DataSource is "" or ":memory:" || parts.Mode == SqliteOpenMode.Memory
                ? throw new CannotStartException("ConnectionStrings__Default must name a file, such as \"Data Source=bot.db\".")
                : parts;
        }
        catch (ArgumentException)
        {
            // Its message may hold a piece of a password.
            throw Neither();
        }
    }

    /// <summary>Takes the file for this process until disposed; the operating system frees it when the process dies.</summary>
    /// <param name="makes">Makes it where it is not there.</param>
    public void Own(bool makes = true)
    {
        try
        {
            var folder = System.IO.Path.GetDirectoryName(Path)!;
            if (!Directory.Exists(folder)) MadeFolder = Directory.CreateDirectory(folder).FullName;
            ownership = new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            IsNew = !File.Exists(Path);
            // What it will hold is nobody's to read but the bot's.
            if (IsNew && makes) PrivateFile.Make(Path);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new CannotStartException(
                $"The bot may not write in {System.IO.Path.GetDirectoryName(Path)}. Give it the right to, or point "
                    + "ConnectionStrings__Default elsewhere.",
                e);
        }
        catch (IOException e)
        {
            throw new CannotStartException(IsHeld(e)
                ? $"Another bot is already running on {Path}. Stop it first, or point ConnectionStrings__Default at another file."
                : $"{Path} cannot be {(File.Exists(Path) ? "written" : "created")} ({e.Message.TrimEnd('.')}). Point "
                    + "ConnectionStrings__Default at a folder that can be written.",
                e);
        }
    }

    // By what Linux, macOS and Windows call it; whatever else is wrong with the lock's file, nobody else holds it.
    static bool IsHeld(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);

    /// <summary>
    /// Opens a connection; the wait for another's lock is a second and a half, so that who presses hears of it in time.
    /// </summary>
    public SqliteConnection Open(bool readOnly = false)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            // The library's own busy wait polls every 150 ms; SQLite's handler wakes far sooner.
            connection.Execute("pragma busy_timeout = 1500; pragma foreign_keys = on;");
            connection.Execute(
                readOnly
                    ? "pragma query_only = on"
                    : "pragma query_only = off; pragma journal_mode = wal; pragma synchronous = full;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Throws where the path names another file than the one that is open, or none: what is written to it is gone with it.
    /// </summary>
    public static void RefuseMoved(SqliteConnection connection)
    {
        var hasMoved = 0;
        if (Control(connection.Handle!, 0, AskMoved, ref hasMoved) == SQLitePCL.raw.SQLITE_OK && hasMoved != 0)
            throw new SqliteException("It was moved or removed while it was open", SQLitePCL.raw.SQLITE_READONLY, Moved);
    }

    /// <summary>SQLite's code for a file that was moved while it was open.</summary>
    internal const int Moved = 1032;

    const int AskMoved = 20;

    // The library has no name for it.
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", CallingConvention = CallingConvention.Cdecl)]
    static extern int Control(SQLitePCL.sqlite3 db, nint name, int question, ref int answer);

    /// <summary>
    /// Ends what a connection has begun. One that cannot is closed for good: the pool would give its open transaction to the
    /// next.
    /// </summary>
    /// <returns>Whether the connection can be used again.</returns>
    public static bool RollBack(SqliteConnection connection)
    {
        try
        {
            // After some failures SQLite has rolled back already, and refuses to do it twice.
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) connection.Execute("rollback transaction");
            return true;
        }
        catch (Exception)
        {
            SqliteConnection.ClearPool(connection);
            connection.Dispose();
            return false;
        }
    }

    public void Dispose()
    {
        SqliteConnection.ClearPool(new SqliteConnection(connectionString));
        ownership?.Dispose();
    }
}
