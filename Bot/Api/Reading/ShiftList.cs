using System.ComponentModel;
using System.Globalization;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.People;

namespace Bot.Api.Reading;

/// <summary>Hours that one person works of a rotation, covers laid over, as programs read them.</summary>
public sealed record ShiftItem
{
    public required string Rotation { get; init; }
    public required string? RotationName { get; init; }

    [Description("Who works them, by their id in Slack.")]
    public required string Person { get; init; }

    public required string? PersonName { get; init; }
    public required DateTimeOffset Starts { get; init; }
    public required DateTimeOffset Ends { get; init; }

    [Description("Whose hours these are, where somebody covers them.")]
    public required string? CoveredFor { get; init; }

    [Description("Why they are theirs.")]
    public required string Why { get; init; }
}

/// <summary><c>GET /v1/shifts</c>.</summary>
public sealed class ShiftList() : ApiList<ShiftItem>("shifts", "Who works which hours, covers laid over, the earliest first.")
{
    static readonly TimeSpan Before = TimeSpan.FromDays(30), Behind = TimeSpan.FromDays(90), Longest = TimeSpan.FromDays(800);

    public override IReadOnlyList<Filter> Filters =>
    [
        Filter.Text("rotation", "Only those of this rotation, by its id."),
        Filter.Text("person", "Only those of this person, by their id in Slack."),
        Filter.Moment("since", "Only those that end after that time; 30 days ago where nothing is said."),
        Filter.Moment("until", "Only those that start before that time; in 90 days where nothing is said."),
    ];

    public override string Key(ShiftItem item) =>
        string.Create(CultureInfo.InvariantCulture, $"{item.Starts.ToUnixTimeMilliseconds():D15}|{item.Rotation}");

    const int LengthOfTime = 15;

    public override IEnumerable<ShiftItem> Read(Look look)
    {
        var (asked, after) = (look.Asked, look.After is { } key ? Whole(key) : null);
        var from = asked.Moment("since") ?? look.Now - Before;
        var to = asked.Moment("until") ?? (look.Now > from ? look.Now : from) + Behind;
        if (to - from > Longest) throw ProblemException.Wrong($"Ask for {Longest.TotalDays:0} days at most.");
        var shifts = ShiftStore.Between(look.Db, asked.Text("rotation"), from, to);
        var parts = shifts.GroupBy(s => s.Rotation)
            .SelectMany(of => WorkedShift.Of(
                of, [.. CoverStore.Between(look.Db, of.Key, of.Min(s => s.Starts), of.Max(s => s.Ends))]))
            .SelectMany(worked => worked.Parts).Where(part => part.Ends > from && part.Starts < to)
            .Where(part => asked.Text("person") is not { } person || part.Person == person).ToList();
        var name = Person.Names(look.Db, parts.Select(p => p.Person));
        var rotations = RotationStore.NamesEver(look.Db, [.. parts.Select(p => p.Rotation).Distinct()]);
        return parts.Select(part => new ShiftItem
        {
            Rotation = part.Rotation,
            RotationName = rotations.GetValueOrDefault(part.Rotation),
            Person = part.Person,
            PersonName = name(part.Person),
            Starts = part.Starts,
            Ends = part.Ends,
            CoveredFor = part.CoveredFor,
            Why = part.Why,
        }).OrderBy(Key, StringComparer.Ordinal)
            .Where(item => after is null || string.CompareOrdinal(Key(item), after) > 0).Take(look.Most);
    }

    // When it starts, and of which rotation.
    static string Whole(string key) => key.Split('|', 2) is [{ Length: LengthOfTime } time, _] && time.All(char.IsAsciiDigit)
        ? key : throw Cursor.Wrong();

}
