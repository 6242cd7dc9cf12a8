using System.Data;
using Bot.Domain.Incidents;
using Bot.Hosting;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>Change: name, where it stands, how bad it is, who feels it and who leads, in one form that writes only what was changed in it.</summary>
public sealed class ChangeStatus(Database database, SlackApi slack, WhichIncident which, Access access, TimeProvider clock)
{
    const string Status = "status", SeverityField = "severity", AffectedField = "affected", Lead = "lead", Note = "note", Name = "name";

    // As long as the longest title of an alert, so that no name is cut by opening the form.
    const int LongestName = 500;

    static readonly Dictionary<IncidentField, string> Blocks = new()
    {
        [IncidentField.Name] = Name,
        [IncidentField.Status] = Status,
        [IncidentField.Severity] = SeverityField,
        [IncidentField.Affected] = AffectedField,
        [IncidentField.Lead] = Lead,
    };

    public async Task OpenByButton(BlockActionRequest press, CancellationToken stop)
    {
        if (await which.OfForm(press, stop) is { } incident) await Open(press.TriggerId, incident, new Typed(), stop);
    }

    /// <summary>What the words behind a command choose in the form.</summary>
    public sealed record Typed(
        IncidentStatus? Status = null, Severity? Severity = null, string? Lead = null, string? Name = null, string? Why = null,
        Affected? Affected = null);

    /// <summary>Opens the form with something chosen in it already.</summary>
    public Task Open(string trigger, IncidentRow incident, Typed typed, CancellationToken stop) =>
        slack.Views.Open(trigger, Form(incident, typed, incident.Status), stop);

    static ModalViewDefinition Form(IncidentRow incident, Typed typed, IncidentStatus from) => new()
    {
        CallbackId = IncidentRoutes.StatusForm,
        PrivateMetadata = ShownIncident.Write(incident),
        Title = $"Change {incident.Label}",
        Submit = "Save",
        Close = "Cancel",
        Blocks =
        [
            Field(Status, "Status", Choices.Of(Status, Choices.Next(from), typed.Status ?? from)),
            Asking(SeverityField, "Severity", Choices.Of(IncidentRoutes.ChangeSeverity, Choices.Severities, typed.Severity ?? incident.Severity)),
            Asking(AffectedField, "Who is affected", Choices.Of(IncidentRoutes.ChangeAffected, Choices.Affected, typed.Affected ?? incident.Affected)),
            Asking(Lead, "Lead", new UserSelectMenu { ActionId = IncidentRoutes.ChangeLead, InitialUser = typed.Lead ?? incident.Lead }) with { Optional = true },
            Field(Name, "Name", new PlainTextInput
            {
                ActionId = Name,
                MaxLength = LongestName,
                InitialValue = Limits.First(typed.Name ?? incident.Name, LongestName),
            }),
            new InputBlock
            {
                BlockId = Note,
                Label = "Why",
                Optional = true,
                Hint = "The channel and the timeline show it.",
                Element = new PlainTextInput
                {
                    ActionId = Note,
                    MaxLength = 500,
                    InitialValue = typed.Why is { Length: > 0 } why ? Limits.First(why, 500) : null,
                },
            },
        ],
    };

    static InputBlock Field(string id, string label, BlockElement element) => new() { BlockId = id, Label = label, Element = element };

    static InputBlock Asking(string id, string label, BlockElement element) => Field(id, label, element) with { DispatchAction = true };

    /// <summary>Shows who would be called by what is chosen now.</summary>
    public async Task Refresh(BlockActionRequest change, CancellationToken stop)
    {
        if (change.View is not { CallbackId: IncidentRoutes.StatusForm } view || await access.Problem(change.User.Id, stop) is not null) return;
        var shown = ShownIncident.Read(view.PrivateMetadata);
        var form = database.Read(db => IncidentStore.Find(db, shown.Number) is { } incident ? WithReach(db, incident, shown, view, change.User.Id) : null);
        if (form is not null) await OnCall.OpenForm.Show(slack, view, form, stop);
    }

    ModalViewDefinition WithReach(IDbConnection db, IncidentRow incident, ShownIncident shown, View view, string by)
    {
        var sent = Sent(view.State);
        // What was typed or untouched is shown again as it is, or Slack would empty it.
        var typed = new Typed(sent.Status, sent.Severity, sent.Lead, sent.Name, view.State.Text(Note), sent.Affected);
        var form = Form(incident, typed, shown.Values.Status ?? incident.Status) with { PrivateMetadata = view.PrivateMetadata };
        var step = Transitions.Change(IncidentStore.State(db, incident), new(shown.Values, sent), by, clock.GetUtcNow());
        if (step.After.WaitingSince is null || (step.After.Lead == step.Before.Lead && !step.Raises && !step.OpensIt)) return form;
        var said = CallPreview.Of(db, step.After, clock.GetUtcNow()).Sentence(by, Person.Names(db, [step.After.Lead]), hasBox: false);
        return form with { Blocks = [.. form.Blocks, new ContextBlock { BlockId = "reach", Elements = [said] }] };
    }

    static FormEdit.Values Sent(ViewState state) => new(
        state.Text(Name) is { Length: > 0 } name ? name : null,
        Choices.Maybe<IncidentStatus>(state.Selected(Status)),
        Choices.Maybe<Severity>(state.Selected(SeverityField)),
        Choices.Maybe<Affected>(state.Selected(AffectedField)),
        state.User(Lead));

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        if (await access.Problem(form.User.Id, stop) is { } problem) return ViewSubmissionResponse.Errors((Status, problem));
        // Only a choice is checked: whoever led all along may have gone meanwhile.
        var lead = form.View.State.User(Lead);
        if (lead != ShownIncident.Read(form.View.PrivateMetadata).Values.Lead && await access.CannotLead(lead, stop) is { } cannot) return ViewSubmissionResponse.Errors((Lead, cannot));
        return await RefusedFields.Catch(database, form, tx => Change(tx, form));
    }

    static void Change(Tx tx, ViewSubmission form)
    {
        var shown = ShownIncident.Read(form.View.PrivateMetadata);
        var incident = IncidentStore.Find(tx.Db, shown.Number)!;
        var why = form.View.State.Text(Note) is { Length: > 0 } note ? note : null;
        var step = Transitions.Change(IncidentStore.State(tx.Db, incident), new(shown.Values, Sent(form.View.State)), form.User.Id, tx.Time);
        if (step.Refusal != Refusal.None) throw RefusedFields.Of(tx, incident, step, Blocks);
        IncidentChange.Apply(tx, incident, step, new(form.User.Id, why));
    }
}
