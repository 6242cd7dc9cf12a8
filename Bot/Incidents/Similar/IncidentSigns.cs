using System.Data;
using Bot.Domain.Alerts;
using Bot.Domain.Alerts.Dbt;
using Bot.Domain.Incidents;
using Bot.People;
using Dapper;

namespace Bot.Incidents.Similar;

/// <summary>By what an incident is compared with others, read from its own rows and from those of its alerts.</summary>
/// <param name="Words">What it is about, each word as it is compared and as it was written.</param>
/// <param name="Signs">What it may have in common with others beside words.</param>
sealed record IncidentSigns(IReadOnlyList<WrittenWord> Words, IReadOnlyList<SimilarSign> Signs)
{
    // Those of a storm are no more alike the more of them there are.
    const int MostAlerts = 20, MostSigns = 60, LeastError = 12;

    static readonly string[] Telling = ["exposure", "features", "feature", "workflow"];

    sealed record AlertRow(string Key, string Title, string? Said, string Metadata, string? Attributes, string? Job);

    /// <summary>Of an incident with those that were merged into it, as far as everybody may read them beside it.</summary>
    public static IncidentSigns Of(IDbConnection db, IncidentRow incident)
    {
        var alerts = db.Query<AlertRow>(
            """
            select key, title, said, metadata, attributes, job from incident_alerts where incident = @Number
            order by firing desc, last_at desc, key limit @MostAlerts
            """,
            new { incident.Number, MostAlerts }).ToList();
        var merged = IncidentStore.Where(
            db, Viewer.Public, "merged_into = @Number order by number limit @MostAlerts", new { incident.Number, MostAlerts });
        string?[] texts =
        [
            Titles.IsUnnamed(incident) ? null : incident.Name, incident.Known,
            .. merged.SelectMany(i => new[] { i.Name, i.Known }), .. alerts.SelectMany(a => new[] { a.Title, a.Said }),
        ];
        return new(SimilarWords.Of(texts), [.. alerts.SelectMany(SignsOf).Distinct().Take(MostSigns)]);
    }

    /// <summary>Of a text that somebody asks about: its words, and what it says as an error.</summary>
    public static IncidentSigns OfText(string text) => new(
        SimilarWords.Of(text),
        ErrorSignature.Of(text) is { Length: >= LeastError } error ? [new SimilarSign(SimilarBy.Error, error)] : []);

    static IEnumerable<SimilarSign> SignsOf(AlertRow alert)
    {
        yield return new(SimilarBy.Alert, alert.Key);
        var said = AlertJson.Metadata(alert.Metadata);
        var error = ErrorOf(alert.Said);
        if (said.GetValueOrDefault("dbt_node") is { Length: > 0 } node)
        {
            yield return new(SimilarBy.NodeAndError, $"{node}|{error}");
            yield return new(SimilarBy.Node, node);
        }

        if (error.Length >= LeastError) yield return new(SimilarBy.Error, error);
        if (said.GetValueOrDefault(Expectation.Tested) is { Length: > 0 } tested) yield return new(SimilarBy.Node, tested);
        if (alert.Job is { } job) yield return new(SimilarBy.Attribute, job, "job");
        foreach (var name in Telling)
            if (Domain.Alerts.Said.Of(said.GetValueOrDefault(name)) is { } value)
                yield return new(SimilarBy.Attribute, value, name);
        foreach (var (name, values) in AlertJson.Attributes(alert.Attributes))
            foreach (var value in values)
                yield return new(SimilarBy.Attribute, value, name);
    }

    /// <summary>What a tool said, which stands as code, or all that was said.</summary>
    static string ErrorOf(string? said)
    {
        const string Fence = "```";
        var parts = (said ?? "").Split(Fence);
        // Beside the code stands what is known of the node, which says of rows that a test found no more.
        var error = parts.Length > 2 ? parts[1].Trim() : IsOfTest(said) ? null : said;
        return DbtCauses.IsCount(error) ? "" : ErrorSignature.Of(error) ?? "";
    }

    static bool IsOfTest(string? said) => said?.StartsWith("It tests ", StringComparison.Ordinal) == true;

    /// <summary>How a sign is kept and looked for.</summary>
    public static string Kept(SimilarSign sign) =>
        DeduplicationKey.Cut($"{sign.By}:{sign.Name}:{sign.Value}".ToLowerInvariant());
}
