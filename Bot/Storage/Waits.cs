using Bot.Slack;

namespace Bot.Storage;

/// <summary>
/// How long a store is waited for that may say nothing at all: as long as whoever asks can wait, and when the bot ends for a
/// moment.
/// </summary>
/// <param name="isElsewhere">Whether it is one on another machine, of which a read may hear nothing either.</param>
sealed class Waits(bool isElsewhere) : IDisposable
{
    const int Places = 16;
    static readonly TimeSpan AtEnd = TimeSpan.FromSeconds(3);

    readonly CancellationTokenSource over = new();
    readonly SemaphoreSlim places = new(Places);

    /// <summary>Whether nobody waits any more.</summary>
    public bool IsOver => over.IsCancellationRequested;

    /// <summary>Waits; throws <see cref="SilentException"/> where that takes too long. What is waited for may go on.</summary>
    public async Task<T> For<T>(Task<T> work)
    {
        await ((Task)work).WaitAsync(Handling.Patience ?? Timeout.InfiniteTimeSpan, over.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return work.IsCompleted ? await work.ConfigureAwait(false) : throw new SilentException();
    }

    /// <summary>The same of what keeps a thread busy.</summary>
    public T For<T>(Func<T> read)
    {
        if (!isElsewhere || !(IsOver || Handling.Patience is not null)) return read();
        var work = Task.Run(read);
        try
        {
            // Timed by the machine: the pool's own timers need a thread of it, and all may wait as this one does.
            Task.WaitAny([work], (int)(Handling.Patience ?? Timeout.InfiniteTimeSpan).TotalMilliseconds, over.Token);
        }
        catch (OperationCanceledException)
        {
            // The bot ends.
        }

        return work.IsCompleted ? work.GetAwaiter().GetResult() : throw new SilentException();
    }

    /// <summary>
    /// The same for one of many, who wait without a thread: as many as there are places keep one busy, however long the store
    /// says nothing.
    /// </summary>
    public async Task<T> InTurn<T>(Func<T> read) =>
        await places.WaitAsync(Handling.Patience ?? Timeout.InfiniteTimeSpan)
            ? await For(Task.Run(() => Leaving(read)))
            : throw new SilentException();

    T Leaving<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Nobody waits any more where this takes too long.</summary>
    public async Task Leave(Func<Task> look)
    {
        if (!isElsewhere) return;
        var answer = look();
        await answer.WaitAsync(AtEnd).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!answer.IsCompleted) await over.CancelAsync();
    }

    public void Dispose() => over.Dispose();
}
