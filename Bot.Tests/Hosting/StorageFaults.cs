using Bot.Sandbox;
using Bot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Bot.Tests.Hosting;

/// <summary>Makes the n-th statement that the bot sends to its database fail, whoever sends it.</summary>
sealed class StorageFaults
{
    const int Busy = 5, Memory = 7, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14;

    /// <summary>What storage can answer, and what else may go wrong beside it.</summary>
    public static IReadOnlyList<Func<Exception>> Kinds { get; } =
    [
        .. TestStore.IsPostgres ? OfPostgres : OfSqlite,
        () => new InvalidOperationException("A fault that nobody thought of."),
        () => new InsufficientMemoryException("A fault of the machine."),
    ];

    static IEnumerable<Func<Exception>> OfSqlite =>
        new[] { Busy, InputOutput, Corrupt, Full, ReadOnly, CannotOpen, Memory }
            .Select<int, Func<Exception>>(code => () => new SqliteException($"A fault with code {code}.", code));

    static IEnumerable<Func<Exception>> OfPostgres =>
        new[]
        {
            PostgresErrorCodes.SerializationFailure, PostgresErrorCodes.DeadlockDetected, PostgresErrorCodes.DiskFull,
            PostgresErrorCodes.AdminShutdown, PostgresErrorCodes.DataCorrupted, PostgresErrorCodes.OutOfMemory,
        }.Select<string, Func<Exception>>(
            code => () => new PostgresException($"A fault with code {code}.", "ERROR", "ERROR", code))
            .Append(() => new NpgsqlException("The connection is gone."));

    readonly AsyncLocal<bool> spared = new();
    Func<Exception>? fault;
    int left;

    public bool HasStruck => Volatile.Read(ref left) <= 0;

    /// <summary>For a bot that is built: its database stands on these faults.</summary>
    public void Register(IServiceCollection services) => services.AddSingleton(
        all => new Database(
            new WatchedStore(all.GetRequiredService<IStore>(), _ => Step()), all.GetRequiredService<TimeProvider>()));

    public void Strike(int nth, Func<Exception> what) => (left, fault) = (nth, what);

    public void Stop() => fault = null;

    /// <summary>What the test itself reads meanwhile is no part of the bot.</summary>
    public T Spare<T>(Func<T> read)
    {
        spared.Value = true;
        try
        {
            return read();
        }
        finally
        {
            spared.Value = false;
        }
    }

    void Step()
    {
        if (!spared.Value && fault is { } what && Interlocked.Decrement(ref left) == 0) throw what();
    }
}
