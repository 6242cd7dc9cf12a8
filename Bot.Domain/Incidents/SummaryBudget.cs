namespace Bot.Domain.Incidents;

/// <summary>Which of all that was said a model is given, where it is more than it is to read.</summary>
public static class SummaryBudget
{
    // Of one source, in characters: a trace of a thousand lines says no more than how it begins.
    const int MostOfOne = 1200;

    // What a source costs beside its words.
    const int Frame = 30;

    /// <summary>
    /// As many as fit, in their order: what people wrote down and pinned first, then what most put an emoji under, then the
    /// newest.
    /// </summary>
    /// <param name="sources">All, the first first.</param>
    /// <param name="most">Tokens that they may cost.</param>
    public static IReadOnlyList<SummarySource> Choose(IReadOnlyList<SummarySource> sources, int most)
    {
        var left = most;
        HashSet<string> chosen = [];
        foreach (var source in sources.Select(Short).OrderBy(Rank).ThenByDescending(s => s.Reactions >= 2 ? s.Reactions : 0)
            .ThenByDescending(s => s.At))
        {
            if (Cost(source) > left) continue;
            left -= Cost(source);
            chosen.Add(source.Id);
        }

        return [.. sources.Where(s => chosen.Contains(s.Id)).Select(Short)];
    }

    /// <summary>Tokens that a text costs at most: one of English is about four letters, a sign of other scripts is one.</summary>
    public static int Tokens(string text) => text.Sum(c => c < 128 ? 1 : 3) / 3 + 1;

    static int Cost(SummarySource source) => Frame + Tokens(source.Text) + Tokens(source.Who ?? "");

    static int Rank(SummarySource source) => source switch
    {
        { Kind: SourceKind.Card } => 0,
        { Kind: SourceKind.Update or SourceKind.Note } or { IsPinned: true } => 1,
        { Kind: SourceKind.Message } => 3,
        _ => 2,
    };

    static SummarySource Short(SummarySource source)
    {
        if (source.Text.Length <= MostOfOne) return source;
        var end = char.IsHighSurrogate(source.Text[MostOfOne - 1]) ? MostOfOne - 1 : MostOfOne;
        return source with { Text = $"{source.Text[..end]} …" };
    }
}
