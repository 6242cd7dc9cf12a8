namespace Bot.Domain.Alerts;

/// <summary>How a condition compares an attribute with its values.</summary>
public enum Comparison
{
    Is,
    IsNot,
    Contains,
    Matches,
    Exists,
    IsMissing,
}

/// <summary>What a route asks of one attribute; letters count without regard to case.</summary>
/// <param name="Attribute">Its name.</param>
/// <param name="Comparison">How.</param>
/// <param name="Values">With what: one of them is enough; none where only its presence is asked for.</param>
public sealed record Condition(string Attribute, Comparison Comparison, IReadOnlyList<string> Values)
{
    const int LongestShown = 60;

    IReadOnlyList<TextPattern?> Patterns => field ??= [.. Values.Select(v => TextPattern.Of(v, out _))];

    /// <summary>Why it can never be asked, in one sentence; null where it can.</summary>
    public string? Problem =>
        Attribute.Trim().Length == 0 ? "Name the attribute that it asks for."
        : Comparison is not (Comparison.Exists or Comparison.IsMissing) && Values.Count == 0 ? "Say with what it compares."
        : Comparison == Comparison.Matches ? Values.Select(ProblemOf).FirstOrDefault(p => p is not null)
        : null;

    public bool Holds(AlertAttributes attributes)
    {
        var found = attributes[Attribute];
        return Comparison switch
        {
            Comparison.Exists => found.Count > 0,
            Comparison.IsMissing => found.Count == 0,
            Comparison.IsNot => !found.Any(IsOne),
            Comparison.Contains => found.Any(f => Values.Any(v => f.Contains(v, StringComparison.OrdinalIgnoreCase))),
            Comparison.Matches => found.Any(f => Patterns.Any(p => p?.IsIn(f) == true)),
            _ => found.Any(IsOne),
        };
    }

    bool IsOne(string found) => Values.Contains(found, StringComparer.OrdinalIgnoreCase);

    /// <summary>"impact is customer-facing", "branch is main or master".</summary>
    public string Text => Comparison switch
    {
        Comparison.Exists => $"{Attribute} is known",
        Comparison.IsMissing => $"{Attribute} is not known",
        Comparison.IsNot => $"{Attribute} is not {Or(Values)}",
        Comparison.Contains => $"{Attribute} contains {Or(Values)}",
        Comparison.Matches => $"{Attribute} matches {Or(Values)}",
        _ => $"{Attribute} is {Or(Values)}",
    };

    /// <summary>Why it holds or does not, as a part of a sentence: "impact is internal, not customer-facing".</summary>
    public string Said(AlertAttributes attributes)
    {
        var found = attributes[Attribute];
        if (found.Count == 0) return $"{Attribute} is not known";
        var now = $"{Attribute} is {string.Join(", ", found.Select(Short))}";
        return Holds(attributes)
            ? Comparison is Comparison.Contains or Comparison.Matches ? $"{now}, which {Verb} {Or(Values)}" : now
            : Comparison switch
            {
                Comparison.Contains => $"{now}, which does not contain {Or(Values)}",
                Comparison.Matches => $"{now}, which does not match {Or(Values)}",
                Comparison.Is => $"{now}, not {Or(Values)}",
                _ => now,
            };
    }

    string Verb => Comparison == Comparison.Contains ? "contains" : "matches";

    static string Or(IReadOnlyList<string> values) => values.Count switch
    {
        0 => "anything",
        1 => Short(values[0]),
        _ => $"{string.Join(", ", values.SkipLast(1).Select(Short))} or {Short(values[^1])}",
    };

    static string Short(string value) => value.Length <= LongestShown ? value : $"{WholeLetters.Of(value, LongestShown)}…";

    static string? ProblemOf(string pattern) => TextPattern.Of(pattern, out var problem) is null ? problem : null;
}
