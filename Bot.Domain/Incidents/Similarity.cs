namespace Bot.Domain.Incidents;

/// <summary>By what two incidents are alike; the strongest last.</summary>
public enum SimilarBy
{
    Words,

    /// <summary>Something that few have: a job, an exposure, an attribute of the team's own.</summary>
    Attribute,

    /// <summary>What an error says, but for names and numbers.</summary>
    Error,

    /// <summary>A node of dbt, whatever became of it.</summary>
    Node,

    /// <summary>The deduplication key of an alert.</summary>
    Alert,

    /// <summary>A node of dbt with what it said.</summary>
    NodeAndError,
}

/// <summary>Something that an incident may have in common with others.</summary>
/// <param name="By">What kind of thing it is.</param>
/// <param name="Value">Which of them.</param>
/// <param name="Name">Of attributes, which one.</param>
public sealed record SimilarSign(SimilarBy By, string Value, string Name = "");

/// <summary>A word that is asked by.</summary>
/// <param name="Word">As it is compared.</param>
/// <param name="Written">As people read it.</param>
/// <param name="Incidents">In how many incidents it is, of those that everybody sees.</param>
/// <param name="Names">In how many of them as a name of something, or a part of one.</param>
public sealed record SimilarWord(string Word, string Written, long Incidents, long Names);

/// <summary>An incident that may be like the one that is asked about.</summary>
/// <param name="Number">Its number, by which the newer one is known where both are as like.</param>
/// <param name="Words">Its words.</param>
/// <param name="Shared">What it has in common beside words.</param>
public sealed record SimilarCandidate(long Number, IReadOnlySet<string> Words, IReadOnlyList<SimilarSign> Shared);

/// <summary>One that is like it, and why.</summary>
/// <param name="Number">Which.</param>
/// <param name="Shared">What both have beside words, the strongest first.</param>
/// <param name="Words">The words of both that say most, as they were written.</param>
/// <param name="Likeness">How like their words are, from 0 to 1.</param>
/// <param name="IsOtherError">What failed said something else then.</param>
public sealed record SimilarMatch(
    long Number, IReadOnlyList<SimilarSign> Shared, IReadOnlyList<string> Words, double Likeness, bool IsOtherError);

/// <summary>Which incidents are like one, the likest first.</summary>
public static class Similarity
{
    /// <summary>How like the words must be where nothing else is: for whoever asks, and to be told unasked.</summary>
    public const double Asked = 0.28, Unasked = 0.42;

    // Nearly the same words say as much as the same job.
    const double AlmostSame = 0.8;

    // A name counts for so many other words.
    const double NameCounts = 3;

    // What else the other says counts less against it than what it lacks.
    const double OfTheirs = 0.35;

    // So much less like is one that is the same as a chosen one.
    const double OfChosen = 0.4;

    const int MostTyped = 3, MostRare = 500, MostCommon = 4, MostWeighed = 30, SameError = 2;

    /// <summary>What a word says: the more, the fewer incidents have it. With few incidents all say much the same.</summary>
    static double Weight(SimilarWord word, long incidents)
    {
        var rarity = Math.Log(1 + ((incidents + 50.0) / (word.Incidents + 5)));
        // What no other has may be a slip, or news: it tells none of them from another.
        if (word.Incidents == 0) return 0.1 * rarity * rarity;
        // What it is about says more than what is said of it: shop_orders, and so orders too.
        return rarity * rarity * (1 + ((NameCounts - 1) * word.Names / word.Incidents));
    }

