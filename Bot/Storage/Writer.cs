using System.Collections.Concurrent;
using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Storage;

/// <summary>
/// The one thread that writes. Changes that wait together share a transaction, each in its own savepoint, so that a burst shares
/// the fsync.
/// </summary>
sealed class Writer : IDisposable
{
    const int LargestGroup = 512;

    readonly BlockingCollection<Pending> queue = [];
    readonly Func<SqliteConnection> connect;
    readonly Thread thread;
    SqliteConnection? connection;
    int open;

    public Writer(Func<SqliteConnection> connect)
    {
        this.connect = connect;
        connection = connect();
        thread = new Thread(Work) { IsBackground = true, Name = "database writer" };
        thread.Start();
    }

    public bool Idle => Volatile.Read(ref open) == 0;

    /// <summary>Why the newest change could not be brought to disk; null where it could.</summary>
    public string? Trouble { get; private set; }

    SqliteConnection Db => connection ??= connect();

    public Task<T> Write<T>(Func<IDbConnection, T> change)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        T made = default!;
        Interlocked.Increment(ref open);
        queue.Add(new Pending(() => made = change(Db), error =>
        {
            if (error is null) done.SetResult(made);
            else done.SetException(error);
            Interlocked.Decrement(ref open);
        }));
        return done.Task;
    }

    void Work()
    {
        foreach (var first in queue.GetConsumingEnumerable())
        {
            var group = new List<Pending> { first };
            while (group.Count < LargestGroup && queue.TryTake(out var next)) group.Add(next);
            if (group.Count == 1) Alone(first);
            else Together(group);
        }
    }

    void Alone(Pending change)
    {
        try
        {
            Db.Execute("begin immediate");
            change.Run();
            Db.Execute("commit transaction");
        }
        catch (Exception e)
        {
            End();
            if (IsOfStorage(e)) Trouble = e.Message;
            change.Done(e);
            return;
        }

        Trouble = null;
        change.Done(null);
    }

    void Together(List<Pending> group)
    {
        var refused = new Dictionary<Pending, Exception>();
        try
        {
            Db.Execute("begin immediate");
            foreach (var change in group)
            {
                if (InSavepoint(change) is { } error) refused[change] = error;
            }

            Db.Execute("commit transaction");
        }
        catch (Exception)
        {
            // The transaction itself ended, so nobody of the group is on disk: each has one more try of its own.
            End();
            group.ForEach(Alone);
            return;
        }

        Trouble = null;
        group.ForEach(change => change.Done(refused.GetValueOrDefault(change)));
    }

    Exception? InSavepoint(Pending change)
    {
        Db.Execute("savepoint one");
        try
        {
            change.Run();
            Db.Execute("release one");
            return null;
        }
        catch (Exception e) when (!IsOfStorage(e))
        {
            Db.Execute("rollback to one; release one");
            return e;
        }
    }

    const int ConstraintViolated = 19;

    static bool IsOfStorage(Exception e) => e is SqliteException { SqliteErrorCode: not ConstraintViolated };

    void End()
    {
        if (connection is not null && !DatabaseFile.RollBack(connection)) connection = null;
    }

    public void Dispose()
    {
        queue.CompleteAdding();
        thread.Join();
        connection?.Dispose();
    }

    sealed record Pending(Action Run, Action<Exception?> Done);
}
