using System.ComponentModel;
using System.Data;
using Bot.OnCall.Rows;

namespace Bot.Api.Reading;

/// <summary>Who is on call in a rotation at one time, as programs read it.</summary>
public sealed record OnCallItem
{
    public required string Rotation { get; init; }
    public required string RotationName { get; init; }

    [Description("Who is on call, by their id in Slack; null while there is nobody.")]
    public required string? Person { get; init; }

    public required string? PersonName { get; init; }

    [Description("When their shift ends.")]
    public required DateTimeOffset? Until { get; init; }

    [Description("Whether it is within working hours.")]
    public required bool InHours { get; init; }

    [Description("Who leads what comes up: out of hours whoever is on call when hours open.")]
    public required string? Lead { get; init; }

    public required string? LeadName { get; init; }

    [Description("When hours open next; null within hours.")]
    public required DateTimeOffset? OpensAt { get; init; }

    [Description("Whose hours these are, where somebody covers them.")]
    public required string? CoveredFor { get; init; }

    [Description("Who comes next.")]
    public required string? Next { get; init; }

    public required DateTimeOffset? NextFrom { get; init; }

    [Description("Why it is them, or why it is nobody.")]
    public required string Why { get; init; }

    /// <summary>All rotations, the oldest first.</summary>
    public static List<OnCallItem> All(IDbConnection db, DateTimeOffset at)
    {
        var all = OnCallAnswers.All(db, at);
        var name = People.Person.Names(db, all.SelectMany(a => new[] { a.Answer.Person, a.Answer.Lead }));
        return [.. all.Select(on => new OnCallItem
        {
            Rotation = on.Row.Id,
            RotationName = on.Row.Name,
            Person = on.Answer.Person,
            PersonName = on.Answer.Person is { } person ? name(person) : null,
            Until = on.Answer.Until,
            InHours = on.Answer.InHours,
            Lead = on.Answer.Lead,
            LeadName = on.Answer.Lead is { } lead ? name(lead) : null,
            OpensAt = on.Answer.InHours ? null : on.Answer.Opens?.From,
            CoveredFor = on.Answer.CoveredFor,
            Next = on.Answer.Next?.Person,
            NextFrom = on.Answer.Next?.From,
            Why = on.Answer.Why,
        })];
    }
}

/// <summary><c>GET /v1/oncall</c>.</summary>
public sealed class OnCallList() : ApiList<OnCallItem>("oncall", "Who is on call, rotation by rotation.")
{
    public override IReadOnlyList<Filter> Filters =>
    [
        Filter.Moment("at", "At that time; now where nothing is said."),
        Filter.Text("rotation", "Only this rotation, by its id."),
    ];

    public override string Key(OnCallItem item) => item.Rotation;

    public override IEnumerable<OnCallItem> Read(Look look) => OnCallItem.All(look.Db, look.Asked.Moment("at") ?? look.Now)
        .Where(item => look.Asked.Text("rotation") is not { } rotation || item.Rotation == rotation)
        .OrderBy(Key, StringComparer.Ordinal)
        .Where(item => look.After is null || string.CompareOrdinal(Key(item), look.After) > 0).Take(look.Most);
}
