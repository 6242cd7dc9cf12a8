using System.ComponentModel;
using Bot.Domain.Requests;
using Bot.People;
using Bot.Requests;

namespace Bot.Api.Reading;

/// <summary>What somebody asked of a rotation, as programs read it.</summary>
public sealed record RequestItem
{
    public required long Number { get; init; }

    [Description("The rotation that was asked.")]
    public required string Rotation { get; init; }

    [Description("Where it stands, by the channel's id in Slack.")]
    public required string Channel { get; init; }

    [Description("It stands where not everybody can read it.")]
    public required bool Private { get; init; }

    [Description("Who asked, by their id in Slack.")]
    public required string Asker { get; init; }

    public required string? AskerName { get; init; }

    [Description("How it begins.")]
    public required string Words { get; init; }

    [Values<RequestState>]
    public required string State { get; init; }

    public required DateTimeOffset AskedAt { get; init; }
    public required string? AnsweredBy { get; init; }
    public required DateTimeOffset? AnsweredAt { get; init; }
    public required string? ClosedBy { get; init; }
    public required string? Link { get; init; }
}

/// <summary>
/// <c>GET /v1/requests</c>: what was asked in private is shown only with a token of whoever asked it or answers for it.
/// </summary>
public sealed class RequestList() : ApiList<RequestItem>("requests", "What people asked rotations in channels, the newest first.")
{
    public override IReadOnlyList<Filter> Filters =>
    [
        Filter.OneOf("state", "Only those that stand so.", WordsOf.All<RequestState>()),
        Filter.Text("rotation", "Only those that were asked of this rotation, by its id."),
        Filter.Moment("since", "Only those that were asked at that time or later."),
        Filter.Moment("until", "Only those that were asked before that time."),
    ];

    public override string Key(RequestItem item) => Invariant.Text(item.Number);

    public override IEnumerable<RequestItem> Read(Look look)
    {
        var rows = RequestStore.Seen(look.Db, look.Person, look.Now, new(look.AfterNumber, look.Most)
        {
            State = look.Asked.Text("state"),
            Rotation = look.Asked.Text("rotation"),
            Since = look.Asked.At("since"),
            Until = look.Asked.At("until"),
        });
        var name = Person.Names(look.Db, rows.Select(r => r.Asker));
        return rows.Select(row => new RequestItem
        {
            Number = row.Number,
            Rotation = row.Rotation,
            Channel = row.Channel,
            Private = row.IsPrivate,
            Asker = row.Asker,
            AskerName = name(row.Asker),
            Words = row.Words,
            State = row.State,
            AskedAt = Moment.Of(row.AskedAt),
            AnsweredBy = row.AnsweredBy,
            AnsweredAt = Moment.Of(row.AnsweredAt),
            ClosedBy = row.ClosedBy,
            Link = row.Link,
        });
    }
}
