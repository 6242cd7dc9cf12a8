using System.ComponentModel;
using System.Data;
using Bot.Delivery;
using Bot.Domain.FollowUps;
using Bot.FollowUps;
using Bot.OnCall.Rows;
using Bot.People;

namespace Bot.Api.Reading;

/// <summary>A follow-up as programs read it.</summary>
public sealed record FollowUpItem
{
    [Description("As people type it: `/followup done 12`.")]
    public required long Number { get; init; }

    public required string Title { get; init; }

    [Values<FollowUpState>]
    public required string State { get; init; }

    [Description("Who sees to it, by their id in Slack.")]
    public required string Owner { get; init; }

    public required string OwnerName { get; init; }

    [Description("By which day, on the owner's wall.")]
    public required DateOnly Due { get; init; }

    [Description("The day is over where the owner is, and it is not done.")]
    public required bool Overdue { get; init; }

    [Values<FollowUpPriority>]
    public required string Priority { get; init; }

    public required IReadOnlyList<string> Labels { get; init; }

    [Description("The incident that it is of.")]
    public required long? Incident { get; init; }

    [Description("The rotation of its incident, else the one that its owner was in.")]
    public required string? Rotation { get; init; }

    public required string MadeBy { get; init; }
    public required string MadeByName { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    [Description("Who said that it is done, or that nobody does it.")]
    public required string? EndedBy { get; init; }

    public required string? EndedByName { get; init; }
    public required DateTimeOffset? EndedAt { get; init; }

    [Description("Why nobody does it.")]
    public required string? Reason { get; init; }

    [Description("The message that it was made from.")]
    public required string? Link { get; init; }

    [Description("Where its issue on GitHub is read.")]
    public required string? Issue { get; init; }

    /// <summary>These rows, each as late as it is where its owner is.</summary>
    public static List<FollowUpItem> Of(IDbConnection db, IReadOnlyList<FollowUpRow> rows, DateTimeOffset now)
    {
        var name = Person.Names(db, rows.SelectMany(row => (string?[])[row.Owner, row.MadeBy, row.EndedBy]));
        var today = rows.Select(row => row.Owner).Distinct()
            .ToDictionary(owner => owner, owner => When.Date(now, PersonHours.ZoneOf(db, owner)));
        return [.. rows.Select(row => new FollowUpItem
        {
            Number = row.Number,
            Title = row.Title,
            State = WordsOf.One(row.State),
            Owner = row.Owner,
            OwnerName = name(row.Owner),
            Due = row.FollowUp.Due,
            Overdue = row.FollowUp.IsOverdue(today[row.Owner]),
            Priority = WordsOf.One(row.Priority),
            Labels = row.LabelList,
            Incident = row.Incident,
            Rotation = row.Rotation,
            MadeBy = row.MadeBy,
            MadeByName = name(row.MadeBy),
            MadeAt = Moment.Of(row.MadeAt),
            EndedBy = row.EndedBy,
            EndedByName = row.EndedBy is { } by ? name(by) : null,
            EndedAt = Moment.Of(row.EndedAt),
            Reason = row.Reason,
            Link = row.Link,
            Issue = row.IssueUrl,
        })];
    }
}

/// <summary><c>GET /v1/followups</c>: those of a private incident are shown to those inside it alone.</summary>
public sealed class FollowUpList()
    : ApiList<FollowUpItem>("followups", "What is left to be done, and what was, the newest first.")
{
    public override IReadOnlyList<Filter> Filters =>
    [
        Filter.OneOf("state", "Only those that stand so.", WordsOf.All<FollowUpState>()),
        Filter.Text("owner", "Only those that this person sees to, by their id in Slack."),
        Filter.Number("incident", "Only those of this incident."),
        Filter.Text("label", "Only those with this label."),
        Filter.Flag("overdue", "Only those whose day is over and that are not done, or only the others."),
        Filter.Day("due_from", "Only those that are due on that day or later."),
        Filter.Day("due_until", "Only those that are due on that day or before."),
        Filter.Moment("since", "Only those that were made at that time or later."),
        Filter.Moment("until", "Only those that were made before that time."),
    ];

    public override string Key(FollowUpItem item) => Invariant.Text(item.Number);

    public override IEnumerable<FollowUpItem> Read(Look look) =>
        FollowUpItem.Of(look.Db, FollowUpStore.Seen(look.Db, look.Viewer, Asked(look)), look.Now);

    static SeenFollowUps Asked(Look look)
    {
        var asked = look.Asked;
        return new(look.AfterNumber, look.Most)
        {
            State = WordsOf.Read<FollowUpState>(asked.Text("state")),
            Owner = asked.Text("owner"),
            Incident = asked.Number("incident"),
            Label = asked.Text("label") is { } label ? FollowUpRow.WriteLabels([label]) : null,
            Overdue = asked.Flag("overdue") is { } overdue ? OverdueFollowUps.At(look.Db, overdue, look.Now) : null,
            DueFrom = asked.Day("due_from"),
            DueUntil = asked.Day("due_until"),
            Since = asked.At("since"),
            MadeUntil = asked.At("until"),
        };
    }
}
