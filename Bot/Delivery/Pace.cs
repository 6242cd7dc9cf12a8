using System.Collections.Concurrent;
using Bot.Slack;

namespace Bot.Delivery;

/// <summary>
/// Keeps what is woken over and over to Slack's pace for one message: what has been brought twice within it rests until it is
/// over, and is then brought once, however often it was woken.
/// </summary>
public sealed class Pace(SlackOptions options)
{
    const int Crowded = 1000;

    // Stopwatch ticks.
    readonly ConcurrentDictionary<string, (long Before, long Last)> begun = new();
    readonly ConcurrentDictionary<string, bool> resting = new();

    public IEnumerable<string> Resting => resting.Keys;

    public bool IsResting(string subject) => resting.ContainsKey(subject);

    public void Begins(string subject)
    {
        if (options.PostSpacing <= TimeSpan.Zero) return;
        var now = options.WireTime.GetTimestamp();
        if (begun.Count > Crowded) Forget();
        begun[subject] = (begun.TryGetValue(subject, out var known) ? known.Last : long.MinValue, now);
    }

    /// <summary>Lets a subject that was brought just now rest, where it was brought just before that as well.</summary>
    /// <returns>Ends with the rest; null where it needs none.</returns>
    public Task? Rest(string subject, CancellationToken stop)
    {
        if (!begun.TryGetValue(subject, out var known) || known.Before == long.MinValue) return null;
        if (options.WireTime.GetElapsedTime(known.Before) >= options.PostSpacing) return null;
        resting[subject] = true;
        return Wait();

        async Task Wait()
        {
            await Task.Delay(options.PostSpacing, options.WireTime, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            resting.TryRemove(subject, out _);
        }
    }

    void Forget()
    {
        foreach (var (subject, known) in begun)
            if (options.WireTime.GetElapsedTime(known.Last) > options.PostSpacing) begun.TryRemove(subject, out _);
    }
}
