using System.Data;
using Bot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Hosting;

/// <summary>Makes the n-th statement that the bot sends to its database fail, whoever sends it.</summary>
sealed class StorageFaults
{
    const int Busy = 5, Memory = 7, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14;

    /// <summary>What storage can answer, and what else may go wrong beside it.</summary>
    public static IReadOnlyList<Func<Exception>> Kinds { get; } =
    [
        .. new[] { Busy, InputOutput, Corrupt, Full, ReadOnly, CannotOpen, Memory }.Select(Refusal),
        () => new InvalidOperationException("A fault that nobody thought of."),
        () => new InsufficientMemoryException("A fault of the machine."),
    ];

    readonly AsyncLocal<bool> spared = new();
    Func<Exception>? fault;
    int left;

    public bool HasStruck => Volatile.Read(ref left) <= 0;

    static Func<Exception> Refusal(int code) => () => new SqliteException($"A fault with code {code}.", code);

    /// <summary>For a bot that is built: its database stands on these faults.</summary>
    public void Register(IServiceCollection services) => services.AddSingleton(all =>
    {
        var file = all.GetRequiredService<DatabaseFile>();
        return new Database(new Faulty(this, $"Data Source={file.Path}"), all.GetRequiredService<TimeProvider>());
    });

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

    sealed class Faulty(StorageFaults faults, string connectionString) : DatabaseFile(connectionString)
    {
        protected override SqliteConnection Connection(string connectionString) => new FaultyConnection(faults, connectionString);
    }

    sealed class FaultyConnection(StorageFaults faults, string connectionString) : SqliteConnection(connectionString)
    {
        public override SqliteCommand CreateCommand() =>
            new FaultyCommand(faults) { Connection = this, CommandTimeout = DefaultTimeout };
    }

    sealed class FaultyCommand(StorageFaults faults) : SqliteCommand
    {
        public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
        {
            faults.Step();
            return base.ExecuteReader(behavior);
        }
    }
}
