using Bot.Alerts.Expressions;
using Bot.Domain.Alerts;
using Bot.Slack;

namespace Bot.Alerts.Hooks;

/// <summary>What would come of the last posts of a source if somebody else read them.</summary>
static class HookTrial
{
    const int MostAlerts = 3, MostTitle = 120, MostShort = 60;

    public static IEnumerable<Block> Shown(string source, HookReader reader, IReadOnlyList<byte[]> bodies)
    {
        yield return new SectionBlock
        {
            Text = bodies.Count == 0 ? "*It has posted nothing yet that is still kept.* The first post shows what comes of it."
                : bodies.Count == 1 ? "*Its last post would be read as*" : $"*Its last {bodies.Count} posts would be read as*",
        };
        foreach (var body in bodies)
            yield return new SectionBlock { Text = Limits.TruncateEscaped(Of(source, reader, body), Limits.Text) };
    }

    static string Of(string source, HookReader reader, byte[] body)
    {
        var read = ReadHook.Of(source, body, null, reader);
        var lines = read.Heard.Take(MostAlerts).Select(h => Line(h.Alert, read.By));
        return string.Join('\n', read.Heard.Count > MostAlerts
            ? lines.Append($"… {read.Heard.Count - MostAlerts} more alerts") : lines);
    }

    static string Line(Alert alert, string by)
    {
        if (alert.Problem is not null) return ":warning: It is not understood, and would be shown as it came.";
        List<string> said = [$"{Sign(alert)} *{AlertTexts.Text(alert.Title, MostTitle)}*"];
        said.Add(alert.OfNoInterest is { } why ? AlertTexts.Text(why, MostTitle)
            : alert.Status == AlertStatus.Resolved ? "is well again"
            : alert.StatusWord.Length == 0 ? "fires, as no status is said"
            : $"fires ({AlertTexts.Text(alert.StatusWord, MostShort)})");
        said.Add($"key {AlertTexts.Text(alert.DeduplicationKey, MostShort)}");
        said.Add(alert.SourceUrl is { } url ? Mrkdwn.Link(url, "link") : "no link");
        if (alert["severity"] is { } severity) said.Add(AlertTexts.Text(severity, MostShort));
        return $"{string.Join(" · ", said)}\n      read by: {AlertTexts.Text(by, MostShort)}";
    }

    static string Sign(Alert alert) => alert.OfNoInterest is not null ? ":white_circle:"
        : alert.Status == AlertStatus.Resolved ? ":large_green_circle:" : ":red_circle:";

    /// <summary>
    /// What is wrong with a mapping on the last posts, by field: what cannot be worked out, and a title that is nowhere.
    /// </summary>
    public static Dictionary<string, string> Problems(Mapping mapping, IReadOnlyList<byte[]> bodies)
    {
        var (problems, titles) = (new Dictionary<string, string>(), 0);
        foreach (var reading in bodies.SelectMany(body => AlertBody.Readings(body, null)))
        {
            if (reading.Value is not { } json) continue;
            foreach (var part in Parts(mapping, Payload.Of(json), problems))
                foreach (var name in mapping.Fields.Keys.Except([Mapping.Unwrap, Mapping.Each]))
                    try
                    {
                        if (mapping.Value(name, part) is not null && name == Mapping.Title) titles++;
                    }
                    catch (ExpressionException e)
                    {
                        problems.TryAdd(name, e.Message);
                    }
        }

        if (titles == 0 && bodies.Count > 0 && mapping.Fields.ContainsKey(Mapping.Title))
            problems.TryAdd(Mapping.Title, "It finds nothing in the last posts, so no alert would have a title.");
        return problems;
    }

    static IReadOnlyList<Payload> Parts(Mapping mapping, Payload payload, Dictionary<string, string> problems)
    {
        try
        {
            return ReadHook.Parts(payload, mapping);
        }
        catch (ExpressionException e)
        {
            problems.TryAdd(mapping.Fields.ContainsKey(Mapping.Unwrap) ? Mapping.Unwrap : Mapping.Each, e.Message);
            return [];
        }
    }
}