    /// <param name="asked">The words of the incident in question.</param>
    /// <param name="hasError">What failed there said what is wrong.</param>
    /// <param name="incidents">How many incidents everybody sees.</param>
    /// <param name="candidates">Those that may be like it; one may come several times, with another thing in common.</param>
    /// <param name="least">How like the words must be where nothing else is.</param>
    /// <param name="most">How many are wanted.</param>
    public static IReadOnlyList<SimilarMatch> Rank(
        IReadOnlyList<SimilarWord> asked, bool hasError, long incidents, IEnumerable<SimilarCandidate> candidates, double least,
        int most)
    {
        var weights = asked.ToDictionary(w => w.Word, w => (w.Written, Weight: Weight(w, incidents)), StringComparer.Ordinal);
        var all = weights.Values.Sum(w => w.Weight);
        var each = asked.Count == 0 ? 1 : all / asked.Count;
        var found = candidates.Select(candidate => (Match: Match(candidate), candidate.Words))
            .Where(one => one.Match.Shared.Count > 0 || one.Match.Likeness >= least)
            .OrderByDescending(one => Class(one.Match)).ThenByDescending(one => Strength(one.Match))
            .ThenByDescending(one => one.Match.Number).Take(MostWeighed).ToList();
        return [.. Apart(found).Take(most)];

        SimilarMatch Match(SimilarCandidate candidate)
        {
            var shared = candidate.Words.Where(weights.ContainsKey).Select(word => weights[word])
                .OrderByDescending(w => w.Weight).ToList();
            var same = shared.Sum(w => w.Weight);
            var isEnough = shared.Count >= Math.Min(2, Math.Min(asked.Count, candidate.Words.Count));
            // Words that only the other has are worth what a word here is worth.
            var theirs = same + ((candidate.Words.Count - shared.Count) * each);
            var likeness = shared.Count == 0 || !isEnough ? 0 : same / (Math.Pow(all, 1 - OfTheirs) * Math.Pow(theirs, OfTheirs));
            return new(
                candidate.Number, [.. candidate.Shared.Distinct().OrderByDescending(s => s.By)],
                [.. shared.Take(MostTyped).Select(w => w.Written)], likeness,
                hasError && candidate.Shared.All(s => s.By is not (SimilarBy.Error or SimilarBy.NodeAndError)));
        }
    }

    /// <summary>
    /// The likest first; of those that are alike by words alone one that is like a chosen one waits, so that another trouble has
    /// a place too.
    /// </summary>
    static IEnumerable<SimilarMatch> Apart(List<(SimilarMatch Match, IReadOnlySet<string> Words)> found)
    {
        List<IReadOnlySet<string>> chosen = [];
        while (found.Count > 0)
        {
            var next = found.MaxBy(one => (Class(one.Match), Strength(one.Match) - Repeats(one), one.Match.Number));
            found.Remove(next);
            chosen.Add(next.Words);
            yield return next.Match;
        }

        double Repeats((SimilarMatch Match, IReadOnlySet<string> Words) one) =>
            chosen.Count == 0 || one.Words.Count == 0 || Class(one.Match) == SameError ? 0
            : OfChosen * chosen.Max(other => one.Words.Count(other.Contains) / (double)Math.Max(one.Words.Count, other.Count));
    }

    /// <summary>
    /// The same node with the same error; the same alert, or something that few have, unless it is known to say something else;
    /// else words.
    /// </summary>
    static int Class(SimilarMatch match) => match.Shared.Count == 0 ? match.Likeness >= AlmostSame ? 1 : 0
        : match.Shared[0].By == SimilarBy.NodeAndError ? SameError
        : match.Shared[0].By == SimilarBy.Error || match.IsOtherError ? 0 : 1;

    // Within a class words decide, and what else both have.
    static double Strength(SimilarMatch match) => match.Likeness + match.Shared.Select(sign => sign.By switch
    {
        _ when match.IsOtherError => 0.05,
        SimilarBy.NodeAndError => 0.5,
        SimilarBy.Alert or SimilarBy.Node => 0.2,
        SimilarBy.Error => 0.15,
        _ => 0.1,
    }).DefaultIfEmpty(0).Max();

    /// <summary>
    /// By which words to look for others, without a look at all of them: each list is of words that an incident must have
    /// together, and any of the lists will do. Words that few have are enough alone.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Looks(IReadOnlyList<SimilarWord> asked)
    {
        var sorted = asked.OrderBy(w => w.Incidents).ToList();
        var (rare, sum) = (new List<string>(), 0L);
        foreach (var word in sorted)
            if ((sum += word.Incidents) <= MostRare) rare.Add(word.Word);
            else break;
        var common = sorted.Skip(rare.Count).Take(MostCommon).Select(w => w.Word).ToList();
        if (asked.Count == 1) return [[[asked[0].Word]]];
        List<IReadOnlyList<IReadOnlyList<string>>> looks = [];
        if (rare.Count > 0) looks.Add([.. rare.Select(word => (IReadOnlyList<string>)[word])]);
        // Of common words several together.
        if (common.Count > 2) looks.Add([.. Together(common, 3)]);
        if (common.Count > 1) looks.Add([.. Together(common, 2)]);
        return looks;
    }

    static IEnumerable<IReadOnlyList<string>> Together(List<string> words, int count, int from = 0)
    {
        if (count == 0)
        {
            yield return [];
            yield break;
        }

        for (var first = from; first <= words.Count - count; first++)
            foreach (var others in Together(words, count - 1, first + 1))
                yield return [words[first], .. others];
    }
}
