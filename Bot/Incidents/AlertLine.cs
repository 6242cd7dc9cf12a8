using System.Globalization;
using Bot.Delivery;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>One kind of alert that an incident stands for, with how often and when it came and where it failed last.</summary>
public sealed record AlertSeen(
    string Key, string Title, string? SourceUrl, long Count, long FirstAt, long LastAt, long Firing, string Metadata,
    long LeftFiring = 0, string? Said = null, long? WellAt = null, long RedSince = 0, string? Attributes = null)
{
    /// <summary>The team's own attributes, by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Own => field ??= AlertJson.Attributes(Attributes);

    IReadOnlyDictionary<string, string> Values => field ??= AlertJson.Metadata(Metadata);

    /// <summary>The first of these that the sender gave.</summary>
    public string? this[params string[] names] =>
        names.Select(n => Values.GetValueOrDefault(n)).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v))?.Trim();

    /// <summary>The node of dbt that it waits for since runs skip it.</summary>
    public string? Behind => this["dbt_node"] is null ? null : this["behind"];

    /// <summary>The title without the repository, which the line says by itself.</summary>
    public string ShortTitle =>
        this["repository"] is { } repository ? Domain.Alerts.IncidentName.Without(Title, repository) : Title;
}

/// <summary>What the card says of one kind of alert: where and by which commit it failed, each thing once.</summary>
static class AlertLine
{
    const int LongestLink = 400, MostTitle = 150, MostFact = 80;
    static readonly TimeSpan Near = TimeSpan.FromHours(12);

    /// <summary>What several alerts have in common, which is said once above them; nothing of one alone.</summary>
    public static IReadOnlyList<string> Common(IReadOnlyList<AlertSeen> alerts) => alerts.Count < 2 ? [] :
        [.. Facts(alerts[0]).Where(fact => alerts.Skip(1).All(a => Facts(a).Contains(fact)))];

    static IEnumerable<string> Facts(AlertSeen alert) => Places(alert).Concat(Own(alert)).Concat(Came(alert));

    static IEnumerable<string> Own(AlertSeen alert) => alert.Own.Select(
        a => $"{Text(a.Key, MostFact)}: {Text(string.Join(", ", a.Value), MostFact)}");

    // Several within a minute came at one time.
    static IEnumerable<string> Came(AlertSeen alert)
    {
        if (alert.Count > 1)
            yield return string.Create(CultureInfo.InvariantCulture, $"{alert.Count} times since {Since(alert)}");
        yield return alert switch
        {
            { Firing: 0, WellAt: { } since, Behind: { } red } =>
                $"skipped since {At(since)}, behind {Text(red, MostFact)}",
            { Firing: 0, WellAt: { } well } => $"well since {At(well)}",
            { Count: > 1 } => $"last {At(alert.LastAt)}",
            _ => At(alert.LastAt),
        };
    }

    // The day is said beside it.
    static string Since(AlertSeen alert)
    {
        var first = DateTimeOffset.FromUnixTimeMilliseconds(Minute(alert.FirstAt));
        return alert.LastAt - alert.FirstAt < Near.TotalMilliseconds ? When.Time(first) : When.At(first);
    }

    static string At(long at) => When.At(Minute(at));

    static long Minute(long at) => at - (at % 60_000);

    /// <param name="alert">The alert.</param>
    /// <param name="named">Its title stands above already.</param>
    /// <param name="common">What stands above for all of them.</param>
    /// <param name="ended">How its incident ended, for what still failed then.</param>
    /// <param name="isNew">The last run found it, and the one before did not.</param>
    public static string Of(AlertSeen alert, bool named, IReadOnlyList<string> common, string ended, bool isNew)
    {
        List<string> parts = named ? [] : [$"{(isNew ? "*New:* " : "")}{Text(alert.ShortTitle, MostTitle)}"];
        parts.AddRange(Facts(alert).Except(common));
        if (alert["gone"] is { } gone) parts.Add($"gone, not fixed: {Text(gone, MostFact)}");
        if (IsLeft(alert)) parts.Add($"still red when {ended}");
        var sign = alert.Firing != 0 ? ":red_circle:"
            : IsLeft(alert) || alert.Behind is not null ? ":white_circle:" : ":large_green_circle:";
        return $"{sign} {string.Join(" · ", parts)}";
    }

    // Nobody has said that it is well; it was ended all the same.
    static bool IsLeft(AlertSeen alert) => alert is { Firing: 0, LeftFiring: not 0 };

    static IEnumerable<string> Places(AlertSeen alert)
    {
        if (alert["repository"] is { } repository) yield return Text(repository, MostFact);
        if (alert["branch"] is { } branch) yield return Text(branch, MostFact);
        if (alert["environment"] is { } environment) yield return Text(environment, MostFact);
        if (Build(alert) is { } build) yield return build;
        if (Commit(alert) is { } commit) yield return commit;
    }

    static string? Build(AlertSeen alert)
    {
        if (alert.SourceUrl is not { } url) return null;
        var last = url.TrimEnd('/').Split('/')[^1];
        var label = last.Length is > 0 and <= 12 && last.All(char.IsAsciiDigit) ? $"build {last}" : "source";
        return Link(url, label);
    }

    static string? Commit(AlertSeen alert)
    {
        var url = alert["github_commit_url", "commit_url"];
        var hash = alert["commit", "commit_sha", "sha"] ?? url?.TrimEnd('/').Split('/')[^1];
        var message = alert["github_commit_message", "commit_message"] is { } said
            ? Text(IncidentMessages.OneLine(said.Split('\n')[0]), MostFact)
            : null;
        var shown = hash is null ? null : url is null ? $"`{Text(Short(hash), MostFact)}`" : Link(url, Short(hash));
        return (shown, message) switch
        {
            (null, null) => null,
            (null, _) => message,
            (_, null) => shown,
            _ => $"{shown} {message}",
        };
    }

    static string Short(string hash) => hash.Length > 7 && hash.All(char.IsAsciiHexDigit) ? hash[..7] : Limits.Truncate(hash, 20);

    static string? Link(string url, string label) => url.Length <= LongestLink ? Mrkdwn.Link(url, label) : null;

    static string Text(string text, int most) => IncidentMessages.Text(IncidentMessages.OneLine(text), most);
}
