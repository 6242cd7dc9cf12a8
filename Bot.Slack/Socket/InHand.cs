namespace Bot.Slack;

/// <summary>Counts the envelopes that a connection still has to acknowledge, and shuts the door at a moment when there are none.</summary>
sealed class InHand
{
    readonly Lock _lock = new();
    readonly TaskCompletionSource _shut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _count;
    bool _shutting;

    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_shut.Task.IsCompleted) return false;
            _count++;
            return true;
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            if (--_count == 0 && _shutting) _shut.TrySetResult();
        }
    }

    /// <summary>Waits for the first moment with nothing in hand, at most as long as given; from then on nothing enters.</summary>
    public async Task Shut(TimeSpan patience, TimeProvider time)
    {
        lock (_lock)
        {
            _shutting = true;
            if (_count == 0) _shut.TrySetResult();
        }
        try
        {
            await _shut.Task.WaitAsync(patience, time);
        }
        catch (TimeoutException)
        {
            _shut.TrySetResult();
        }
    }
}
