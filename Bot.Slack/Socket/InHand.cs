namespace Bot.Slack;

/// <summary>
/// Counts the envelopes that a connection still has to acknowledge, and shuts the door at a moment when there are none.
/// </summary>
sealed class InHand
{
    readonly Lock @lock = new();
    readonly TaskCompletionSource shut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int count;
    bool shutting;

    public bool TryEnter()
    {
        lock (@lock)
        {
            if (shut.Task.IsCompleted) return false;
            count++;
            return true;
        }
    }

    public void Leave()
    {
        lock (@lock)
        {
            if (--count == 0 && shutting) shut.TrySetResult();
        }
    }

    /// <summary>Waits for the first moment with nothing in hand, at most as long as given; from then on nothing enters.</summary>
    public async Task Shut(TimeSpan patience, TimeProvider time)
    {
        lock (@lock)
        {
            shutting = true;
            if (count == 0) shut.TrySetResult();
        }
        try
        {
            await shut.Task.WaitAsync(patience, time);
        }
        catch (TimeoutException)
        {
            shut.TrySetResult();
        }
    }
}
