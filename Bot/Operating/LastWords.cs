using System.Text;

namespace Bot.Operating;

/// <summary>The end of what a program says, however much that is.</summary>
sealed class LastWords
{
    readonly StringBuilder kept = new();

    /// <summary>Reads until there is no more.</summary>
    public async Task Hear(TextReader from, int most, CancellationToken stop)
    {
        var heard = new char[4096];
        while (await from.ReadAsync(heard, stop) is > 0 and var count)
            lock (kept)
            {
                kept.Append(heard, 0, count);
                if (kept.Length > most) kept.Remove(0, kept.Length - most);
            }
    }

    public override string ToString()
    {
        lock (kept) return kept.ToString().Trim();
    }
}
