using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Hosting;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>Resolve, with a short "what fixed it"; while the last alert is still firing it asks first.</summary>
public sealed class ResolveIncident(Database database, SlackApi slack, WhichIncident which, Access access)
{
    const string Fix = "fix", StillFiring = "still_firing";

    public Task<SlashResponse?> OpenByCommand(SlashCommand command, CancellationToken stop) =>
        which.Of(command, incident => Open(command.TriggerId, incident, stop), stop);

    public async Task OpenByButton(BlockActionRequest press, CancellationToken stop)
    {
        if (await which.Of(press, stop) is { } incident) await Open(press.TriggerId, incident, stop);
    }

    Task Open(string trigger, IncidentRow incident, CancellationToken stop) =>
        slack.Views.Open(trigger, Form(incident, database.Read(db => IncidentStore.Alerts(db, incident.Number))), stop);

    static ModalViewDefinition Form(IncidentRow incident, List<AlertSeen> alerts) => new()
    {
        CallbackId = IncidentRoutes.ResolveForm,
        PrivateMetadata = incident.Number.ToString(CultureInfo.InvariantCulture),
        Title = $"Resolve {incident.Label}",
        Submit = "Resolve",
        Close = "Cancel",
        Blocks =
        [
            .. alerts.Any(a => a.Firing != 0) ? Warning(alerts) : [],
            new InputBlock
            {
                BlockId = Fix,
                Label = "What fixed it",
                Optional = true,
                Element = new PlainTextInput { ActionId = Fix, Multiline = true, MaxLength = 1000, Placeholder = "A sentence for whoever meets it next", FocusOnLoad = true },
            },
        ],
    };

    static IEnumerable<Block> Warning(List<AlertSeen> alerts)
    {
        var last = alerts.Where(a => a.Firing != 0).MaxBy(a => a.LastAt)!;
        yield return new SectionBlock { Text = $":red_circle: Still firing: {Mrkdwn.Escape(Limits.Truncate(last.Title, 150))}, last {When.At(last.LastAt)}." };
        yield return new InputBlock
        {
            BlockId = StillFiring,
            Label = "Resolve it all the same?",
            Element = new CheckboxGroup { ActionId = StillFiring, Options = [new Option("Yes, the alert is wrong or comes late", "yes")] },
        };
    }

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        if (await access.Problem(form.User.Id, stop) is { } problem) return ViewSubmissionResponse.Errors((Fix, problem));
        var asked = form.View.State.Ticked(StillFiring).Count > 0;
        var (incident, alerts) = database.Read(db => (IncidentStore.Find(db, Number(form))!, IncidentStore.Alerts(db, Number(form))));
        // It began to fire while the form was open: the form asks now.
        if (incident.IsOpen && !asked && alerts.Any(a => a.Firing != 0)) return ViewSubmissionResponse.Update(Form(incident, alerts));
        await database.Once(form.IdempotencyKey, tx => Resolve(tx, form, asked));
        return null;
    }

    static long Number(ViewSubmission form) => WhichIncident.Number(form.View.PrivateMetadata)!.Value;

    static string? Resolve(Tx tx, ViewSubmission form, bool asked)
    {
        var incident = IncidentStore.Find(tx.Db, Number(form))!;
        if (!incident.IsOpen) return null;
        IncidentStore.SetFix(tx, incident, form.View.State.Text(Fix) is { Length: > 0 } fix ? fix : null, form.User.Id);
        IncidentStore.SetStatus(tx, incident, IncidentStatus.Resolved, form.User.Id, asked ? "resolved while the alert was firing" : null);
        return null;
    }
}
