namespace Bot.Slack;

/// <summary>
/// What has arrived in the last quarter of an hour, over all connections: a repeat gets the answer of the first. It saves work
/// only; who must never act twice keeps its own key with what it stores.
/// </summary>
sealed class Redeliveries(TimeProvider time)
{
    const int Most = 5000;
    static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    readonly Lock @lock = new();
    readonly Dictionary<string, Task<Told?>> seen = [];
    readonly Queue<(string Key, Task<Told?> Answer, DateTimeOffset At)> order = new();

    /// <summary>The answer to an earlier delivery known by one of the keys; else remembers this one and gives null.</summary>
    public Task<Told?>? Earlier(IReadOnlyList<string> keys, Task<Told?> answer)
    {
        lock (@lock)
        {
            Prune();
            foreach (var key in keys)
                if (seen.TryGetValue(key, out var first)) return first;
            foreach (var key in keys)
            {
                seen[key] = answer;
                order.Enqueue((key, answer, time.GetUtcNow()));
            }
            return null;
        }
    }

    /// <summary>Forgets a delivery that failed, so that the next one is handled.</summary>
    public void Release(IReadOnlyList<string> keys, Task<Told?> answer)
    {
        lock (@lock)
        {
            foreach (var key in keys)
                if (seen.TryGetValue(key, out var first) && first == answer) seen.Remove(key);
        }
    }

    void Prune()
    {
        var old = time.GetUtcNow() - Memory;
        while (order.TryPeek(out var oldest) && (oldest.At < old || order.Count > Most))
        {
            order.Dequeue();
            if (seen.TryGetValue(oldest.Key, out var first) && first == oldest.Answer) seen.Remove(oldest.Key);
        }
    }
}
