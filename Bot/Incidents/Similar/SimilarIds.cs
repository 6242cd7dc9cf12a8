using System.Globalization;

namespace Bot.Incidents.Similar;

/// <summary>
/// The ids of the buttons. They are stored in messages that people will still press years from now: never renamed, never reused.
/// </summary>
public static class SimilarIds
{
    public const string Same = "similar_same";
    public const string NotSame = "similar_not_same";

    /// <summary>What is shown in an incident's channel; an incident that has changed; all of them, to be read anew.</summary>
    public const string Subject = "similar", ChangedSubject = "similar_changed", TextsSubject = "similar_texts";

    public const string AllTextsSubject = $"{TextsSubject}:all";

    public static string SlotOf(long number) => $"{IncidentRow.SubjectOf(number)}:similar";

    /// <summary>A button's value: which incident is the same as which.</summary>
    public static string Pair(long number, long other) => string.Create(CultureInfo.InvariantCulture, $"{number}:{other}");

    public static (long Number, long Other)? Read(string? value) =>
        (value ?? "").Split(':') is [var number, var other]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var one)
        && long.TryParse(other, NumberStyles.None, CultureInfo.InvariantCulture, out var two) ? (one, two) : null;
}
