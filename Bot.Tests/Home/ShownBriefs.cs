using System.Text.Json;
using Bot.Sandbox;

namespace Bot.Tests.Home;

/// <summary>Every form that any brief has had: as it was sent, and after each edit.</summary>
sealed class ShownBriefs
{
    readonly HashSet<string> briefs = [], shown = [];

    public ShownBriefs(Workspace workspace) => workspace.Log.Added += Note;

    /// <summary>The blocks of each, as JSON.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            lock (shown) return [.. shown];
        }
    }

    void Note(LogEntry entry)
    {
        if (entry.Name is not ("chat.postMessage" or "chat.update") || entry.Trouble is not null) return;
        using var sent = JsonDocument.Parse(entry.Sent);
        using var answer = JsonDocument.Parse(entry.Answer);
        var message = answer.RootElement.GetProperty("ts").GetString()!;
        lock (shown)
        {
            if (entry.Sent.Contains("brief:", StringComparison.Ordinal)) briefs.Add(message);
            if (briefs.Contains(message)) shown.Add(sent.RootElement.GetProperty("blocks").GetString()!);
        }
    }
}
