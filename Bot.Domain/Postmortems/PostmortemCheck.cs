using Bot.Domain.Incidents;

namespace Bot.Domain.Postmortems;

/// <summary>One sentence of a draft, and what it rests on.</summary>
public sealed record PostmortemSentence(PostmortemPart Part, string Text, SourceKind? Kind = null, string? Link = null);

/// <summary>What of a model's answer is taken: sentences of known sections that rest on something which was said.</summary>
public static class PostmortemCheck
{
    /// <summary>The sections that a model may write; the others are facts.</summary>
    public static readonly IReadOnlyList<PostmortemPart> Written =
        [PostmortemPart.Summary, PostmortemPart.Impact, PostmortemPart.Causes, PostmortemPart.Well, PostmortemPart.Badly];

    const int MostOfPart = 5;

    // What models put around a word that they were asked for.
    static readonly char[] Around = [' ', '[', ']', ':', '*', '"', '#'];

    public static IReadOnlyList<PostmortemSentence> Of(IEnumerable<SaidSentence> said, IEnumerable<SummarySource> sources)
    {
        var known = sources.ToDictionary(s => s.Id, StringComparer.Ordinal);
        return
        [
            .. said.Select(s => Checked(s, known)).OfType<PostmortemSentence>().DistinctBy(s => (s.Part, s.Text))
                .GroupBy(s => s.Part).SelectMany(part => part.Take(MostOfPart)),
        ];
    }

    static PostmortemSentence? Checked(SaidSentence said, Dictionary<string, SummarySource> known)
    {
        if (said is not { Part: { } word, Text: { } text, Source: { } id } || PartOf(word) is not { } part
            || !known.TryGetValue(id.Trim(Around), out var source)) return null;
        var plain = SummaryText.Plain(text);
        return plain.Any(char.IsLetterOrDigit) ? new(part, plain, source.Kind, source.Link) : null;
    }

    static PostmortemPart? PartOf(string word)
    {
        var named = Written.Where(p => p.ToString().Equals(word.Trim(Around), StringComparison.OrdinalIgnoreCase)).ToList();
        return named is [var one] ? one : null;
    }
}
