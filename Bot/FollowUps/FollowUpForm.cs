using System.Data;
using System.Globalization;
using Bot.Domain.FollowUps;
using Bot.People;
using Bot.Slack;
using static Bot.FollowUps.FollowUpInput;

namespace Bot.FollowUps;

/// <summary>The form of a follow-up, for a new one and for one that is changed.</summary>
static class FollowUpForm
{
    const int MostIncidents = 100;

    static readonly IReadOnlyList<Option> Priorities =
        [Of("Low", FollowUpPriority.Low), Of("Normal", FollowUpPriority.Normal), Of("High", FollowUpPriority.High)];

    static readonly IReadOnlyList<Option> States =
    [
        Of("Outstanding", FollowUpState.Outstanding), Of("Done", FollowUpState.Done),
        Of("Not doing", FollowUpState.NotDoing),
    ];

    /// <param name="db">Where it is read.</param>
    /// <param name="reader">Who fills it in.</param>
    /// <param name="input">What it says already.</param>
    public static IEnumerable<Block> Fields(IDbConnection db, string reader, FollowUpInput input)
    {
        yield return Field(
            TitleField, "What is to be done", new PlainTextInput
            {
                InitialValue = input.Title.Length > 0 ? input.Title : null,
                MaxLength = FollowUpStore.LongestTitle,
            });
        yield return Field(OwnerField, "Who sees to it", new UserSelectMenu { InitialUser = input.Owner });
        yield return Field(
            DueField, "Due", new DatePicker { InitialDate = input.Due },
            hint: "Where nobody says otherwise: after 2 working days of a Critical incident, 5 of a Major one, else 10.");
        yield return Field(PriorityField, "Priority", Menu(Priorities, input.Priority.ToString()));
        if (Incidents(db, reader, input.Incident) is { Count: > 0 } incidents)
            yield return Field(IncidentField, "Incident", Menu(incidents, Number(input.Incident)), isOptional: true);
        yield return Field(
            LabelsField, "Labels", new PlainTextInput
            {
                InitialValue = input.Labels.Length > 0 ? input.Labels : null,
                MaxLength = FollowUpStore.LongestLabels,
                Placeholder = "dbt, tests",
            },
            isOptional: true);
    }

    /// <summary>The fields of one that exists, beside those.</summary>
    public static IEnumerable<Block> EndFields(FollowUpInput input)
    {
        yield return Field(StateField, "How far is it?", Menu(States, input.State.ToString()));
        yield return Field(
            ReasonField, "Why nobody does it", new PlainTextInput
            {
                InitialValue = input.Reason.Length > 0 ? input.Reason : null,
                MaxLength = FollowUpStore.LongestReason,
            },
            isOptional: true);
    }

    static List<Option> Incidents(IDbConnection db, string reader, long? chosen)
    {
        var viewer = Viewer.Of(reader);
        var latest = OfIncident.Latest(db, viewer, MostIncidents);
        if (chosen is { } number && !latest.Exists(i => i.Number == number) && OfIncident.Find(db, viewer, number) is { } older)
            latest = [older, .. latest.Take(MostIncidents - 1)];
        return latest.ConvertAll(i => new Option(
            Limits.Truncate($"{i.Label} · {OneLine(i.Name)}", Limits.OptionText), Number(i.Number)!));
    }

    static StaticSelectMenu Menu(IReadOnlyList<Option> options, string? chosen) =>
        new() { Options = options, InitialOption = options.FirstOrDefault(o => o.Value == chosen) };

    static InputBlock Field(string id, string label, BlockElement element, bool isOptional = false, string? hint = null) => new()
    {
        BlockId = id,
        Label = label,
        Element = element with { ActionId = id },
        Optional = isOptional ? true : null,
        Hint = hint is null ? null : (PlainText)hint,
    };

    static Option Of<T>(string text, T value)
        where T : struct, Enum => new(text, value.ToString());

    static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
