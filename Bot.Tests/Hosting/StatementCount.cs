using Bot.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bot.Tests.Hosting;

/// <summary>Counts the SQL that the bot runs, of its one writer and of all that read beside it.</summary>
sealed class StatementCount
{
    // More than read at the same time; each connection of the pool is listened to.
    const int Readers = 12;

    static readonly string[] Frame = ["pragma", "begin", "commit", "rollback", "savepoint", "release"];

    readonly Lock @lock = new();
    readonly List<string> seen = [];

    public static async Task<StatementCount> Of(Afternoon afternoon)
    {
        var count = new StatementCount();
        var database = afternoon.Get<Database>();
        await database.Change(tx => count.Listen((SqliteConnection)tx.Db));
        count.Listen(database, Readers);
        return count;
    }

    void Listen(Database database, int more)
    {
        if (more == 0) return;
        database.Read(db =>
        {
            Listen((SqliteConnection)db);
            Listen(database, more - 1);
            return 0;
        });
    }

    void Listen(SqliteConnection db) => raw.sqlite3_trace(db.Handle, (_, sql) =>
    {
        lock (@lock) seen.Add(sql);
    }, null);

    /// <summary>What was run meanwhile, but for what opens a connection, begins or ends a change, and looks for work.</summary>
    public async Task<IReadOnlyList<string>> During(Func<Task> act)
    {
        lock (@lock) seen.Clear();
        await act();
        lock (@lock) return [.. seen.Where(sql => !IsFrame(sql))];
    }

    // How often the synchroniser looks for what is due depends on what else runs.
    static bool IsFrame(string sql) => sql.Contains("wakes", StringComparison.Ordinal)
        || Frame.Any(word => sql.TrimStart().StartsWith(word, StringComparison.OrdinalIgnoreCase));
}
