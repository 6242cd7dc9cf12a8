namespace Bot.Slack;

/// <summary>Pauses that double from one failure to the next, each between half and all of its length at random.</summary>
sealed class Backoff(SlackOptions options)
{
    const int MostDoublings = 16;

    public TimeSpan After(int failures)
    {
        var full = options.Backoff * Math.Pow(2, Math.Min(failures - 1, MostDoublings));
        var capped = full < options.MaxBackoff ? full : options.MaxBackoff;
#pragma warning disable CA5394 // Jitter spreads load; nobody gains by guessing it.
        return capped * (0.5 + (Random.Shared.NextDouble() / 2));
#pragma warning restore CA5394
    }
}
