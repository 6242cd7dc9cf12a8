using System.Globalization;

namespace Bot.Domain.Incidents;

/// <summary>A summary made of what is known alone, by rules: no word of it is anybody's guess.</summary>
public static class ComposeSummary
{
    const int MostCauses = 3, MostReached = 2, MostSteps = 6, MostLeft = 3, FewestReactions = 2;

    public static IReadOnlyList<SummarySentence> Of(SummaryGround known) =>
    [
        .. Problem(known), .. Impact(known), .. Causes(known), .. Steps(known), .. Next(known),
    ];

    /// <summary>What people wrote down and pinned since then, the newest of it.</summary>
    public static IReadOnlyList<SummarySentence> Since(SummaryGround known, DateTimeOffset then, int most) =>
        [.. known.Sources.Where(s => s.At > then && Weight(s) == 3).TakeLast(most)
            .Select(s => SummarySentence.On(SummaryPart.Steps, Said(s), s))];

    static IEnumerable<SummarySentence> Problem(SummaryGround known)
    {
        yield return SummarySentence.On(SummaryPart.Problem, known.Name, known.Card);
        if (known.Known is { Length: > 0 } said && SummaryText.Plain(said) != SummaryText.Plain(known.Name))
            yield return SummarySentence.On(SummaryPart.Problem, said, known.Card);
        if (known.Alerts > 0) yield return SummarySentence.On(SummaryPart.Problem, Firing(known), known.Card);
    }

    static string Firing(SummaryGround known) => (known.Alerts, known.Firing) switch
    {
        (1, _) when known.LeftFiring > 0 => "Its alert was still firing when it ended",
        (var all, _) when known.LeftFiring > 0 => string.Create(
            CultureInfo.InvariantCulture,
            $"{known.LeftFiring} of its {all} alerts {(known.LeftFiring == 1 ? "was" : "were")} still firing when it ended"),
        (1, 0) => "Its alert does not fire any more",
        (1, _) => "Its alert still fires",
        (var all, 0) => string.Create(CultureInfo.InvariantCulture, $"None of its {all} alerts fires any more"),
        var (all, firing) when all == firing => string.Create(
            CultureInfo.InvariantCulture, $"All of its {all} alerts still fire"),
        var (all, firing) => string.Create(
            CultureInfo.InvariantCulture, $"{firing} of its {all} alerts still {(firing == 1 ? "fires" : "fire")}"),
    };

    static IEnumerable<SummarySentence> Impact(SummaryGround known)
    {
        var people = known.Affected switch
        {
            Affected.Customers => "customers are affected",
            Affected.Inside => "people inside the company are affected",
            _ => "who is affected is not known",
        };
        yield return SummarySentence.On(SummaryPart.Impact, $"{known.Severity}, {people}", Changed(known, SummaryPart.Impact));
        foreach (var reached in known.Sources.Where(s => s is { Kind: SourceKind.Alert, About: SummaryPart.Impact })
            .DistinctBy(s => s.Text).Take(MostReached))
            yield return SummarySentence.On(SummaryPart.Impact, reached.Text, reached);
    }

    /// <summary>The last change that says it; where it was so from the beginning, the card does.</summary>
    static SummarySource Changed(SummaryGround known, SummaryPart about) =>
        known.Sources.LastOrDefault(s => s.Kind == SourceKind.Change && s.About == about) ?? known.Card;

    // What fails for longest comes first: the others may follow from it.
    static IEnumerable<SummarySentence> Causes(SummaryGround known) => known.Sources
        .Where(s => s is { Kind: SourceKind.Alert, About: SummaryPart.Causes })
        .OrderByDescending(s => s.IsLeft).ThenBy(s => s.At).Take(MostCauses)
        .Select(s => SummarySentence.On(SummaryPart.Causes, s.Text, s));

    static IEnumerable<SummarySentence> Steps(SummaryGround known)
    {
        var steps = known.Sources.Where(s => Weight(s) > 0)
            .OrderByDescending(Weight).ThenByDescending(s => s.Reactions).ThenByDescending(s => s.At).Take(MostSteps)
            .OrderBy(s => s.At).Select(s => SummarySentence.On(SummaryPart.Steps, Said(s), s)).ToList();
        if (known.Fix is { Length: > 0 } fix)
        {
            steps.Add(SummarySentence.On(SummaryPart.Steps, $"Fix: {fix}", Changed(known, SummaryPart.Steps)));
        }

        if (steps.Count == 0 && known is { Lead: { } lead, IsWaiting: false })
            steps.Add(SummarySentence.On(
                SummaryPart.Steps, $"{lead} is on it; nobody has written down what was done", known.Card));
        return steps;
    }

    static int Weight(SummarySource source) => source switch
    {
        { Kind: SourceKind.Update or SourceKind.Note } or { IsPinned: true } => 3,
        { Kind: SourceKind.Pull, IsLeft: false, About: null } => 2,
        { Kind: SourceKind.Message, Reactions: >= FewestReactions } => 1,
        _ => 0,
    };

    static string Said(SummarySource source) => source.Who is { } who ? $"{who}: {source.Text}" : source.Text;

    static IEnumerable<SummarySentence> Next(SummaryGround known)
    {
        var left = known.Sources.Where(s => s is { Kind: SourceKind.Pull or SourceKind.FollowUp, IsLeft: true })
            .Take(MostLeft).ToList();
        foreach (var one in left) yield return SummarySentence.On(SummaryPart.Next, one.Text, one);
        if (known.Status.IsOpen())
            yield return SummarySentence.On(SummaryPart.Next, Leading(known), known.Card);
        else if (known.Firing + known.LeftFiring > 0)
            yield return SummarySentence.On(
                SummaryPart.Next, "It ended while an alert was firing: see whether that is well by now", known.Card);
        else if (left.Count == 0)
            yield return SummarySentence.On(SummaryPart.Next, "It is over; nothing is known to be left", known.Card);
    }

    static string Leading(SummaryGround known)
    {
        var status = known.Status.ToString().ToLowerInvariant();
        return known switch
        {
            { Lead: null } => $"Nobody leads it ({status})",
            { IsWaiting: true } => $"{known.Lead} is waited for ({status})",
            _ => $"{known.Lead} leads it ({status})",
        };
    }
}
