namespace Bot.Slack;

/// <summary>Spaces the posts into one channel; channels do not wait for each other.</summary>
sealed class PostPacing(TimeSpan spacing, TimeProvider time)
{
    const int Crowded = 1000;
    readonly Lock @lock = new();
    readonly Dictionary<string, DateTimeOffset> next = [];

    public Task Turn(string channel, CancellationToken stop)
    {
        if (spacing <= TimeSpan.Zero) return Task.CompletedTask;
        var wait = Take(channel);
        return wait > TimeSpan.Zero ? Task.Delay(wait, time, stop) : Task.CompletedTask;
    }

    TimeSpan Take(string channel)
    {
        var now = time.GetUtcNow();
        lock (@lock)
        {
            if (this.next.Count > Crowded) Forget(now);
            var turn = this.next.TryGetValue(channel, out var next) && next > now ? next : now;
            this.next[channel] = turn + spacing;
            return turn - now;
        }
    }

    void Forget(DateTimeOffset now)
    {
        foreach (var (channel, next) in next)
            if (next <= now) this.next.Remove(channel);
    }
}
