using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Alerts.Dbt;
using Bot.Domain.Incidents;
using Bot.Slack;

namespace Bot.Incidents.Similar;

/// <summary>What is shown of incidents that are like one: what is known in, blocks out.</summary>
static class SimilarBlocks
{
    const int LongestName = 60, MostFix = 300, MostValue = 60, MostPulls = 2, MostReasons = 2;

    /// <summary>The message in the channel of the one in question.</summary>
    public static Message Message(
        IncidentRow incident, IReadOnlyList<SimilarIncident> similar, Func<string, string> name) => new()
        {
            Text = $"{incident.Label} is like {string.Join(", ", similar.Select(s => s.Incident.Label))}",
            Blocks = [new SectionBlock { Text = $":mag: *{Heading(similar)}*" }, .. Items(incident, similar, name)],
            UnfurlLinks = false,
        };

    static string Heading(IReadOnlyList<SimilarIncident> similar) => !similar.All(s => s.Incident.IsOpen)
        ? "This has been seen before"
        : similar.Count == 1 ? "This may be one that is open" : "This may be one of those that are open";

    /// <summary>Each with a button that says whether it is the same.</summary>
    public static IEnumerable<Block> Items(
        IncidentRow incident, IReadOnlyList<SimilarIncident> similar, Func<string, string> name) =>
        similar.Select(one => new SectionBlock
        {
            Text = string.Join('\n', Lines(one, name)),
            Accessory = one.IsLinked ? Press(SimilarIds.NotSame, "Not the same", incident, one)
                : Press(SimilarIds.Same, "It is the same one", incident, one),
        });

    static Button Press(string action, string label, IncidentRow incident, SimilarIncident one) => new()
    {
        ActionId = action,
        Text = label,
        Value = SimilarIds.Pair(incident.Number, one.Incident.Number),
    };

    /// <summary>
    /// Which it is and why it is here; how it was dealt with; by whom, for how long, and its pull requests. Its name leads to its
    /// channel.
    /// </summary>
    static IEnumerable<string> Lines(SimilarIncident one, Func<string, string> name)
    {
        var incident = one.Incident;
        yield return $"{ListedIncident.Sign(incident)} {Titles.Linked(incident, LongestName)}";
        yield return $"_{(one.IsLinked ? "Linked as the same" : Why(one.Match))}_";
        yield return Dealt(one);
        string?[] facts =
        [
            incident.Lead is { } lead ? $"*{Mrkdwn.Name(name(lead))}*" : null,
            incident is { IsOpen: false, ResolvedAt: { } ended }
                ? $"{incident.Standing} {When.At(ended)} after {LineText.Span(ended - incident.OpenedAt)}"
                : $"{incident.Standing} since {When.At(incident.OpenedAt)}",
            .. one.Pulls.Take(MostPulls).Select(CardPulls.Brief),
        ];
        yield return string.Join(" · ", facts.OfType<string>());
    }

    static string Dealt(SimilarIncident one) => one switch
    {
        { Incident: { IsFixKnown: true, Fix: { } fix } } => $"Fixed: {Said(fix)}",
        { Incident.IsOpen: false, Declined: { Length: > 0 } why } => $"No incident: {Said(why)}",
        { Incident.Status: IncidentStatus.Declined } => "No incident",
        { Incident.IsQuietlyOver: true } => "Recovered by itself",
        { Latest: { } latest } => $"Last word: {Said(latest.Text)}",
        { Incident.IsOpen: true } => "Nothing was said of it yet",
        _ => "Nobody said what fixed it",
    };

    static string Said(string text) => Mrkdwn.Inert(IncidentMessages.OneLine(text), MostFix);

    /// <summary>"The same model, the same error", "The same alert", "Both are about “orders”, “late”".</summary>
    public static string Why(SimilarMatch match)
    {
        List<string> reasons = [.. Reasons(match.Shared).Distinct().Take(MostReasons)];
        if (reasons.Count > 0) return $"{char.ToUpperInvariant(reasons[0][0])}{string.Join(", ", reasons)[1..]}";
        return $"Both are about {string.Join(", ", match.Words.Select(word => $"“{Mrkdwn.Inert(word, MostValue)}”"))}";
    }

    // A weaker one goes without saying where the stronger one holds.
    static IEnumerable<string> Reasons(IReadOnlyList<SimilarSign> shared)
    {
        var strongest = shared.Count == 0 ? SimilarBy.Words : shared[0].By;
        foreach (var sign in shared)
            switch (sign.By)
            {
                case SimilarBy.NodeAndError when sign.Value.IndexOf('|', StringComparison.Ordinal) is var at:
                    yield return $"the same {Kind(sign.Value[..at])}";
                    if (at < sign.Value.Length - 1) yield return "the same error";
                    break;
                case SimilarBy.Alert when strongest == SimilarBy.Alert:
                    yield return "the same alert";
                    break;
                case SimilarBy.Node when strongest != SimilarBy.NodeAndError:
                    yield return $"the same {Kind(sign.Value)}";
                    break;
                case SimilarBy.Error when strongest != SimilarBy.NodeAndError:
                    yield return "the same error";
                    break;
                case SimilarBy.Attribute when strongest == SimilarBy.Attribute:
                    yield return sign.Name == "job" ? "the same job"
                        : $"the same {Mrkdwn.Inert(sign.Name, MostValue)}: {Mrkdwn.Inert(sign.Value, MostValue)}";
                    break;
            }
    }

    static string Kind(string node) => DbtName.Kind(node) switch
    {
        "unit_test" => "test",
        "operation" => "step",
        var kind => Mrkdwn.Inert(kind, MostValue),
    };

    /// <summary>All whom the items name.</summary>
    public static IReadOnlyList<string> People(IEnumerable<SimilarIncident> similar) =>
        [.. similar.Select(s => s.Incident.Lead).OfType<string>()];

    public static string Title(IncidentRow incident) =>
        string.Create(CultureInfo.InvariantCulture, $"Like {incident.Label}");
}
