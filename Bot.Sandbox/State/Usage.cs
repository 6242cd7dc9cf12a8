using System.Collections.Concurrent;

namespace Bot.Sandbox;

/// <summary>Which scopes, methods, commands, events and actions a run used, to compare with what the manifest declares.</summary>
public sealed class Usage
{
    static readonly Lock File = new();
    readonly ConcurrentDictionary<string, bool> lines = [];

    /// <summary>Lines such as "Data Responder scope chat:write", sorted.</summary>
    public IReadOnlyList<string> Lines => [.. lines.Keys.Order(StringComparer.Ordinal)];

    internal void Note(InstalledApp app, string kind, string name) => lines.TryAdd($"{app.Name}\t{kind}\t{name}", true);

    /// <summary>Appends the lines to a file that several runs share; does nothing without a path.</summary>
    public void Append(string? path)
    {
        if (string.IsNullOrEmpty(path)) return;
        lock (File) System.IO.File.AppendAllLines(path, Lines);
    }
}
