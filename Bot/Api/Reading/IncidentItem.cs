using System.ComponentModel;
using System.Data;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.OnCall.Rows;
using Bot.People;

namespace Bot.Api.Reading;

/// <summary>An incident as programs read it.</summary>
public sealed record IncidentItem
{
    public required long Number { get; init; }

    [Description("As people say it: INC-12.")]
    public required string Label { get; init; }

    public required string Name { get; init; }

    [Values<IncidentStatus>]
    public required string Status { get; init; }

    public required bool Open { get; init; }

    [Values<Severity>]
    public required string Severity { get; init; }

    [Values<Affected>]
    public required string Affected { get; init; }

    [Description("Only those inside see it, and tokens of theirs that say so.")]
    public required bool Private { get; init; }

    [Description("The rotation that answers for it.")]
    public required string? Rotation { get; init; }

    public required string? RotationName { get; init; }

    [Description("Who leads it, by their id in Slack.")]
    public required string? Lead { get; init; }

    public required string? LeadName { get; init; }

    [Description("Who declared it; null where an alert opened it.")]
    public required string? DeclaredBy { get; init; }

    [Description("When it began: when its first alert came, or it was declared.")]
    public required DateTimeOffset BeganAt { get; init; }

    [Description("When the bot had it: reviews count it by this time.")]
    public required DateTimeOffset DeclaredAt { get; init; }

    [Description("How it came about: declared by somebody, opened by an alert, or opened by one and well again by itself.")]
    [Values("declared", "alert", "recovered")]
    public required string Origin { get; init; }

    [Description("The route that opened it, by name; null where somebody declared it.")]
    public required string? Route { get; init; }

    [Description("When somebody said first that they are on it; null where nobody did.")]
    public required DateTimeOffset? OnItAt { get; init; }

    [Description("When it ended; null while it is open.")]
    public required DateTimeOffset? EndedAt { get; init; }

    [Description("Who ended it; null while it is open, or when nobody did.")]
    public required string? EndedBy { get; init; }

    public required long TimesReopened { get; init; }

    [Description("What was known of it when it was declared.")]
    public required string? Known { get; init; }

    public required string? Fix { get; init; }

    [Description("What was said when it was declined; null of others.")]
    public required string? DeclinedBecause { get; init; }

    [Description("The incident into which it went, being about the same.")]
    public required long? MergedInto { get; init; }

    [Description("How many things failed in it.")]
    public required long Causes { get; init; }

    [Description("How many of them fail now.")]
    public required long CausesFiring { get; init; }

    [Description("Its channel in Slack, by id.")]
    public required string? Channel { get; init; }

    /// <summary>These incidents, of others no more than a viewer may see.</summary>
    public static List<IncidentItem> Of(IDbConnection db, Viewer viewer, IReadOnlyList<IncidentRow> rows)
    {
        var name = Person.Names(db, rows.Select(r => r.Lead));
        var rotations = RotationStore.NamesEver(db, [.. rows.Select(r => r.Team).OfType<string>().Distinct()]);
        var seen = Seen(db, viewer, rows.Select(r => r.MergedInto));
        var past = IncidentPast.Of(db, viewer, [.. rows.Select(r => r.Number)]);
        return [.. rows.Select(row => Of(row) with
        {
            RotationName = row.Team is { } rotation ? rotations.GetValueOrDefault(rotation) : null,
            LeadName = row.Lead is { } lead ? name(lead) : null,
            MergedInto = row.MergedInto is { } other && seen.Contains(other) ? other : null,
            Route = past.GetValueOrDefault(row.Number)?.Route,
            OnItAt = past.GetValueOrDefault(row.Number)?.OnItAt,
            DeclinedBecause = row.Status == IncidentStatus.Declined
                ? past.GetValueOrDefault(row.Number)?.DeclinedBecause : null,
        })];
    }

    /// <summary>Those of these numbers that a viewer may see.</summary>
    public static HashSet<long> Seen(IDbConnection db, Viewer viewer, IEnumerable<long?> some)
    {
        var numbers = some.OfType<long>().Distinct().ToList();
        return numbers.Count == 0 ? []
            : [.. IncidentStore.Where(db, viewer, "number in @numbers", new { numbers }).Select(r => r.Number)];
    }

    static IncidentItem Of(IncidentRow row) => new()
    {
        Number = row.Number,
        Label = row.Label,
        Name = Titles.Of(row),
        Status = Words.Of(row.Status),
        Open = row.IsOpen,
        Severity = Words.Of(row.Severity),
        Affected = WordsOf.One(row.Affected),
        Private = row.Private,
        Rotation = row.Team,
        RotationName = null,
        Lead = row.Lead,
        LeadName = null,
        DeclaredBy = row.DeclaredBy,
        BeganAt = Moment.Of(row.Since),
        DeclaredAt = Moment.Of(row.DeclaredAt),
        Origin = row.DeclaredBy is not null ? "declared" : row.IsQuietlyOver ? "recovered" : "alert",
        Route = null,
        OnItAt = null,
        EndedAt = row.IsOpen ? null : Moment.Of(row.ResolvedAt),
        EndedBy = row.IsOpen ? null : row.EndedBy,
        TimesReopened = row.Reopened,
        Known = row.Known,
        Fix = row.Fix,
        DeclinedBecause = null,
        MergedInto = null,
        Causes = row.Kinds,
        CausesFiring = row.FiringKinds,
        Channel = row.ChannelId,
    };
}
