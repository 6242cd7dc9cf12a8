namespace Bot.Domain.Incidents;

/// <summary>A summary that somebody edited: a sentence a line, each part in a field of its own.</summary>
public static class SummaryEdit
{
    // As many as a card shows.
    const int MostOfPart = 10;

    /// <summary>The sentences of a part, as a field shows them.</summary>
    public static string Lines(IEnumerable<SummarySentence> sentences, SummaryPart part) =>
        string.Join('\n', sentences.Where(s => s.Part == part).Select(s => s.Text));

    /// <summary>
    /// What it says now. A sentence that was left, or changed in its place, rests on what it rested on; a new one on whoever
    /// wrote it.
    /// </summary>
    public static IReadOnlyList<SummarySentence> Of(
        IReadOnlyList<SummarySentence> before, IReadOnlyDictionary<SummaryPart, string> typed) =>
        [.. Enum.GetValues<SummaryPart>().SelectMany(part => Part(part, before, typed.GetValueOrDefault(part, "")))];

    static IEnumerable<SummarySentence> Part(SummaryPart part, IReadOnlyList<SummarySentence> before, string typed)
    {
        var old = before.Where(s => s.Part == part).ToList();
        var lines = typed.Split('\n').Select(SummaryText.Plain).Where(line => line.Length > 0).Take(MostOfPart).ToList();
        for (var at = 0; at < lines.Count; at++)
        {
            var line = lines[at];
            if (old.Find(s => s.Text == line) is { } same) yield return same;
            else if (lines.Count == old.Count && !lines.Contains(old[at].Text)) yield return old[at] with { Text = line };
            else yield return new(part, line);
        }
    }
}
