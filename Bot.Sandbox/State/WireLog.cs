using System.Collections.Concurrent;

namespace Bot.Sandbox;

/// <summary>
/// One Web API call or envelope as it went over the wire; <see cref="Took"/> is wire time to the answer or ack.
/// </summary>
public sealed record LogEntry(long Number, DateTimeOffset At, string App, string Kind, string Name, string Sent, string Answer,
    TimeSpan Took, string? Trouble)
{
    /// <summary>It failed or broke Slack's rules; what was only made slow did neither.</summary>
    public bool IsBad => Trouble is not null && !Trouble.StartsWith(MethodFault.Late, StringComparison.Ordinal);
}

/// <summary>The last calls and envelopes of all apps, oldest first, and an event for each new one.</summary>
public sealed class WireLog
{
    const int Kept = 5_000;
    readonly ConcurrentQueue<LogEntry> entries = new();
    long number;

    public IReadOnlyCollection<LogEntry> Entries => entries;

    public event Action<LogEntry>? Added;

    internal void Add(DateTimeOffset at, string app, string kind, string name, string sent, string answer, TimeSpan took,
        string? trouble)
    {
        var entry = new LogEntry(Interlocked.Increment(ref number), at, app, kind, name, sent, answer, took, trouble);
        entries.Enqueue(entry);
        if (entries.Count > Kept) entries.TryDequeue(out _);
        Added?.Invoke(entry);
    }
}
