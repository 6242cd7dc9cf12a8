using System.Data;
using Bot.Domain.Incidents;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>The form for an update: what it showed and what is filled in, in; blocks out.</summary>
static class UpdateForm
{
    public const string Submit = "Share", Text = "text";

    const string Status = "status", SeverityField = "severity";

    /// <summary>What is filled in so far.</summary>
    public sealed record Filled(FormEdit.Values Values, string Text)
    {
        /// <summary>The lead is to be called, out of hours too.</summary>
        public bool IsCalled { get; init; }

        /// <inheritdoc cref="FormEdit.Group"/>
        public string? Group { get; init; }

        /// <summary>What is to be known before it is sent.</summary>
        public IReadOnlyList<string> Notes { get; init; } = [];

        public static Filled Read(ShownIncident shown, ViewState state) => new(
            shown.Values with
            {
                Status = Choices.Maybe<IncidentStatus>(state.Selected(Status)) ?? shown.Values.Status,
                Severity = Choices.Maybe<Severity>(state.Selected(SeverityField)) ?? shown.Values.Severity,
            },
            state.Text(UpdateForm.Text))
        { IsCalled = ReachLine.IsTicked(state) };
    }

    /// <param name="db">Where the incident stands.</param>
    /// <param name="incident">The incident as it is now.</param>
    /// <param name="shown">What the form shows of it.</param>
    /// <param name="filled">What is filled in.</param>
    /// <param name="reader">Who fills it in.</param>
    /// <param name="now">When.</param>
    public static ModalViewDefinition Of(
        IDbConnection db, IncidentRow incident, ShownIncident shown, Filled filled, string reader, DateTimeOffset now)
    {
        var status = shown.Values.Status ?? incident.Status;
        return shown.Carried(new()
        {
            CallbackId = IncidentIds.UpdateForm,
            Title = $"Update {incident.Label}",
            Submit = Submit,
            Close = "Cancel",
            Blocks =
            [
                .. Meanwhile.Blocks(filled.Notes),
                TextField(filled.Text),
                ReachLine.Asking(Status, "Status", Choices.Of(
                    IncidentIds.UpdateStanding, Choices.Next(status), filled.Values.Status ?? status)),
                ReachLine.Asking(SeverityField, "Severity", Choices.Of(
                    IncidentIds.UpdateSeverity, Choices.Severities, filled.Values.Severity ?? incident.Severity)),
                .. ReachLine.Of(
                    db, incident, new(shown.Values, filled.Values) { Group = filled.Group },
                    (IncidentIds.UpdateCallNow, filled.IsCalled), reader, now),
            ],
        });
    }

    static InputBlock TextField(string text) => new()
    {
        BlockId = Text,
        Label = "What is new",
        Hint = "Shown in the incident's channel and in the announcement. An @name calls nobody.",
        Element = new PlainTextInput
        {
            ActionId = Text,
            Multiline = true,
            MaxLength = 3000,
            FocusOnLoad = true,
            InitialValue = text.Length == 0 ? null : Limits.First(text, 3000),
        },
    };
}
