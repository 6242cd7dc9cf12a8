using System.Data;
using Bot.Delivery;
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
        var form = database.Read(db => UpdateForm.Of(
            db, incident, shown, Raised(db, incident, new(shown.Values, typed), now), opening.By, now));
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
        var incident = IncidentStore.Seen(tx.Db, Viewer.Of(by), shown.Number);
        filled = Raised(tx.Db, incident, filled, tx.Time);
        var edit = new FormEdit(shown.Values, filled.Values) { Group = filled.Group };
        var step = Answering.Sent(tx, incident, edit, filled.IsCalled, by);
        if (Meanwhile.First(tx, incident, shown, edit, step, (by, UpdateForm.Submit), "add it as a note") is { } now)
        {
            throw RefusedFields.Anew(UpdateForm.Of(
                tx.Db, incident, now.Shown with { Next = shown.Next }, filled with { Values = now.Values, Notes = now.Notes }, by,
                tx.Time));
        }

        // What the form only showed may not be so any more, once it has got worse.
        Give(
            tx, incident, (filled.Text, step),
            () => filled.Next == shown.Next ? NextUpdateStore.Chosen(tx.Db, incident.Number) : filled.Next, new(by));
    }

    static void Give(Tx tx, IncidentRow incident, (string Text, Transition Step) given, Func<int?> next, IncidentChange.By by)
    {
        var after = given.Step.After;
        var update = UpdateStore.Add(tx, incident, by.Actor, given.Text, isNote: !after.IsOpen, by.Why);
        IncidentChange.Apply(tx, incident, given.Step, by with { InUpdate = update });
        if (after.IsOpen) NextUpdateStore.Given(tx, incident, after, next(), by.Actor);
    }

    /// <summary>
    /// The same for a program, which is not there in anybody's place: whoever is waited for still is. What is refused is thrown
    /// as a sentence.
    /// </summary>
    /// <param name="tx">The change.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="text">What is new.</param>
    /// <param name="to">Where it stands and how bad it is from now on; null as before.</param>
    /// <param name="by">For whom, and by which program.</param>
    public void ByProgram(
        Tx tx, IncidentRow incident, string text, (IncidentStatus? Status, Severity? Severity) to, IncidentChange.By by)
    {
        var shown = ShownIncident.Of(incident).Values;
        var wanted = shown with { Status = to.Status ?? shown.Status, Severity = to.Severity ?? shown.Severity };
        var edit = new FormEdit(shown, wanted) { Group = groupOf.OfRaised(tx.Db, incident, wanted, tx.Time) };
        var step = Answering.Changed(tx.Db, incident, edit, IncidentChange.Bot, tx.Time);
        if (step.Refusal != Refusal.None)
            throw new RefusedException(
                $"{incident.Label} cannot become {Words.Of(wanted.Status!.Value)} from {incident.Standing}.");
        Give(tx, incident, (text, step), () => NextUpdateStore.Chosen(tx.Db, incident.Number), by);
    }
}
