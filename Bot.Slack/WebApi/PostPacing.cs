namespace Bot.Slack;

/// <summary>Spaces the posts into one channel; channels do not wait for each other.</summary>
sealed class PostPacing(TimeSpan spacing, TimeProvider time)
{
    const int Crowded = 1000;
    readonly Lock _lock = new();
    readonly Dictionary<string, DateTimeOffset> _next = [];

    public Task Turn(string channel, CancellationToken ct)
    {
        if (spacing <= TimeSpan.Zero) return Task.CompletedTask;
        var wait = Take(channel);
        return wait > TimeSpan.Zero ? Task.Delay(wait, time, ct) : Task.CompletedTask;
    }

    TimeSpan Take(string channel)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (_next.Count > Crowded) Forget(now);
            var turn = _next.TryGetValue(channel, out var next) && next > now ? next : now;
            _next[channel] = turn + spacing;
            return turn - now;
        }
    }

    void Forget(DateTimeOffset now)
    {
        foreach (var (channel, next) in _next)
            if (next <= now) _next.Remove(channel);
    }
}
