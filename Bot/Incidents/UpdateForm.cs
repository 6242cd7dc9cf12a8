using System.Data;
using Bot.Domain.Incidents;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>The form for an update: what it showed and what is filled in, in; blocks out.</summary>
static class UpdateForm
{
    public const string Submit = "Share", Text = "text";

    const string Status = "status", SeverityField = "severity", Next = "next";

    /// <summary>What is filled in so far.</summary>
    public sealed record Filled(FormEdit.Values Values, string Text)
    {
        /// <summary>The lead is to be called, out of hours too.</summary>
        public bool IsCalled { get; init; }

        /// <inheritdoc cref="FormEdit.Group"/>
        public string? Group { get; init; }

        /// <summary>When the next update is due, in minutes; null where the severity decides.</summary>
        public int? Next { get; init; }

        /// <summary>What is to be known before it is sent.</summary>
        public IReadOnlyList<string> Notes { get; init; } = [];

        public static Filled Read(ShownIncident shown, ViewState state) => new(
            shown.Values with
            {
                Status = Choices.Maybe<IncidentStatus>(state.Selected(Status)) ?? shown.Values.Status,
                Severity = Choices.Maybe<Severity>(state.Selected(SeverityField)) ?? shown.Values.Severity,
            },
            state.Text(UpdateForm.Text))
        { IsCalled = ReachLine.IsTicked(state), Next = NextUpdateWords.Read(state.Selected(UpdateForm.Next)) };
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
        (shown, filled) = Standing(db, incident, shown, filled);
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
                .. NextField(incident, shown, filled, status),
                .. ReachLine.Of(
                    db, incident, new(shown.Values, filled.Values) { Group = filled.Group },
                    (IncidentIds.UpdateCallNow, filled.IsCalled), reader, now),
            ],
        });
    }

    // What nobody has chosen in this form follows what is filled in.
    static (ShownIncident, Filled) Standing(IDbConnection db, IncidentRow incident, ShownIncident shown, Filled filled)
    {
        var now = incident.State(firing: false);
        var stands = NextUpdate.Stays(
            NextUpdateStore.Chosen(db, incident.Number), now, now with { Severity = filled.Values.Severity ?? now.Severity });
        return (shown with { Next = stands }, filled with { Next = filled.Next == shown.Next ? stands : filled.Next });
    }

    // Slack keeps what stands in a field for as long as it has its name: what its severity says is another choice each time.
    static IEnumerable<Block> NextField(IncidentRow incident, ShownIncident shown, Filled filled, IncidentStatus status)
    {
        var (stands, severity) = (filled.Values.Status ?? status, filled.Values.Severity ?? incident.Severity);
        if (!stands.IsOpen()) yield break;
        var itself = NextUpdate.ByItself(stands, severity, incident.Affected);
        var why = stands == IncidentStatus.Monitoring ? $"{stands}" : $"{severity}";
        yield return new InputBlock
        {
            BlockId = $"{Next}.{itself?.Span.TotalMinutes ?? 0}.{shown.Next}",
            Label = "Next update",
            Element = NextUpdateWords.Menu(itself, why, filled.Next),
        };
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
