using System.Collections.Concurrent;

namespace Bot.Sandbox;

/// <summary>What apps did wrong by Slack's rules, a sentence each: a healthy run has none.</summary>
public sealed class ProblemLog
{
    readonly ConcurrentQueue<string> _all = new();

    public IReadOnlyCollection<string> All => _all;

    public event Action<string>? Added;

    internal void Add(string problem)
    {
        _all.Enqueue(problem);
        Added?.Invoke(problem);
    }

    public void Clear() => _all.Clear();
}
