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
    readonly SqliteConnection db;
    readonly Thread thread;
    int open;

    public Writer(SqliteConnection db)
    {
        this.db = db;
        thread = new Thread(Work) { IsBackground = true, Name = "database writer" };
        thread.Start();
    }

    public bool Idle => Volatile.Read(ref open) == 0;

    public Task<T> Write<T>(Func<IDbConnection, T> change)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        T made = default!;
        Interlocked.Increment(ref open);
        queue.Add(new Pending(() => made = change(db), error =>
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
            db.Execute("begin immediate");
            change.Run();
            db.Execute("commit transaction");
            change.Done(null);
        }
        catch (Exception e)
        {
            End();
            change.Done(e);
        }
    }

    void Together(List<Pending> group)
    {
        var refused = new Dictionary<Pending, Exception>();
        try
        {
            db.Execute("begin immediate");
            foreach (var change in group)
            {
                if (InSavepoint(change) is { } error) refused[change] = error;
            }

            db.Execute("commit transaction");
        }
        catch (SqliteException)
        {
            // The transaction itself ended, so nobody of the group is on disk: each has one more try of its own.
            End();
            group.ForEach(Alone);
            return;
        }

        group.ForEach(change => change.Done(refused.GetValueOrDefault(change)));
    }

    Exception? InSavepoint(Pending change)
    {
        db.Execute("savepoint one");
        try
        {
            change.Run();
            db.Execute("release one");
            return null;
        }
        catch (Exception e) when (e is not SqliteException { SqliteErrorCode: not ConstraintViolated })
        {
            db.Execute("rollback to one; release one");
            return e;
        }
    }

    const int ConstraintViolated = 19;

    void End()
    {
        try
        {
            db.Execute("rollback transaction");
        }
        catch (SqliteException)
        {
            // SQLite had rolled back already.
        }
    }

    public void Dispose()
    {
        queue.CompleteAdding();
        thread.Join();
        db.Dispose();
    }

    sealed record Pending(Action Run, Action<Exception?> Done);
}
