using System.Data;
using Bot.Domain.Incidents;
using Bot.People;

namespace Bot.Incidents.Similar;

/// <summary>One incident that is like the one in question, and what became of it.</summary>
/// <param name="Incident">The other one.</param>
/// <param name="Match">Why it is like it.</param>
/// <param name="Latest">What was said of it last.</param>
/// <param name="Declined">Why it was no incident.</param>
/// <param name="Pulls">Its pull requests.</param>
/// <param name="IsLinked">Somebody said that both are the same.</param>
public sealed record SimilarIncident(
    IncidentRow Incident, SimilarMatch Match, IncidentUpdate? Latest, string? Declined, IReadOnlyList<CardPull> Pulls,
    bool IsLinked);

/// <summary>The question: which incidents are like one, of those that a viewer may see.</summary>
public static class FindSimilar
{
    public const int Most = 5;

    /// <param name="db">What is read from.</param>
    /// <param name="viewer">Who is to see them. What they may not see is not there.</param>
    /// <param name="incident">The incident in question.</param>
    /// <param name="least">How like the words must be where nothing else is.</param>
    /// <param name="most">How many are wanted.</param>
    public static IReadOnlyList<SimilarIncident> Of(
        IDbConnection db, Viewer viewer, IncidentRow incident, double least, int most = Most)
    {
        var matches = Matches(db, viewer, incident, least, most);
        if (matches.Count == 0) return [];
        var rows = IncidentStore.Where(db, viewer, "number in @numbers", new { numbers = matches.Select(m => m.Number).ToList() })
            .ToDictionary(row => row.Number);
        return [.. matches.Where(m => rows.ContainsKey(m.Number)).Select(m => Told(db, incident, rows[m.Number], m))];
    }

    public static IReadOnlyList<SimilarMatch> Matches(
        IDbConnection db, Viewer viewer, IncidentRow incident, double least, int most)
    {
        var signs = IncidentSigns.Of(db, incident);
        var (words, incidents) = SimilarStore.Words(db, incident.Number, signs.Words);
        return Similarity.Rank(
            words, signs.Signs.Any(s => s.By == SimilarBy.Error), incidents,
            SimilarStore.Candidates(db, viewer, incident.Number, signs.Signs, words), least, most);
    }

    /// <summary>Those that are like a text that is of no incident, such as an error message.</summary>
    public static IReadOnlyList<IncidentRow> OfText(IDbConnection db, Viewer viewer, string text, int most)
    {
        const long None = 0;
        var signs = IncidentSigns.OfText(text);
        var (words, incidents) = SimilarStore.Words(db, None, signs.Words);
        var numbers = Similarity.Rank(
            words, signs.Signs.Count > 0, incidents, SimilarStore.Candidates(db, viewer, None, signs.Signs, words),
            Similarity.Asked, most).Select(m => m.Number).ToList();
        return numbers.Count == 0 ? []
            : [.. IncidentStore.Where(db, viewer, "number in @numbers", new { numbers }).OrderBy(i => numbers.IndexOf(i.Number))];
    }

    static SimilarIncident Told(IDbConnection db, IncidentRow incident, IncidentRow other, SimilarMatch match) => new(
        other, match, UpdateStore.Latest(db, other.Number),
        other.Status == IncidentStatus.Declined ? IncidentCard.WhyDeclined(db, other) : null,
        CardPulls.Of(db, other.Number), LinkStore.AreLinked(db, incident.Number, other.Number));
}
