namespace Bot.Domain.Incidents;

/// <summary>What a model said, one sentence of it, as it came.</summary>
public sealed record SaidSentence(string? Part, string? Text, string? Source);

/// <summary>What of a model's answer is taken: sentences that rest on something which was said.</summary>
public static class SummaryCheck
{
    const int MostOfPart = 4, MostSteps = 6;

    // What models put around a word that they were asked for.
    static readonly char[] Around = [' ', '[', ']', ':', '*', '"', '#'];

    /// <summary>
    /// Its sentences in their order, each with what it rests on; none where it has said nothing that can be used.
    /// </summary>
    /// <param name="said">What came back.</param>
    /// <param name="sources">What it was given.</param>
    public static IReadOnlyList<SummarySentence> Of(IEnumerable<SaidSentence> said, IEnumerable<SummarySource> sources)
    {
        var known = sources.ToDictionary(s => s.Id, StringComparer.Ordinal);
        return
        [
            .. said.Select(s => Checked(s, known)).OfType<SummarySentence>().DistinctBy(s => (s.Part, s.Text))
                .GroupBy(s => s.Part).OrderBy(part => part.Key)
                .SelectMany(part => part.Take(part.Key == SummaryPart.Steps ? MostSteps : MostOfPart)),
        ];
    }

    static SummarySentence? Checked(SaidSentence said, Dictionary<string, SummarySource> known)
    {
        if (said is not { Part: { } word, Text: { } text, Source: { } id } || PartOf(word) is not { } part
            || !known.TryGetValue(id.Trim(Around), out var source)) return null;
        var sentence = SummarySentence.On(part, text, source);
        return sentence.Text.Any(char.IsLetterOrDigit) ? sentence : null;
    }

    static SummaryPart? PartOf(string word)
    {
        var part = Enum.GetValues<SummaryPart>()
            .Where(p => p.ToString().Equals(word.Trim(Around), StringComparison.OrdinalIgnoreCase)).ToList();
        return part is [var one] ? one : null;
    }
}
