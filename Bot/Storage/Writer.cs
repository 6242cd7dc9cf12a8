using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Dapper;

namespace Bot.Storage;

/// <summary>
/// The one thread that writes. Changes that wait together share a transaction, each in its own savepoint, so that a burst shares
/// the fsync.
/// </summary>
sealed class Writer : IDisposable
{
    const int LargestGroup = 512, MostTries = 10;
    static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(1);

    readonly BlockingCollection<Pending> queue = [];
    readonly IStore store;
    readonly Action<DbConnection> probe;
    readonly Thread thread;
    readonly ManualResetEventSlim ended = new();
    DbConnection? db;
    int open;

    /// <param name="store">Where it writes.</param>
    /// <param name="probe">
    /// A change that changes nothing: nobody may send anything to a bot that is not ready, so it finds out by itself when its
    /// store takes changes again.
    /// </param>
    public Writer(IStore store, Action<DbConnection> probe)
    {
        (this.store, this.probe) = (store, probe);
        thread = new Thread(Work) { IsBackground = true, Name = "database writer" };
        thread.Start();
    }

    public bool Idle => Volatile.Read(ref open) == 0;

    /// <summary>Why the newest change could not be brought to disk; null where it could.</summary>
    public string? Trouble { get; private set; }

    public Task<T> Write<T>(Func<DbConnection, T> change)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        T made = default!;
        Interlocked.Increment(ref open);
        queue.Add(new Pending(db => made = change(db), error =>
        {
            if (error is null) done.SetResult(made);
            else done.SetException(error);
            Interlocked.Decrement(ref open);
        }));
        return done.Task;
    }

    void Work()
    {
        while (!queue.IsCompleted)
        {
            if (queue.TryTake(out var first, Trouble is null ? Timeout.InfiniteTimeSpan : ProbeEvery)) Write(first);
            else if (!queue.IsAddingCompleted) Alone(new Pending(probe, _ => { }));
        }
    }

    void Write(Pending first)
    {
        var group = new List<Pending> { first };
        while (group.Count < LargestGroup && queue.TryTake(out var next)) group.Add(next);
        if (group.Count == 1) Alone(first);
        else Together(group);
    }

    void Alone(Pending change)
    {
        for (var tries = 1; ; tries++)
        {
            var before = db;
            try
            {
                InTransaction(change.Run);
            }
            catch (DbException e) when (store.IsConflict(e) && tries < MostTries)
            {
                ended.Wait(Random.Shared.Next(5 * tries));
                continue;
            }
            // A connection may have been lost while nobody used it: with a new one it may go well.
            catch (DbException e) when (before is not null && db is null && e is not InDoubtException)
            {
                continue;
            }
            catch (Exception e)
            {
                if (IsOfStorage(e)) Trouble = e.Message;
                change.Done(e);
                return;
            }

            Trouble = null;
            change.Done(null);
            return;
        }
    }

    void Together(List<Pending> group)
    {
        var refused = new Dictionary<Pending, Exception>();
        try
        {
            InTransaction(db =>
            {
                foreach (var change in group)
                {
                    if (InSavepoint(db, change) is { } error) refused[change] = error;
                }
            });
        }
        catch (InDoubtException e)
        {
            Trouble = e.Message;
            group.ForEach(change => change.Done(e));
            return;
        }
        catch (Exception)
        {
            // The transaction itself ended, so nobody of the group is on disk: each has one more try of its own.
            group.ForEach(Alone);
            return;
        }

        Trouble = null;
        group.ForEach(change => change.Done(refused.GetValueOrDefault(change)));
    }

    void InTransaction(Action<DbConnection> run)
    {
        var db = Connected();
        try
        {
            store.Begin(db);
            run(db);
            store.Commit(db);
        }
        catch
        {
            if (!store.GiveUp(db)) this.db = null;
            throw;
        }
    }

    DbConnection Connected()
    {
        if (db is { State: ConnectionState.Open }) return db;
        db?.Dispose();
        db = null;
        return db = store.OpenWriter();
    }

    Exception? InSavepoint(DbConnection db, Pending change)
    {
        db.Execute("savepoint one");
        try
        {
            change.Run(db);
            db.Execute("release savepoint one");
            return null;
        }
        catch (Exception e) when (!IsOfStorage(e))
        {
            db.Execute("rollback to savepoint one");
            db.Execute("release savepoint one");
            return e;
        }
    }

    bool IsOfStorage(Exception e) => e is DbException error && !store.IsOfOneChange(error);

    public void Dispose()
    {
        queue.CompleteAdding();
        ended.Set();
        thread.Join();
        ended.Dispose();
        db?.Dispose();
    }

    sealed record Pending(Action<DbConnection> Run, Action<Exception?> Done);
}
