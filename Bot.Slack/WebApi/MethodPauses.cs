using System.Collections.Concurrent;

namespace Bot.Slack;

/// <summary>Holds back the calls of a method that Slack has asked to wait, and no others.</summary>
sealed class MethodPauses(TimeProvider time)
{
    readonly ConcurrentDictionary<SlackMethod, DateTimeOffset> until = new();

    public void Set(SlackMethod method, TimeSpan pause)
    {
        var until = time.GetUtcNow() + pause;
        this.until.AddOrUpdate(method, until, (_, old) => old > until ? old : until);
    }

    public async Task Wait(SlackMethod method, CancellationToken stop)
    {
        while (Left(method) is var left && left > TimeSpan.Zero)
        {
            if (left > method.Patience)
                throw new SlackUnreachableException(
                    method.Name, false, $"Slack asks to wait {left.TotalSeconds:0} s, longer than the call makes sense");
            await Task.Delay(left, time, stop);
        }
    }

    TimeSpan Left(SlackMethod method) => this.until.TryGetValue(method, out var until) ? until - time.GetUtcNow() : TimeSpan.Zero;
}
