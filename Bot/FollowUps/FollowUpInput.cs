using System.Globalization;
using Bot.Domain.FollowUps;
using Bot.Slack;

namespace Bot.FollowUps;

/// <summary>What the form of a follow-up says: as it was opened, or as somebody filled it in.</summary>
public sealed record FollowUpInput(
    string Title, string? Owner, DateOnly? Due, FollowUpPriority Priority, long? Incident, string Labels)
{
    public const string
        TitleField = "followup_title",
        OwnerField = "followup_owner",
        DueField = "followup_due",
        PriorityField = "followup_priority",
        IncidentField = "followup_incident",
        LabelsField = "followup_labels",
        StateField = "followup_state",
        ReasonField = "followup_reason";

    public FollowUpState State { get; init; }

    public string Reason { get; init; } = "";

    public static FollowUpInput Read(ViewState state) => new(
        OneLine(state.Text(TitleField)), state.User(OwnerField), state[DueField].SelectedDate,
        Read(state, PriorityField, FollowUpPriority.Normal), Number(state.Selected(IncidentField)),
        FollowUpRow.WriteLabels(state.Text(LabelsField).Split(',')))
    {
        State = Read(state, StateField, FollowUpState.Outstanding),
        Reason = state.Text(ReasonField),
    };

    public static FollowUpInput Of(FollowUpRow row) => new(
        row.Title, row.Owner, row.FollowUp.Due, row.Priority, row.Incident, row.Labels)
    {
        State = row.State,
        Reason = row.Reason ?? "",
    };

    /// <summary>A title breaks no line.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static T Read<T>(ViewState state, string field, T otherwise)
        where T : struct, Enum => Enum.TryParse<T>(state.Selected(field), out var read) ? read : otherwise;

    static long? Number(string? text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
}
