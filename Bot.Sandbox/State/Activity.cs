using System.Collections.Concurrent;

namespace Bot.Sandbox;

/// <summary>What is under way: calls being served, envelopes waiting for their ack.</summary>
public sealed class Activity(TimeProvider wire)
{
    readonly ConcurrentDictionary<long, string> _open = [];
    readonly Lock _gate = new();
    TaskCompletionSource _idle = Done();
    long _begun;

    /// <summary>Names of what is open now.</summary>
    public IReadOnlyCollection<string> Open => [.. _open.Values];

    internal IDisposable Begin(string what)
    {
        lock (_gate)
        {
            if (_open.IsEmpty) _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var number = ++_begun;
            _open[number] = what;
            return new Ending(() => End(number));
        }
    }

    void End(long number)
    {
        lock (_gate)
        {
            if (_open.TryRemove(number, out _) && _open.IsEmpty) _idle.TrySetResult();
        }
    }

    internal async Task Settled(Func<Task>[] checks, TimeSpan deadline)
    {
        using var patience = new CancellationTokenSource(deadline, wire);
        try
        {
            long before;
            do
            {
                before = Interlocked.Read(ref _begun);
                await Idle().WaitAsync(patience.Token);
                foreach (var check in checks) await check().WaitAsync(patience.Token);
            }
            while (before != Interlocked.Read(ref _begun) || !_open.IsEmpty);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw new TimeoutException($"The workspace did not settle in {deadline.TotalSeconds:0} s; still open: {string.Join(", ", Open.DefaultIfEmpty("nothing here, an idle check"))}.");
        }
    }

    Task Idle()
    {
        lock (_gate) return _idle.Task;
    }

    static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    sealed class Ending(Action end) : IDisposable
    {
        Action? _end = end;
        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
