using Bot.Slack;

namespace Bot.Storage;

/// <summary>
/// How long a store is waited for that may say nothing at all: as long as whoever asks can wait, and when the bot ends for a
/// moment.
/// </summary>
/// <param name="isElsewhere">Whether it is one on another machine, of which a read may hear nothing either.</param>
sealed class Waits(bool isElsewhere) : IDisposable
{
    static readonly TimeSpan AtEnd = TimeSpan.FromSeconds(1.5);

    readonly CancellationTokenSource over = new();

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
    public T For<T>(Func<T> read) =>
        isElsewhere && (IsOver || Handling.Patience is not null) ? For(Task.Run(read)).GetAwaiter().GetResult() : read();

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
