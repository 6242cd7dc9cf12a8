using System.Collections.Concurrent;

namespace Bot.Slack;

/// <summary>
/// Holds back the calls that Slack has asked to wait, and no others: those of a method, or of one channel where Slack counts by
/// channel. Who shares the tokens with others passes on what Slack asked for, and hears what it asked them for.
/// </summary>
public sealed class MethodPauses
{
    const int Crowded = 1000;

    readonly TimeProvider time;
    readonly ConcurrentDictionary<string, DateTimeOffset> until = new();

    internal MethodPauses(TimeProvider time) => this.time = time;

    /// <summary>Raised when Slack asks for a pause: of what, and until when by wire time.</summary>
    public event Action<string, DateTimeOffset>? Asked;

    /// <summary>Slack asked for a pause, be it somebody else with the same tokens.</summary>
    public void Hear(string what, DateTimeOffset until)
    {
        if (this.until.Count > Crowded) Forget();
        this.until.AddOrUpdate(what, until, (_, old) => old > until ? old : until);
    }

    internal void Set(SlackMethod method, string? channel, TimeSpan pause)
    {
        var (what, until) = (What(method, channel), time.GetUtcNow() + pause);
        Hear(what, until);
        Asked?.Invoke(what, until);
    }

    internal async Task Wait(SlackMethod method, string? channel, CancellationToken stop)
    {
        while (Left(method, channel) is var left && left > TimeSpan.Zero)
        {
            if (left > method.Patience)
                throw new SlackUnreachableException(
                    method.Name, false, $"Slack asks to wait {left.TotalSeconds:0} s, longer than the call makes sense");
            await Task.Delay(left, time, stop);
        }
    }

    TimeSpan Left(SlackMethod method, string? channel)
    {
        var left = Left(method.Name);
        return channel is not null && Left(In(method, channel)) is var here && here > left ? here : left;
    }

    internal TimeSpan Left(string what) => this.until.TryGetValue(what, out var until) ? until - time.GetUtcNow() : TimeSpan.Zero;

    // Asked in a second channel while the first still waits, it is not about the channel.
    string What(SlackMethod method, string? channel)
    {
        if (channel is null) return method.Name;
        var here = In(method, channel);
        return until.Keys.Any(w => w != here && w.StartsWith(In(method, ""), StringComparison.Ordinal) && Left(w) > TimeSpan.Zero)
            ? method.Name
            : here;
    }

    static string In(SlackMethod method, string channel) => $"{method.Name} {channel}";

    void Forget()
    {
        foreach (var what in until.Keys)
            if (Left(what) <= TimeSpan.Zero) until.TryRemove(what, out _);
    }
}
