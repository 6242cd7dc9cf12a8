using System.Collections.Concurrent;

namespace Bot.Slack;

/// <summary>Holds back the calls of a method that Slack has asked to wait, and no others.</summary>
sealed class MethodPauses(TimeProvider time)
{
    readonly ConcurrentDictionary<SlackMethod, DateTimeOffset> _until = new();

    public void Set(SlackMethod method, TimeSpan pause)
    {
        var until = time.GetUtcNow() + pause;
        _until.AddOrUpdate(method, until, (_, old) => old > until ? old : until);
    }

    public async Task Wait(SlackMethod method, CancellationToken ct)
    {
        while (_until.TryGetValue(method, out var until))
        {
            var left = until - time.GetUtcNow();
            if (left > TimeSpan.Zero) await Task.Delay(left, time, ct);
            else _until.TryRemove(new(method, until));
        }
    }
}
