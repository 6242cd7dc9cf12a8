using System.Globalization;

namespace Bot.Api.Reading;

/// <summary>What was asked of a list: each value read as what its filter takes, or refused with a sentence.</summary>
public sealed class FilterValues
{
    // A cursor holds a key, which can be long.
    const int Usual = 50, Longest = 4000;

    // Beyond these nothing is known, and hours behind them cannot be counted.
    static readonly DateTimeOffset First = DateTimeOffset.UnixEpoch, Last = First.AddYears(1000);

    /// <summary>The most that one page holds.</summary>
    public const int Most = 500;

    static readonly Filter Limit = Filter.Number(
        "limit", $"So many at most: 1 to {Most}. Where nothing is said {Usual}, and all in a table.");

    static readonly Filter Cursor = Filter.Text("cursor", "Where to go on: `next_cursor` of the page before.");

    /// <summary>What an answer is written as.</summary>
    public static readonly Filter Format = Filter.OneOf("format", "What to answer with, as `Accept` does.", "json", "csv");

    /// <summary>What can be asked of every list.</summary>
    public static readonly IReadOnlyList<Filter> OfAll = [Limit, Cursor, Format];

    /// <summary>Nothing: all of a list.</summary>
    public static readonly FilterValues Nothing = new([]);

    readonly Dictionary<string, object> values;

    FilterValues(Dictionary<string, object> values) => this.values = values;

    /// <summary>Reads what stands in the address of a list.</summary>
    public static FilterValues OfList(IQueryCollection query, IReadOnlyList<Filter> filters) =>
        Of(query, [.. filters, .. OfAll]);

    /// <summary>Reads what stands in an address that takes these alone.</summary>
    public static FilterValues Of(IQueryCollection query, IReadOnlyList<Filter> all)
    {
        Dictionary<string, object> read = [];
        foreach (var (name, sent) in query)
        {
            var filter = all.FirstOrDefault(f => f.Name == name) ?? throw ProblemException.Wrong(
                $"There is no filter “{Shown(name)}” here. {Known([.. all.Select(f => f.Name)])}");
            if (sent.Count != 1) throw ProblemException.Wrong($"“{name}” stands there {sent.Count} times. Say it once.");
            if (sent[0] is { Length: > 0 } value) read[name] = Read(filter, value);
            // A script begins with a cursor of nothing; any other filter of nothing is a variable that was not set.
            else if (filter != Cursor)
                throw ProblemException.Wrong($"“{name}” says nothing. Give it a value, or leave it out.");
        }

        return new(read);
    }

    /// <summary>What there is, said to whoever asked for something else.</summary>
    public static string Known(IReadOnlyCollection<string> names) => names.Count == 0 ? "It takes none."
        : $"There are: {string.Join(", ", names)}.";

    /// <summary>One thing alone.</summary>
    public static FilterValues With(string name, object value) => new(new() { [name] = value });

    /// <summary>Several, as far as they are known.</summary>
    public static FilterValues With(params IEnumerable<(string Name, object? Value)> several) =>
        new(several.Where(s => s.Value is not null).ToDictionary(s => s.Name, s => s.Value!));

    public string? Text(string name) => values.GetValueOrDefault(name) as string;

    public long? Number(string name) => values.TryGetValue(name, out var value) ? (long)value : null;

    public bool? Flag(string name) => values.TryGetValue(name, out var value) ? (bool)value : null;

    public DateTimeOffset? Moment(string name) => values.TryGetValue(name, out var value) ? (DateTimeOffset)value : null;

    public DateOnly? Day(string name) => values.TryGetValue(name, out var value) ? (DateOnly)value : null;

    /// <summary>A moment as it is stored.</summary>
    public long? At(string name) => Moment(name)?.ToUnixTimeMilliseconds();

    public int Size => (int)(Number(Limit.Name) ?? Usual);

    /// <summary>Whether it was said how many are wanted.</summary>
    public bool IsSized => Number(Limit.Name) is not null;

    public string? After => Text(Cursor.Name);

    public string? WishedFormat => Text(Format.Name);

    static object Read(Filter filter, string value) => filter.Kind switch
    {
        _ when value.Length > Longest => throw Wrong(filter, value, "something shorter"),
        // No store keeps it, and PostgreSQL does not even look for it.
        _ when value.Contains('\0') => throw ProblemException.Wrong($"“{filter.Name}” has a sign of value 0. Leave that out."),
        _ when filter.Values.Count > 0 && !filter.Values.Contains(value) =>
            throw Wrong(filter, value, string.Join(", ", filter.Values)),
        FilterKind.Number => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && (filter != Limit || number is >= 1 and <= Most)
            ? number : throw Wrong(filter, value, filter == Limit ? $"a whole number from 1 to {Most}" : "a whole number"),
        FilterKind.Flag => value switch
        {
            "true" => true,
            "false" => false,
            _ => throw Wrong(filter, value, "true or false"),
        },
        // A time of day alone would be of today, which is no time to go on from.
        FilterKind.Moment => value.Length >= DayOf.Length && IsDay(value[..DayOf.Length], out _) && DateTimeOffset.TryParse(
            value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            && at >= First && at < Last
            ? at : throw Wrong(filter, value, "a time such as 2026-03-02T09:00:00Z, or a day such as 2026-03-02"),
        FilterKind.Day => IsDay(value, out var day) ? day : throw Wrong(filter, value, "a day such as 2026-03-02"),
        _ => value,
    };

    const string DayOf = "yyyy-MM-dd";

    static bool IsDay(string value, out DateOnly day) =>
        DateOnly.TryParseExact(value, DayOf, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    static ProblemException Wrong(Filter filter, string value, string wanted) =>
        ProblemException.Wrong($"“{filter.Name}” is “{Shown(value)}”. Use {wanted}.");

    /// <summary>What somebody typed, as far as it is worth being said again.</summary>
    public static string Shown(string typed) => typed.Length <= 60 ? typed : $"{typed[..60]}…";
}
