using Bot.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Bot.Sandbox;

/// <summary>The disk under a bot's store, which somebody may fill: what is there can be read, and no change is kept.</summary>
sealed class SteeredDisk
{
    const int Full = 13;

    volatile bool isFull;

    public bool IsFull
    {
        get => isFull;
        set => isFull = value;
    }

    /// <summary>For a bot that is built: its database stands on this disk.</summary>
    public void Register(IServiceCollection services) => services.AddSingleton(all =>
    {
        var store = all.GetRequiredService<IStore>();
        return new Database(new WatchedStore(store, Step), all.GetRequiredService<TimeProvider>());

        // A database finds out when it writes, which is at the end.
        void Step(string statement)
        {
            if (!IsFull || statement != "commit") return;
            throw store.IsShared
                ? new PostgresException("No space left on device", "ERROR", "ERROR", PostgresErrorCodes.DiskFull)
                : new SqliteException("SQLite Error 13: 'database or disk is full'.", Full);
        }
    });
}
