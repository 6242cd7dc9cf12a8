namespace Bot.Domain.Alerts;

/// <summary>Attributes that can have no other values than a few, so that asking for any other is a mistake.</summary>
public static class FixedValues
{
    const int LongestShown = 40;

    static readonly IReadOnlyList<string> YesNo = ["yes", "no"],
        OfImpact = [.. Enum.GetValues<Impact>().Reverse().Select(i => i.Word())];

    /// <summary>The values that an attribute can have; null where that is not known.</summary>
    /// <param name="attribute">Its name.</param>
    /// <param name="own">The team's own of that name; null where there is none.</param>
    public static IReadOnlyList<string>? Of(string attribute, AttributeRule? own) =>
        // However it is worked out, it comes to one of these.
        IsSame(attribute, "impact") ? OfImpact
        // What it is otherwise may be anything, and so may be what senders say under a built-in name.
        : own is { Kind: AttributeKind.YesNo, Otherwise: null or "" }
            && !AlertAttributes.BuiltIn.Contains(attribute, StringComparer.OrdinalIgnoreCase) ? YesNo
        : null;

    /// <summary>The condition with such values as they are written, or why one of them can never be.</summary>
    public static (Condition Condition, string? Problem) Checked(Condition asked, AttributeRule? own)
    {
        if (asked.Comparison is not (Comparison.Is or Comparison.IsNot) || Of(asked.Attribute, own) is not { } all)
            return (asked, null);
        var values = new List<string>();
        foreach (var value in asked.Values)
        {
            if (all.FirstOrDefault(one => IsSame(Bare(one), Bare(value))) is not { } known)
                return (asked, $"{asked.Attribute} is {Or(all)}, never “{Short(value)}”.");
            values.Add(known);
        }

        return (asked with { Values = [.. values.Distinct()] }, null);
    }

    // "Customer facing" and "customer_facing" are the same.
    static string Bare(string value) => string.Concat(value.Where(char.IsLetterOrDigit));

    static string Or(IReadOnlyList<string> values) => $"{string.Join(", ", values.SkipLast(1))} or {values[^1]}";

    static string Short(string value) => value.Length <= LongestShown ? value : $"{WholeLetters.Of(value, LongestShown)}…";

    static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
