using System.Collections.Concurrent;

namespace Bot.Slack;

/// <summary>
/// The order in which open views are drawn anew: one at a time for a view, and what answers an older change never takes the place
/// of what answers a newer one, however slow it was. What it knows of a view is forgotten after an hour.
/// </summary>
sealed class Redraws(TimeProvider wire)
{
    const int Many = 200;
    static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    readonly ConcurrentDictionary<string, Drawn> views = new();

    /// <summary>Draws unless something newer was drawn.</summary>
    /// <param name="view">Slack's id of the view.</param>
    /// <param name="changedAt">Slack's action_ts of the change that is answered.</param>
    /// <param name="draw">Sends the view.</param>
    /// <param name="stop">Ends the wait for one's turn.</param>
    public Task InTurn(string view, string changedAt, Func<Task> draw, CancellationToken stop) =>
        InTurn(view, drawn =>
        {
            if (IsOlder(changedAt, drawn.ChangedAt)) return Task.CompletedTask;
            drawn.ChangedAt = changedAt;
            return draw();
        }, stop);

    /// <summary>Draws what is true when its turn comes.</summary>
    public Task InTurn(string view, Func<Task> draw, CancellationToken stop) => InTurn(view, _ => draw(), stop);

    async Task InTurn(string view, Func<Drawn, Task> draw, CancellationToken stop)
    {
        Forget();
        var drawn = views.GetOrAdd(view, _ => new());
        drawn.UsedAt = wire.GetTimestamp();
        await drawn.One.WaitAsync(stop);
        try
        {
            await draw(drawn);
        }
        finally
        {
            drawn.One.Release();
        }
    }

    // Seconds and micros with a point between them, always as many digits.
    static bool IsOlder(string changedAt, string drawn) => string.CompareOrdinal(changedAt, drawn) < 0;

    void Forget()
    {
        if (views.Count < Many) return;
        foreach (var (view, drawn) in views)
            if (wire.GetElapsedTime(drawn.UsedAt) > Remembered) views.TryRemove(view, out _);
    }

    sealed class Drawn
    {
        public SemaphoreSlim One { get; } = new(1);
        public string ChangedAt { get; set; } = "";
        public long UsedAt { get; set; }
    }
}
