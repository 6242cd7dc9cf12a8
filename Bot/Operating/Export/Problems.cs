using System.Globalization;

namespace Bot.Operating.Export;

/// <summary>What is wrong with a file of settings: each with its line and what to do, all told at once.</summary>
public sealed class Problems
{
    const int MostShown = 50;

    readonly List<(int Line, string Sentence)> found = [];

    public bool Any => found.Count > 0;

    public void Add(int line, string sentence) => found.Add((line, sentence));

    /// <summary>In the order of the file; of very many only the first.</summary>
    public IEnumerable<string> Lines()
    {
        var all = found.Distinct().OrderBy(f => f.Line).ToList();
        foreach (var (line, sentence) in all.Take(MostShown))
            yield return string.Create(CultureInfo.InvariantCulture, $"line {line}: {Shown(sentence)}");
        if (all.Count > MostShown)
            yield return string.Create(CultureInfo.InvariantCulture, $"… and {all.Count - MostShown} more.");
    }

    /// <summary>One line that a terminal shows and does not obey, whatever came from the file.</summary>
    public static string Shown(string text) =>
        string.Concat(text.Select(c => IsObeyed(c) ? ' ' : c));

    /// <summary>What moves or ends a line, or has what stands behind it read in another direction.</summary>
    internal static bool IsObeyed(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F'
        or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
