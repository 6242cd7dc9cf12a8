using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Domain.Incidents;

namespace Bot.Incidents;

/// <summary>What was answered after an incident, in words: its channel and its timeline say it alike.</summary>
public static class ClosingWords
{
    static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    public static string Write(CloseAnswers answers) => JsonSerializer.Serialize(answers, Json);

    public static CloseAnswers Read(string? written) =>
        JsonSerializer.Deserialize<CloseAnswers>(written ?? "{}", Json) ?? new();

    /// <summary>"fixed"; "data of 2–4 Mar 2026 was wrong, backfill done, its users were told, no follow-up needed".</summary>
    public static string Of(CloseAnswers answers)
    {
        if (answers.Backfill is null) return answers.Outcome is { } outcome ? Of(outcome) : "nothing yet";
        string?[] parts =
        [
            Wrong(answers),
            answers.Backfill switch
            {
                Aftercare.Done => "backfill done",
                Aftercare.Later => "backfill is a follow-up",
                _ => "no backfill needed",
            },
            answers.Told switch
            {
                Aftercare.Done => "its users were told",
                Aftercare.Later => "telling its users is a follow-up",
                _ => "nobody had to be told",
            },
            answers.NoneNeeded ? "no follow-up needed" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    /// <summary>As a button says it.</summary>
    public static string Of(CloseOutcome outcome) => outcome switch
    {
        CloseOutcome.Fixed => "fixed",
        CloseOutcome.Recovered => "recovered by itself",
        CloseOutcome.Expected => "expected",
        _ => "a false alarm",
    };

    static string Wrong(CloseAnswers answers) => (answers.WrongFrom, answers.WrongUntil) switch
    {
        ({ } from, { } until) when from == until => $"data of {Day(from, hasYear: true)} was wrong",
        ({ } from, { } until) =>
            $"data of {Day(from, hasYear: from.Year != until.Year)} to {Day(until, hasYear: true)} was wrong",
        _ => "no data was wrong",
    };

    static string Day(DateOnly day, bool hasYear) =>
        day.ToString(hasYear ? "d MMM yyyy" : "d MMM", CultureInfo.InvariantCulture);
}
