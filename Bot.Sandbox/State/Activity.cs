using System.Collections.Concurrent;

namespace Bot.Sandbox;

/// <summary>What is under way: calls being served, envelopes waiting for their ack.</summary>
public sealed class Activity(TimeProvider wire)
{
    readonly ConcurrentDictionary<long, string> open = [];
    readonly Lock gate = new();
    TaskCompletionSource idle = Done();
    long begun;

    /// <summary>Names of what is open now.</summary>
    public IReadOnlyCollection<string> Open => [.. open.Values];

    internal IDisposable Begin(string what)
    {
        lock (gate)
        {
            if (open.IsEmpty) idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var number = ++begun;
            open[number] = what;
            return new Ending(() => End(number));
        }
    }

    void End(long number)
    {
        lock (gate)
        {
            if (open.TryRemove(number, out _) && open.IsEmpty) idle.TrySetResult();
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
                before = Interlocked.Read(ref begun);
                await Idle().WaitAsync(patience.Token);
                foreach (var check in checks) await check().WaitAsync(patience.Token);
            }
            while (before != Interlocked.Read(ref begun) || !open.IsEmpty);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The workspace did not settle in {deadline.TotalSeconds:0} s; still open: "
                    + $"{string.Join(", ", Open.DefaultIfEmpty("nothing here, an idle check"))}.");
        }
    }

    Task Idle()
    {
        lock (gate) return idle.Task;
    }

    static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    sealed class Ending(Action end) : IDisposable
    {
        Action? end = end;
        public void Dispose() => Interlocked.Exchange(ref end, null)?.Invoke();
    }
}
