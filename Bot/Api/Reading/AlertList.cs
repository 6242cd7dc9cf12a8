using System.ComponentModel;
using Bot.People;
using Dapper;

namespace Bot.Api.Reading;

/// <summary>An alert as programs read it.</summary>
public sealed record AlertItem
{
    public required long Id { get; init; }
    public required DateTimeOffset At { get; init; }

    [Description("Who sent it.")]
    public required string Source { get; init; }

    [Description("Its deduplication key: alerts of one key are about one thing.")]
    public required string Key { get; init; }

    public required string Title { get; init; }
    public required string? Description { get; init; }

    [Values("firing", "resolved")]
    public required string Status { get; init; }

    public required string? Branch { get; init; }
    public required string? Environment { get; init; }
    public required string? SourceUrl { get; init; }

    [Description("What became of it, in a word.")]
    public required string Decision { get; init; }

    [Description("Why, in a sentence.")]
    public required string Reason { get; init; }

    [Description("The incident that it opened or joined.")]
    public required long? Incident { get; init; }
}

/// <summary><c>GET /v1/alerts</c>: those of which a viewer may see what they led to.</summary>
public sealed class AlertList() : ApiList<AlertItem>("alerts", "Alerts as they came and what became of each, the newest first.")
{
    public override IReadOnlyList<Filter> Filters =>
    [
        Filter.Text("source", "Only those that this source sent."),
        Filter.Text("key", "Only those of this deduplication key."),
        Filter.OneOf("status", "Only those that say so.", "firing", "resolved"),
        Filter.Number("incident", "Only those of this incident."),
        Filter.Moment("since", "Only those that came at that time or later."),
        Filter.Moment("until", "Only those that came before that time."),
    ];

    public override string Key(AlertItem item) => Invariant.Text(item.Id);

    public override IEnumerable<AlertItem> Read(Look look) => look.Db.Query<Row>(
        $"""
        select a.id, a.at, a.source, a.key, a.title, a.description, a.status, a.branch, a.environment, a.source_url, a.decision,
            a.reason, a.incident
        from alerts a left join incidents i on i.number = a.incident
        where {Viewer.VisibleTo} and (@after is null or a.id < @after) and (@source is null or a.source = @source)
            and (@key is null or a.key = @key) and (@status is null or a.status = @status)
            and (@incident is null or a.incident = @incident)
            and (@since is null or a.at >= @since) and (@until is null or a.at < @until)
        order by a.id desc limit @Most
        """,
        look.Viewer.With(new
        {
            after = look.AfterNumber,
            source = look.Asked.Text("source"),
            key = look.Asked.Text("key"),
            status = look.Asked.Text("status"),
            incident = look.Asked.Number("incident"),
            since = look.Asked.At("since"),
            until = look.Asked.At("until"),
            look.Most,
        })).Select(row => row.Item).ToList();

    sealed record Row(
        long Id, long At, string Source, string Key, string Title, string? Description, string Status, string? Branch,
        string? Environment, string? SourceUrl, string Decision, string Reason, long? Incident)
    {
        public AlertItem Item => new()
        {
            Id = Id,
            At = Moment.Of(At),
            Source = Source,
            Key = Key,
            Title = Title,
            Description = Description,
            Status = Status,
            Branch = Branch,
            Environment = Environment,
            SourceUrl = SourceUrl,
            Decision = Decision,
            Reason = Reason,
            Incident = Incident,
        };
    }
}
