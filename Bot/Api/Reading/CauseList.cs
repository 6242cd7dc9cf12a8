using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Bot.Domain.Alerts.Dbt;
using Bot.Incidents;
using Bot.People;
using Dapper;

namespace Bot.Api.Reading;

/// <summary>One thing that failed in an incident, as programs read it.</summary>
public sealed record CauseItem
{
    public required long Incident { get; init; }

    [Description("Its deduplication key.")]
    public required string Key { get; init; }

    public required string Title { get; init; }

    [Description("The `unique_id` of the dbt node that failed; null of other things.")]
    public required string? Node { get; init; }

    [Description("The node that a failed test looks at.")]
    public required string? TestedNode { get; init; }

    public required string? Job { get; init; }
    public required bool Firing { get; init; }

    [Description("How many alerts said so.")]
    public required long Alerts { get; init; }

    public required DateTimeOffset FirstAt { get; init; }
    public required DateTimeOffset LastAt { get; init; }

    [Description("What the tool said of it last.")]
    public required string? Said { get; init; }

    public required string? SourceUrl { get; init; }

    [Description("What fixed the incident, where somebody said so.")]
    public required string? Fix { get; init; }
}

/// <summary><c>GET /v1/causes</c>: what failed, incident by incident.</summary>
public sealed class CauseList() : ApiList<CauseItem>("causes", "What failed in incidents, the newest incident first.")
{
    public override IReadOnlyList<Filter> Filters =>
    [
        Nodes.Filter,
        Filter.Number("incident", "Only those of this incident."),
        Filter.Text("job", "Only those of this job."),
        Filter.Flag("firing", "Only those that fail now, or only those that do not."),
        Filter.Moment("since", "Only those that failed last at that time or later."),
        Filter.Moment("until", "Only those that failed first before that time."),
    ];

    public override string Key(CauseItem item) => $"{Invariant.Text(item.Incident)}|{item.Key}";

    public override IEnumerable<CauseItem> Read(Look look)
    {
        var (node, after) = (look.Asked.Text("node"), After(look.After));
        return look.Db.Query<Row>(
            $"""
            select i.number as incident, a.key, a.title, a.metadata, a.job, a.firing, a.count, a.first_at, a.last_at, a.said,
                a.source_url, i.fix
            from {From(node)} join incidents i on i.number = a.incident
            where {Viewer.VisibleTo} and (@incident is null or a.incident = @incident) and (@job is null or a.job = @job)
                and (@firing is null or a.firing = @firing)
                and (@since is null or a.last_at >= @since) and (@until is null or a.first_at < @until)
                and (@node is null or a.metadata like @whole escape '!' or a.metadata like @end escape '!')
                and (@number is null or i.number < @number or (i.number = @number and a.key > @key))
            order by i.number desc, a.key limit @Most
            """,
            look.Viewer.With(new
            {
                incident = look.Asked.Number("incident"),
                job = look.Asked.Text("job"),
                firing = look.Asked.Flag("firing") is { } firing ? (long?)(firing ? 1 : 0) : null,
                since = look.Asked.At("since"),
                until = look.Asked.At("until"),
                node,
                last = node is null ? null : node[(node.LastIndexOf('.') + 1)..],
                whole = node is null ? null : $"%:\"{Escaped(node)}\"%",
                end = node is null ? null : $"%.{Escaped(node)}\"%",
                number = after?.Incident,
                key = after?.Key,
                look.Most,
            })).Select(row => row.Item).ToList();
    }

    // A node is found by the end of its name, which is indexed; one that JSON writes with other signs is looked for in all.
    static string From(string? node) => node is null || Escaped(node) != Plain(node) ? "incident_alerts a" :
        """
        (
            select n.incident, n.key from incident_alerts n where n.node_end = @last
            union select t.incident, t.key from incident_alerts t where t.tested_end = @last) as found
        join incident_alerts a on a.incident = found.incident and a.key = found.key
        """;

    static (long Incident, string Key)? After(string? key) => key is null ? null
        : key.Split('|', 2) is [var number, var rest] && long.TryParse(number, CultureInfo.InvariantCulture, out var incident)
            ? (incident, rest) : throw Cursor.Wrong();

    // As it stands in JSON; the signs of the pattern stand for themselves.
    static string Escaped(string node) => Plain(JsonSerializer.Serialize(node)[1..^1]);

    static string Plain(string text) => text
        .Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal)
        .Replace("_", "!_", StringComparison.Ordinal);

    sealed class Row
    {
        public long Incident { get; init; }
        public required string Key { get; init; }
        public required string Title { get; init; }
        public required string Metadata { get; init; }
        public string? Job { get; init; }
        public long Firing { get; init; }
        public long Count { get; init; }
        public long FirstAt { get; init; }
        public long LastAt { get; init; }
        public string? Said { get; init; }
        public string? SourceUrl { get; init; }
        public string? Fix { get; init; }

        public CauseItem Item
        {
            get
            {
                var known = AlertJson.Metadata(Metadata);
                return new()
                {
                    Incident = Incident,
                    Key = Key,
                    Title = Title,
                    Node = known.GetValueOrDefault("dbt_node"),
                    TestedNode = known.GetValueOrDefault(Expectation.Tested),
                    Job = Job,
                    Firing = Firing != 0,
                    Alerts = Count,
                    FirstAt = Moment.Of(FirstAt),
                    LastAt = Moment.Of(LastAt),
                    Said = Said,
                    SourceUrl = SourceUrl,
                    Fix = Fix,
                };
            }
        }
    }
}
