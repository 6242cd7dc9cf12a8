using Bot.Domain.Incidents;
using Bot.Hosting;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>Update: a sentence or two for whoever waits, shown in the channel, on the card and in the announcement; status and severity go along.</summary>
public sealed class GiveUpdate(Database database, SlackApi slack, WhichIncident which, Access access)
{
    const string Text = "text", Status = "status", SeverityField = "severity";

    static readonly Dictionary<IncidentField, string> Fields = new() { [IncidentField.Status] = Status, [IncidentField.Severity] = SeverityField };

    public async Task OpenByButton(BlockActionRequest press, CancellationToken stop)
    {
        if (await which.OfForm(press, stop) is { } incident) await Open(press.TriggerId, incident, "", stop);
    }

    /// <param name="trigger">What lets a form open.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="typed">The update as far as it was typed with the command.</param>
    /// <param name="stop">Ends the call.</param>
    public Task Open(string trigger, IncidentRow incident, string typed, CancellationToken stop) =>
        slack.Views.Open(trigger, Form(incident, typed), stop);

    static ModalViewDefinition Form(IncidentRow incident, string typed) => new()
    {
        CallbackId = IncidentRoutes.UpdateForm,
        PrivateMetadata = ShownIncident.Write(incident),
        Title = $"Update {incident.Label}",
        Submit = "Share",
        Close = "Cancel",
        Blocks =
        [
            new InputBlock
            {
                BlockId = Text,
                Label = "What is new",
                Hint = "Shown in the incident's channel and in the announcement.",
                Element = new PlainTextInput
                {
                    ActionId = Text,
                    Multiline = true,
                    MaxLength = 3000,
                    FocusOnLoad = true,
                    InitialValue = typed.Length == 0 ? null : Limits.First(typed, 3000),
                },
            },
            new InputBlock { BlockId = Status, Label = "Status", Element = Choices.Of(Status, Choices.Next(incident.Status), incident.Status) },
            new InputBlock { BlockId = SeverityField, Label = "Severity", Element = Choices.Of(SeverityField, Choices.Severities, incident.Severity) },
        ],
    };

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        if (await access.Problem(form.User.Id, stop) is { } problem) return ViewSubmissionResponse.Errors((Text, problem));
        if (form.View.State.Text(Text).Length == 0) return ViewSubmissionResponse.Errors((Text, "Say what is new."));
        return await RefusedFields.Catch(database, form, tx => Share(tx, form));
    }

    static void Share(Tx tx, ViewSubmission form)
    {
        var (values, shown) = (form.View.State, ShownIncident.Read(form.View.PrivateMetadata));
        var incident = IncidentStore.Find(tx.Db, shown.Number)!;
        var sent = shown.Values with
        {
            Status = Choices.Maybe<IncidentStatus>(values.Selected(Status)) ?? shown.Values.Status,
            Severity = Choices.Maybe<Severity>(values.Selected(SeverityField)) ?? shown.Values.Severity,
        };
        var step = Transitions.Change(IncidentStore.State(tx.Db, incident), new(shown.Values, sent), form.User.Id, tx.Time);
        if (step.Refusal != Refusal.None) throw RefusedFields.Of(tx, incident, step, Fields);
        var update = UpdateStore.Add(tx, incident, form.User.Id, values.Text(Text));
        IncidentChange.Apply(tx, incident, step, new(form.User.Id) { InUpdate = update });
    }
}
