using System.Data;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// Update: a sentence or two for whoever waits, shown in the channel, on the card and in the announcement; status and severity go
/// along.
/// </summary>
public sealed class GiveUpdate(
    Database database, SlackApi slack, WhichIncident which, GroupOfDeclared groupOf, TimeProvider clock)
{
    public async Task OpenByButton(BlockActionRequest press, CancellationToken stop)
    {
        if (await which.OfForm(press) is { } incident) await Open(incident, "", Opening.Of(press), stop);
    }

    /// <param name="incident">The incident.</param>
    /// <param name="typed">The update as far as it was typed with the command.</param>
    /// <param name="opening">For whom and where the form opens.</param>
    /// <param name="stop">Ends the call.</param>
    public Task Open(IncidentRow incident, string typed, Opening opening, CancellationToken stop)
    {
        var (shown, now) = (ShownIncident.Of(incident), clock.GetUtcNow());
        var form = database.Read(db =>
        {
            var filled = new UpdateForm.Filled(shown.Values, typed)
            {
                Next = NextUpdateStore.Find(db, incident.Number)?.Plan?.Chosen,
            };
            return UpdateForm.Of(db, incident, shown, Raised(db, incident, filled, now), opening.By, now);
        });
        return opening.Show(slack, form, stop);
    }

    /// <summary>Shows who would be called by what is chosen now.</summary>
    public async Task Refresh(BlockActionRequest change, CancellationToken stop)
    {
        if (change.View is not { CallbackId: IncidentIds.UpdateForm } view) return;
        var shown = ShownIncident.Of(view);
        var filled = UpdateForm.Filled.Read(shown, ShownIncident.Filled(view));
        var now = clock.GetUtcNow();
        var form = database.Read(db => IncidentStore.Find(db, Viewer.Of(change.User.Id), shown.Number) is { } incident
            ? UpdateForm.Of(db, incident, shown, Raised(db, incident, filled, now), change.User.Id, now)
            : null);
        if (form is not null) await slack.Views.Redraw(change, form, stop);
    }

    UpdateForm.Filled Raised(IDbConnection db, IncidentRow incident, UpdateForm.Filled filled, DateTimeOffset now) =>
        filled with { Group = groupOf.OfRaised(db, incident, filled.Values, now) };

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var shown = ShownIncident.Of(form.View);
        var filled = UpdateForm.Filled.Read(shown, ShownIncident.Filled(form.View));
        if (filled.Text.Length == 0) return ViewSubmissionResponse.Errors((shown.Block(UpdateForm.Text), "Say what is new."));
        return await RefusedFields.Catch(database, form, tx => Share(tx, shown, filled, form.User.Id));
    }

    void Share(Tx tx, ShownIncident shown, UpdateForm.Filled filled, string by)
    {
        var incident = IncidentStore.Find(tx.Db, Viewer.Bot, shown.Number)!;
        filled = Raised(tx.Db, incident, filled, tx.Time);
        var edit = new FormEdit(shown.Values, filled.Values) { Group = filled.Group };
        var step = Answering.Sent(tx, incident, edit, filled.IsCalled, by);
        if (Meanwhile.First(tx, incident, shown, edit, step, (by, UpdateForm.Submit), "add it as a note") is { } now)
        {
            throw RefusedFields.Anew(
                UpdateForm.Of(tx.Db, incident, now.Shown, filled with { Values = now.Values, Notes = now.Notes }, by, tx.Time));
        }

        var update = UpdateStore.Add(tx, incident, by, filled.Text, isNote: !step.After.IsOpen);
        IncidentChange.Apply(tx, incident, step, new(by) { InUpdate = update });
        if (step.After.IsOpen) NextUpdateStore.Given(tx, incident, step.After, filled.Next, by);
    }
}
