using System.ComponentModel;
using Bot.Domain.Warnings;
using Bot.OnCall.Rows;
using Bot.Warnings.Rows;

namespace Bot.Api.Reading;

/// <summary>An entry of the warning ledger as programs read it.</summary>
public sealed record WarningItem
{
    public required long Id { get; init; }

    [Description("The `unique_id` of the dbt node, or the key of the alert.")]
    public required string Node { get; init; }

    [Description("The node that a test looks at, or the node itself; null of an alert.")]
    public required string? Model { get; init; }

    public required string Title { get; init; }
    public required string Source { get; init; }
    public required string? Job { get; init; }

    [Values<WarningState>]
    public required string State { get; init; }

    [Description("What was said when it was decided.")]
    public required string? Why { get; init; }

    [Description("Until when nobody is asked about it.")]
    public required DateTimeOffset? SnoozedUntil { get; init; }

    [Description("The rotation that answers for it.")]
    public required string? Rotation { get; init; }

    [Description("Who sees to it, by their id in Slack; null: whoever is on call.")]
    public required string? Person { get; init; }

    [Description("The owner as dbt names them.")]
    public required string? OwnerSaid { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }
    public required DateTimeOffset FirstSeen { get; init; }
    public required DateTimeOffset LastSeen { get; init; }

    [Description("Since when it is news: it came, came back, or has twice the rows; null where it was there before its job was "
        + "first looked at.")]
    public required DateTimeOffset? NewsAt { get; init; }

    public required DateTimeOffset? FixedAt { get; init; }

    [Description("Runs in a row that had it.")]
    public required long Runs { get; init; }

    [Description("How many rows failed last; null where none were counted.")]
    public required long? Rows { get; init; }

    [Description("The incident that was opened to fix it.")]
    public required long? Incident { get; init; }

    public required string? Url { get; init; }
}

/// <summary><c>GET /v1/warnings</c>: those that are open, and those that were fixed lately.</summary>
public sealed class WarningList()
    : ApiList<WarningItem>("warnings", "The warning ledger: what warns, and what was decided about it.")
{
    public override IReadOnlyList<Filter> Filters =>
    [
        Filter.OneOf("state", "Only those that stand so.", WordsOf.All<WarningState>()),
        Nodes.Filter,
        Filter.Text("rotation", "Only those for which this rotation answers, by its id."),
        Filter.Text("person", "Only those that this person sees to, by their id in Slack."),
    ];

    public override string Key(WarningItem item) => Invariant.Text(item.Id);

    public override IEnumerable<WarningItem> Read(Look look)
    {
        var (asked, rotations) = (look.Asked, RotationStore.All(look.Db, look.Now));
        // Read before there is anything to compare with: what is none is refused of an empty list as well.
        var (state, last) = (asked.Text("state"), look.AfterNumber);
        var found = WarningStore.All(look.Db, look.Now).OrderBy(w => w.Id)
            .Where(w => last is not { } after || w.Id > after)
            .Select(w => Of(w, look.Now) with { Rotation = RotationStore.Answering(rotations, w.Rotation)?.Id })
            .Where(w => state is null || w.State == state)
            .Where(w => asked.Text("rotation") is not { } rotation || w.Rotation == rotation)
            .Where(w => asked.Text("person") is not { } person || w.Person == person)
            .Where(w => asked.Text("node") is not { } node || Nodes.Are(node, w.Node, w.Model))
            .Take(look.Most).ToList();
        var seen = IncidentItem.Seen(look.Db, look.Viewer, found.Select(w => w.Incident));
        return found.Select(w => w with { Incident = w.Incident is { } incident && seen.Contains(incident) ? incident : null });
    }

    static WarningItem Of(Warning warning, DateTimeOffset now) => new()
    {
        Id = warning.Id,
        Node = warning.Node,
        Model = warning.About.Model,
        Title = warning.About.Title,
        Source = warning.Source,
        Job = warning.About.Job,
        State = warning.StateAt(now).ToString().ToLowerInvariant(),
        Why = warning.Why,
        SnoozedUntil = warning.StateAt(now) == WarningState.Snoozed ? warning.Until : null,
        Rotation = warning.Rotation,
        Person = warning.Person,
        OwnerSaid = warning.About.OwnerSaid,
        Tags = warning.About.Tags,
        FirstSeen = warning.FirstSeen,
        LastSeen = warning.LastSeen,
        NewsAt = warning.IsBaseline ? null : warning.NewsAt,
        FixedAt = warning.FixedAt,
        Runs = warning.Runs,
        Rows = warning.Rows.Count > 0 ? warning.Rows[^1] : null,
        Incident = warning.Incident,
        Url = warning.About.Url,
    };
}
