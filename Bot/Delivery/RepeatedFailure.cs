using System.Collections.Concurrent;
using Bot.Slack;

namespace Bot.Delivery;

/// <summary>Logs what fails again and again: at once, then once a minute of wire time, and when it works again.</summary>
sealed class RepeatedFailure(ILogger log)
{
    static readonly TimeSpan SayEvery = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<string, long> saidAt = new();

    public void Failed(string what, Exception error)
    {
        if (saidAt.TryGetValue(what, out var said) && TimeProvider.System.GetElapsedTime(said) < SayEvery) return;
        saidAt[what] = TimeProvider.System.GetTimestamp();
        if (error is UnkeptException { IsAway: true })
            log.LogError("{What} could not be done; it is tried again: {Reason}", what, error.Message);
        else log.LogError(error, "{What} could not be done; it is tried again", what);
    }

    public void Worked(string what)
    {
        if (saidAt.TryRemove(what, out _)) log.LogInformation("{What} works again", what);
    }
}
