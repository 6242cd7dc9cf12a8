using System.Collections.Concurrent;

namespace Bot.Slack;

/// <summary>Counts what is being worked on, so that a stop or a test can wait until nothing is.</summary>
public sealed class OpenWork
{
    readonly ConcurrentDictionary<long, string> open = new();
    long last;
    int count;

    public int Count => Volatile.Read(ref count);

    /// <summary>The names of what is open, oldest first.</summary>
    public IReadOnlyList<string> Open => [.. open.OrderBy(w => w.Key).Select(w => w.Value)];

    /// <summary>Raised each time the count comes down to zero, on the thread that ended the last work.</summary>
    public event EventHandler? Idle;

    public IDisposable Begin(string what)
    {
        var id = Interlocked.Increment(ref last);
        Interlocked.Increment(ref count);
        open[id] = what;
        return new Entry(this, id);
    }

    void End(long id)
    {
        if (open.TryRemove(id, out _) && Interlocked.Decrement(ref count) == 0) Idle?.Invoke(this, EventArgs.Empty);
    }

    sealed class Entry(OpenWork work, long id) : IDisposable
    {
        public void Dispose() => work.End(id);
    }
}
