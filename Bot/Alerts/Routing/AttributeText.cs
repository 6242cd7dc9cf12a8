using Bot.Domain.Alerts;
using Bot.Slack;

namespace Bot.Alerts.Routing;

/// <summary>An attribute of the team's own in words, and its mappings as people type them.</summary>
static class AttributeText
{
    const string Arrow = "->";
    const int Longest = 200;

    internal const int MostMappings = 50;

    public static string Of(AttributeRule rule) => string.Join('\n', Lines(rule));

    static IEnumerable<string> Lines(AttributeRule rule)
    {
        yield return $"`{Mrkdwn.Inert(rule.Expression, Longest).Replace('`', '\'')}`"
            + (rule.Source is { } source ? $" of {Mrkdwn.Inert(source, Longest)}" : "");
        string?[] facts =
        [
            Kind(rule.Kind),
            rule.Mappings.Count > 0 ? Words.Number(rule.Mappings.Count, "mapping", "mappings") : null,
            rule.Otherwise is { } otherwise ? $"otherwise {Mrkdwn.Inert(otherwise, Longest)}" : null,
            Again(rule.Again),
        ];
        yield return string.Join(" · ", facts.OfType<string>());
    }

    public static string Kind(AttributeKind kind) => kind switch
    {
        AttributeKind.Number => "number",
        AttributeKind.YesNo => "yes or no",
        AttributeKind.List => "list",
        _ => "text",
    };

    public static string Again(FiresAgain again) => again switch
    {
        FiresAgain.KeepFirst => "keeps the first",
        FiresAgain.Collect => "collects all",
        _ => "takes the last",
    };

    public static string Mappings(IEnumerable<AttributeMapping> mappings) =>
        string.Join('\n', mappings.Select(m => $"{m.Value} {Arrow} {m.Becomes}"));

    /// <summary>
    /// One mapping on each line, "value -> what it stands for"; null and the sentence why where one cannot be read.
    /// </summary>
    public static IReadOnlyList<AttributeMapping>? ReadMappings(string typed, out string? problem)
    {
        problem = null;
        var mappings = new List<AttributeMapping>();
        foreach (var line in typed.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = line.Replace('→', '>').LastIndexOf('>');
            var value = at < 0 ? "" : line[..at].TrimEnd('-', '=').Trim();
            var becomes = at < 0 ? "" : line[(at + 1)..].Trim();
            problem = value.Length == 0 || becomes.Length == 0
                ? $"Write each mapping as value {Arrow} what it stands for. This is none: {Limits.Truncate(line, 60)}"
                : new AttributeMapping(value, becomes).Problem;
            if (problem is not null) return null;
            mappings.Add(new(value, becomes));
        }

        if (mappings.Count <= MostMappings) return mappings;
        problem = $"There are more than {MostMappings} mappings. Use patterns between slashes, such as /^stg_/ {Arrow} staging.";
        return null;
    }
}
