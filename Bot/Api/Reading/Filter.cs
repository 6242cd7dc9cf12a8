namespace Bot.Api.Reading;

/// <summary>What the value of a filter is.</summary>
public enum FilterKind
{
    Text,
    Number,
    Flag,
    Moment,

    /// <summary>A day on a calendar, wherever its hours fall.</summary>
    Day,
}

/// <summary>One thing that can be asked of a list, in its address: <c>?severity=critical</c>.</summary>
/// <param name="Name">As it stands in the address.</param>
/// <param name="About">What it does, for whoever reads the documentation.</param>
/// <param name="Kind">What its value is.</param>
public sealed record Filter(string Name, string About, FilterKind Kind)
{
    /// <summary>The only values that it takes; none where it takes any.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>A value to try it with.</summary>
    public string? Example { get; init; }

    public static Filter Text(string name, string about, string? example = null) =>
        new(name, about, FilterKind.Text) { Example = example };

    public static Filter OneOf(string name, string about, params IReadOnlyList<string> values) =>
        new(name, about, FilterKind.Text) { Values = values };

    public static Filter Number(string name, string about) => new(name, about, FilterKind.Number);

    public static Filter Flag(string name, string about) => new(name, about, FilterKind.Flag);

    public static Filter Moment(string name, string about) => new(name, about, FilterKind.Moment);

    public static Filter Day(string name, string about) => new(name, about, FilterKind.Day);
}

/// <summary>What an address takes, for its documentation.</summary>
/// <param name="All">Each filter.</param>
public sealed record TakenFilters(IReadOnlyList<Filter> All);
