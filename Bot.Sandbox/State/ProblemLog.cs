using System.Collections.Concurrent;

namespace Bot.Sandbox;

/// <summary>What apps did wrong by Slack's rules, a sentence each: a healthy run has none.</summary>
public sealed class ProblemLog
{
    readonly ConcurrentQueue<string> all = new();

    public IReadOnlyCollection<string> All => all;

    public event Action<string>? Added;

    internal void Add(string problem)
    {
        all.Enqueue(problem);
        Added?.Invoke(problem);
    }

    public void Clear() => all.Clear();
}
