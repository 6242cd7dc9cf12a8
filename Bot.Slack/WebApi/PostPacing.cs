namespace Bot.Slack;

/// <summary>
/// Spaces the posts into one channel, or the edits of one message; channels and messages do not wait for each other.
/// </summary>
sealed class PostPacing(TimeSpan spacing, TimeProvider time)
{
    const int Crowded = 1000;
    readonly Lock @lock = new();
    readonly Dictionary<string, DateTimeOffset> next = [];

    public Task Turn(string place, CancellationToken stop)
    {
        if (spacing <= TimeSpan.Zero) return Task.CompletedTask;
        var wait = Take(place);
        return wait > TimeSpan.Zero ? Task.Delay(wait, time, stop) : Task.CompletedTask;
    }

    TimeSpan Take(string place)
    {
        var now = time.GetUtcNow();
        lock (@lock)
        {
            if (this.next.Count > Crowded) Forget(now);
            var turn = this.next.TryGetValue(place, out var next) && next > now ? next : now;
            this.next[place] = turn + spacing;
            return turn - now;
        }
    }

    void Forget(DateTimeOffset now)
    {
        foreach (var (place, next) in next)
            if (next <= now) this.next.Remove(place);
    }
}
