using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Hosting;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>Status: where it stands, how bad it is, who feels it and who leads, in one form.</summary>
public sealed class ChangeStatus(Database database, SlackApi slack, WhichIncident which, Access access)
{
    const string Status = "status", SeverityField = "severity", AffectedField = "affected", Lead = "lead", Note = "note";

    public Task<SlashResponse?> OpenByCommand(SlashCommand command, CancellationToken stop) =>
        which.Of(command, incident => slack.Views.Open(command.TriggerId, Form(incident), stop), stop);

    public async Task OpenByButton(BlockActionRequest press, CancellationToken stop)
    {
        if (await which.Of(press, stop) is { } incident) await slack.Views.Open(press.TriggerId, Form(incident), stop);
    }

    static ModalViewDefinition Form(IncidentRow incident) => new()
    {
        CallbackId = IncidentRoutes.StatusForm,
        PrivateMetadata = incident.Number.ToString(CultureInfo.InvariantCulture),
        Title = $"Status of {incident.Label}",
        Submit = "Save",
        Close = "Cancel",
        Blocks =
        [
            new InputBlock { BlockId = Status, Label = "Status", Element = Choices.Of(Status, [.. IncidentRules.Next(incident.Status).Select(s => (s, Said(s)))], incident.Status) },
            new InputBlock { BlockId = SeverityField, Label = "Severity", Element = Choices.Of(SeverityField, Choices.Severities, incident.Severity) },
            new InputBlock { BlockId = AffectedField, Label = "Who is affected", Element = Choices.Of(AffectedField, Choices.Affected, incident.Affected) },
            new InputBlock { BlockId = Lead, Label = "Lead", Optional = true, Element = new UserSelectMenu { ActionId = Lead, InitialUser = incident.Lead } },
            new InputBlock
            {
                BlockId = Note,
                Label = "Why",
                Optional = true,
                Hint = "Kept on the timeline.",
                Element = new PlainTextInput { ActionId = Note, MaxLength = 500 },
            },
        ],
    };

    static string Said(IncidentStatus status) => status switch
    {
        IncidentStatus.Triage => "Triage: is it one?",
        IncidentStatus.Monitoring => "Monitoring: fixed, we watch it",
        IncidentStatus.Declined => "Declined: not an incident",
        IncidentStatus.Closed => "Closed: nothing left to do",
        _ => status.ToString(),
    };

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        if (await access.Problem(form.User.Id, stop) is { } problem) return ViewSubmissionResponse.Errors((Status, problem));
        var lead = form.View.State.User(Lead);
        if (await access.CannotLead(lead, stop) is { } cannot) return ViewSubmissionResponse.Errors((Lead, cannot));
        await database.Once(form.IdempotencyKey, tx =>
        {
            Change(tx, IncidentStore.Find(tx.Db, WhichIncident.Number(form.View.PrivateMetadata)!.Value)!, form, lead);
            return null;
        });
        return null;
    }

    static void Change(Tx tx, IncidentRow incident, ViewSubmission form, string? lead)
    {
        var (values, actor) = (form.View.State, form.User.Id);
        var why = values.Text(Note) is { Length: > 0 } note ? note : null;
        IncidentStore.SetStatus(tx, incident, Choices.Read(values.Selected(Status), incident.Status), actor, why);
        IncidentStore.SetSeverity(tx, incident, Choices.Read(values.Selected(SeverityField), incident.Severity), actor, why);
        IncidentStore.SetAffected(tx, incident, Choices.Read(values.Selected(AffectedField), incident.Affected), actor, why);
        if (lead is null || lead == incident.Lead) return;
        IncidentStore.SetLead(tx, incident, lead, actor, $"chosen by {Person.NameOf(tx.Db, actor)}");
        IncidentStore.Invite(tx, incident.Number, lead, "leads it", tx.Now);
    }
}
