using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;

namespace Bot.Storage;

/// <summary>
/// The one thread that writes. Changes that wait together share a transaction, so that a burst shares the fsync.
/// </summary>
sealed class Writer : IDisposable
{
    public const int LargestGroup = 512;
    const int MostTries = 10, MostRefused = 5;
    static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(1);

    readonly BlockingCollection<Pending> queue = [];
    readonly Queue<Pending> again = [];
    readonly IStore store;
    readonly Action<DbConnection> probe;
    readonly int most;
    readonly Thread thread;
    readonly ManualResetEventSlim ended = new();
    DbConnection? db;
    int open;
    long began;

    /// <param name="store">Where it writes.</param>
    /// <param name="probe">
    /// A change that changes nothing: nobody may send anything to a bot that is not ready, so it finds out by itself when its
    /// store takes changes again.
    /// </param>
    /// <param name="most">So many changes share a transaction at most.</param>
    public Writer(IStore store, Action<DbConnection> probe, int most)
    {
        (this.store, this.probe, this.most) = (store, probe, most);
        thread = new Thread(Work) { IsBackground = true, Name = "database writer" };
        thread.Start();
    }

    public bool Idle => Volatile.Read(ref open) == 0;

    /// <summary>Why the newest change could not be brought to disk; null where it could.</summary>
    public string? Trouble { get; private set; }

    /// <summary>For how long it has been at what it writes just now.</summary>
    public TimeSpan Busy =>
        Volatile.Read(ref began) is var at and not 0 ? TimeProvider.System.GetElapsedTime(at) : TimeSpan.Zero;

    public Task<T> Write<T>(Func<DbConnection, InCommon, T> change)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        T made = default!;
        Interlocked.Increment(ref open);
        queue.Add(new Pending((db, common) => made = change(db, common), error =>
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
            else if (!queue.IsAddingCompleted) Alone(new Pending((db, _) => probe(db), _ => { }));
        }
    }

    void Write(Pending first)
    {
        var group = new List<Pending> { first };
        while (group.Count < most && queue.TryTake(out var next)) group.Add(next);
        Volatile.Write(ref began, TimeProvider.System.GetTimestamp());
        if (group.Count == 1) Alone(first);
        else Together(group);
        Volatile.Write(ref began, 0);
    }

    void Alone(Pending change)
    {
        for (var tries = 1; ; tries++)
        {
            var before = db;
            var hasBegun = false;
            try
            {
                InTransaction((db, common) =>
                {
                    hasBegun = true;
                    change.Run(db, common);
                });
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
            catch (DbException e) when (!hasBegun && IsOfStorage(e))
            {
                Refuse([change], e);
                return;
            }
            catch (Exception e)
            {
                if (e is DbException error && IsOfStorage(e)) Trouble = store.Sentence(error);
                change.Done(e);
                return;
            }

            Trouble = null;
            change.Done(null);
            return;
        }
    }

    /// <summary>
    /// Nothing can begin. Whoever came meanwhile does not wait for the same once more: the next change, or a look a second
    /// later, finds out whether it is over.
    /// </summary>
    void Refuse(List<Pending> changes, DbException error)
    {
        Trouble = store.Sentence(error);
        while (again.TryDequeue(out var waiting) || queue.TryTake(out waiting)) changes.Add(waiting);
        changes.ForEach(change => change.Done(error));
        changes.Clear();
    }

    // Without savepoints, for which the store would set aside all that each change is about to alter: one that is refused has
    // the others begin anew, and is made once more alone.
    void Together(List<Pending> group)
    {
        while (again.Count < MostRefused && Commit(group) is { } refused)
        {
            group.Remove(refused);
            again.Enqueue(refused);
        }

        group.ForEach(again.Enqueue);
        while (again.TryDequeue(out var change)) Alone(change);
    }

    /// <summary>
    /// Makes changes in one transaction; those that are on disk then are done and leave the group.
    /// </summary>
    /// <returns>The change that is refused while the others could go on; null where none is.</returns>
    Pending? Commit(List<Pending> group)
    {
        Pending? current = null;
        var hasBegun = false;
        try
        {
            InTransaction((db, common) =>
            {
                hasBegun = true;
                foreach (var change in group)
                {
                    current = change;
                    change.Run(db, common);
                }

                current = null;
            });
        }
        catch (InDoubtException e)
        {
            Trouble = store.Sentence(e);
            group.ForEach(change => change.Done(e));
            group.Clear();
            return null;
        }
        // With a new connection it may go well.
        catch (DbException e) when (!hasBegun && db is not null && IsOfStorage(e) && !store.IsConflict(e))
        {
            Refuse(group, e);
            return null;
        }
        catch (Exception e)
        {
            // Where the transaction itself ended, nobody of the group is on disk, and each has one more try of its own.
            return IsOfStorage(e) ? null : current;
        }

        Trouble = null;
        group.ForEach(change => change.Done(null));
        group.Clear();
        return null;
    }

    void InTransaction(Action<DbConnection, InCommon> run)
    {
        var db = Connected();
        try
        {
            store.Begin(db);
            run(db, new());
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

    bool IsOfStorage(Exception e) => e is DbException error && !store.IsOfOneChange(error);

    public void Dispose() => Dispose(Timeout.InfiniteTimeSpan);

    /// <summary>Ends once all is written that waits, or is left behind.</summary>
    public void Dispose(TimeSpan patience)
    {
        queue.CompleteAdding();
        ended.Set();
        // It ends with the process then.
        if (!thread.Join(patience)) return;
        ended.Dispose();
        db?.Dispose();
    }

    sealed record Pending(Action<DbConnection, InCommon> Run, Action<Exception?> Done);
}
