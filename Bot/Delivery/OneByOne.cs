namespace Bot.Delivery;

/// <summary>
/// Deals with what is due one by one: what cannot be dealt with is tried again later, and keeps the others from nothing.
/// </summary>
sealed class OneByOne(ILogger log)
{
    static readonly TimeSpan Later = TimeSpan.FromMinutes(10);

    // What failed, and when it is tried again.
    readonly Dictionary<string, DateTimeOffset> later = [];

    /// <param name="due">What is due.</param>
    /// <param name="act">What is done about each, and what that is called in the log.</param>
    /// <param name="now">When.</param>
    /// <param name="stop">Ends it between two.</param>
    public async Task Do<T>(
        IEnumerable<T> due, (Func<T, Task> Do, Func<T, string> Name) act, DateTimeOffset now, CancellationToken stop)
    {
        foreach (var one in due)
        {
            stop.ThrowIfCancellationRequested();
            var name = act.Name(one);
            if (later.TryGetValue(name, out var from) && now < from) continue;
            try
            {
                await act.Do(one);
                later.Remove(name);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "{What} failed, and is tried again in {Minutes} minutes", name, Later.TotalMinutes);
                later[name] = now + Later;
            }
        }
    }
}
