using System.Collections.Concurrent;
using Bot.Settings;

namespace Bot.Delivery;

/// <summary>
/// When this process last tried something that must not be repeated blindly, on the wire's clock. Slack may still carry out
/// a call that we gave up, so a look at what happened is worth taking only some seconds later.
/// </summary>
public sealed class Attempts(PostOptions options)
{
    readonly long started = TimeProvider.System.GetTimestamp();
    readonly ConcurrentDictionary<string, long> latest = new();

    public void Begin(string slot) => latest[slot] = TimeProvider.System.GetTimestamp();

    public void End(string slot) => latest.TryRemove(slot, out _);

    /// <summary>
    /// Throws <see cref="NotYetException"/> until a look can be trusted. What an earlier process tried counts from our start.
    /// </summary>
    public void AwaitLook(string slot)
    {
        var waited = TimeProvider.System.GetElapsedTime(latest.GetValueOrDefault(slot, started));
        if (waited < options.LookAfter)
            throw new NotYetException(options.LookAfter - waited, $"{slot} may already be in Slack; looking soon");
    }
}
