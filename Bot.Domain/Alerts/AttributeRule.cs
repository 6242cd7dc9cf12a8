using System.Globalization;

namespace Bot.Domain.Alerts;

/// <summary>What an attribute's values are.</summary>
public enum AttributeKind
{
    Text,
    Number,
    YesNo,
    List,
}

/// <summary>What an attribute of an incident is when its alert fires again with another value.</summary>
public enum FiresAgain
{
    TakeLast,
    KeepFirst,
    Collect,
}

/// <summary>What a value, or what fits a pattern, stands for.</summary>
/// <param name="Value">The value; a pattern stands between slashes.</param>
/// <param name="Becomes">What it stands for.</param>
public sealed record AttributeMapping(string Value, string Becomes)
{
    bool IsPattern => Value is ['/', _, .., '/'];

    TextPattern? Pattern => field ??= TextPattern.Of(Value[1..^1], out _);

    public bool Fits(string value) => IsPattern
        ? Pattern?.IsIn(value) == true : string.Equals(Value, value, StringComparison.OrdinalIgnoreCase);

    /// <summary>Why it can never fit, in one sentence; null where it can.</summary>
    public string? Problem
    {
        get
        {
            string? problem = null;
            if (IsPattern) TextPattern.Of(Value[1..^1], out problem);
            return problem;
        }
    }
}

/// <summary>An attribute of the team's own: an expression over what a sender sent, and what its findings mean.</summary>
public sealed record AttributeRule
{
    /// <summary>In characters.</summary>
    public const int LongestName = 40;

    const int MostValues = 30, LongestValue = 300;

    static readonly string[] Yes = ["yes", "true", "1", "on", "y"], No = ["no", "false", "0", "off", "n"];

    public required string Name { get; init; }

    /// <summary>The one source of which it is asked; null is every.</summary>
    public string? Source { get; init; }

    public required string Expression { get; init; }

    /// <summary>What findings stand for; the first that fits counts.</summary>
    public IReadOnlyList<AttributeMapping> Mappings { get; init; } = [];

    /// <summary>What it is where nothing is found, or no mapping fits; null is nothing.</summary>
    public string? Otherwise { get; init; }
    public AttributeKind Kind { get; init; }
    public FiresAgain Again { get; init; }

    public bool IsAskedOf(string source) =>
        Source is null || string.Equals(Source, source, StringComparison.OrdinalIgnoreCase);

    /// <summary>Why a name cannot be one, in one sentence; null where it can.</summary>
    public static string? NameProblem(string name) =>
        name.Length is > 0 and <= LongestName && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
            ? null : $"Use letters, digits, dashes and underscores, {LongestName} at most.";

    /// <summary>What was found, as it counts.</summary>
    public IReadOnlyList<string> Of(IReadOnlyList<string> found)
    {
        var values = found.Select(f => f.Trim()).Where(f => f.Length > 0).Select(Mapped).OfType<string>().Select(Typed)
            .OfType<string>().Select(v => WholeLetters.Of(v, Math.Min(v.Length, LongestValue)))
            .Distinct(StringComparer.OrdinalIgnoreCase).Take(Kind == AttributeKind.List ? MostValues : 1).ToList();
        return values.Count > 0 ? values : Otherwise is { Length: > 0 } otherwise ? [otherwise] : [];
    }

    // Where something is said for what does not fit, that counts; else it is what was found.
    string? Mapped(string value) => Mappings.FirstOrDefault(m => m.Fits(value)) is { } mapping ? mapping.Becomes
        : Mappings.Count > 0 && Otherwise is { Length: > 0 } ? null : value;

    string? Typed(string value) => Kind switch
    {
        AttributeKind.Number => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture) : null,
        AttributeKind.YesNo => Yes.Contains(value, StringComparer.OrdinalIgnoreCase) ? "yes"
            : No.Contains(value, StringComparer.OrdinalIgnoreCase) ? "no" : null,
        _ => value,
    };

    /// <summary>What an incident knows once an alert of it fires again.</summary>
    /// <param name="before">What it knew.</param>
    /// <param name="now">What the alert says now.</param>
    /// <param name="again">What each attribute does then; one that is not named takes the last.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Merged(
        IReadOnlyDictionary<string, IReadOnlyList<string>> before, IReadOnlyDictionary<string, IReadOnlyList<string>> now,
        Func<string, FiresAgain> again)
    {
        var merged = new Dictionary<string, IReadOnlyList<string>>(before, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in now)
            merged[name] = (again(name), merged.GetValueOrDefault(name)) switch
            {
                (FiresAgain.KeepFirst, { Count: > 0 } first) => first,
                (FiresAgain.Collect, { } all) =>
                    [.. all.Concat(values).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostValues)],
                _ => values,
            };
        return merged;
    }
}
