using Bot.Alerts;
using Bot.Alerts.Routing;
using Bot.Domain.Alerts;
using Bot.Slack;

namespace Bot.Operating;

/// <summary>What a change of the team's attributes has altered, one by one, in words.</summary>
static class AttributeChanges
{
    const int Longest = 150;

    public static IReadOnlyList<string> Of(IReadOnlyList<AttributeRule> before, IReadOnlyList<AttributeRule> after)
    {
        List<string> changes =
        [
            .. after.Where(r => Find(before, r) is null).Select(r => $"{Name(r)} is new: {Said(r.Expression)}"),
            .. after.Select(r => (Before: Find(before, r), After: r))
                .Where(pair => pair.Before is { } was && AttributeJson.Write([was]) != AttributeJson.Write([pair.After]))
                .Select(pair => $"{Name(pair.After)}: {Changed(pair.Before!, pair.After)}"),
            .. before.Where(r => Find(after, r) is null).Select(r => $"{Name(r)} is gone"),
        ];
        return changes.Count > 0 ? changes : [$"they stand in the order {string.Join(", ", after.Select(Name))}"];
    }

    // The order of its mappings has no words of its own.
    static string Changed(AttributeRule before, AttributeRule after) =>
        string.Join(", ", Parts(before, after).DefaultIfEmpty("changed"));

    static IEnumerable<string> Parts(AttributeRule before, AttributeRule after)
    {
        if (before.Name != after.Name) yield return $"was {Name(before)}";
        (string? Was, string? Now)[] texts =
        [
            (Said(before.Expression), Said(after.Expression)), (Of(before.Source), Of(after.Source)),
            (AttributeText.Kind(before.Kind), AttributeText.Kind(after.Kind)),
            (Otherwise(before.Otherwise), Otherwise(after.Otherwise)),
            (AttributeText.Again(before.Again), AttributeText.Again(after.Again)),
        ];
        foreach (var (was, now) in texts)
            if (was != now) yield return $"{was} → {now}";
        foreach (var gone in before.Mappings.Except(after.Mappings)) yield return $"no more {Said(gone)}";
        foreach (var added in after.Mappings.Except(before.Mappings)) yield return $"now {Said(added)}";
    }

    static AttributeRule? Find(IEnumerable<AttributeRule> all, AttributeRule one) =>
        all.FirstOrDefault(a => TeamAttributes.IsSame(a.Name, one.Name));

    static string Name(AttributeRule rule) => Mrkdwn.Name(rule.Name);

    static string Of(string? source) => source is null ? "of every source" : $"of {Mrkdwn.Name(source)}";

    static string Otherwise(string? otherwise) => otherwise is null ? "otherwise none" : $"otherwise {Mrkdwn.Name(otherwise)}";

    static string Said(AttributeMapping mapping) => $"{Said(mapping.Value)} → {Said(mapping.Becomes)}";

    static string Said(string text) => $"“{Mrkdwn.Inert(text, Longest)}”";
}
