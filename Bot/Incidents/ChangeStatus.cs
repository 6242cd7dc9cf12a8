using System.Data;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// Change: name, where it stands, how bad it is, who feels it and who leads, in one form that writes only what was changed in it.
/// </summary>
public sealed class ChangeStatus(
    Database database, SlackApi slack, WhichIncident which, Access access, GroupOfDeclared groupOf, TimeProvider clock)
{
    public async Task OpenByButton(BlockActionRequest press, CancellationToken stop)
    {
        if (await which.OfForm(press) is { } incident) await Open(incident, Opening.Of(press), stop);
    }

    public Task Open(IncidentRow incident, Opening opening, CancellationToken stop) =>
        Open(incident, new(ShownIncident.Present(incident)), opening, stop);

    /// <summary>Opens the form with something chosen in it already.</summary>
    internal Task Open(IncidentRow incident, ChangeForm.Filled filled, Opening opening, CancellationToken stop)
    {
        // That a card is no incident is said with a reason.
        if (incident.Unaccepted && filled.Values.Status == IncidentStatus.Declined)
            return opening.Show(slack, DeclineIncident.Form(incident, filled.Why), stop);
        var (shown, now) = (ShownIncident.Of(incident), clock.GetUtcNow());
        var form = database.Read(db =>
            ChangeForm.Of(db, incident, shown, Raised(db, incident, filled, now), opening.By, now));
        return opening.Show(slack, form, stop);
    }

    /// <summary>The form with the lead whom typed words mean.</summary>
    internal ChangeForm.Filled Led(FormEdit.Values present, string typed)
    {
        var meant = database.Read(db => WhoIsMeant.Of(db, typed));
        return new(present with { Lead = meant.Person ?? present.Lead }, meant.Behind)
        {
            Notes = meant.Note is { } note ? [note] : [],
        };
    }

    /// <summary>Shows who would be called by what is chosen now.</summary>
    public async Task Refresh(BlockActionRequest change, CancellationToken stop)
    {
        if (change.View is not { CallbackId: IncidentIds.StatusForm } view) return;
        var shown = ShownIncident.Of(view);
        // What was typed or untouched is shown again as it is, or Slack would empty it.
        var filled = ChangeForm.Filled.Read(ShownIncident.Filled(view));
        // Whoever is chosen is met by it: when they sleep, their name, and whether they can lead.
        await access.Meet(filled.Values.Lead, stop);
        var form = database.Read(db =>
            IncidentStore.Find(db, Viewer.Of(change.User.Id), shown.Number) is { } incident ? Drawn(db, incident) : null);
        if (form is not null) await slack.Views.Redraw(change, form, stop);

        ModalViewDefinition Drawn(IDbConnection db, IncidentRow incident)
        {
            var now = clock.GetUtcNow();
            if (change.Action.ActionId == IncidentIds.ChangeTeam)
                (shown, filled) = ChangeForm.Moved(db, incident, shown, filled, now);
            return ChangeForm.Of(db, incident, shown, Raised(db, incident, filled, now), change.User.Id, now);
        }
    }

    ChangeForm.Filled Raised(IDbConnection db, IncidentRow incident, ChangeForm.Filled filled, DateTimeOffset now) =>
        filled with { Group = groupOf.OfRaised(db, incident, filled.Values, now) };

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var shown = ShownIncident.Of(form.View);
        var filled = ChangeForm.Filled.Read(ShownIncident.Filled(form.View));
        await access.Meet(filled.Values.Lead, stop);
        return await RefusedFields.Catch(database, form, tx => Change(tx, shown, filled, form.User.Id));
    }

    void Change(Tx tx, ShownIncident shown, ChangeForm.Filled filled, string by)
    {
        // Only a choice is checked: whoever led all along may have gone meanwhile.
        if (filled.Values.Lead != shown.Values.Lead && Access.CannotLead(tx.Db, filled.Values.Lead) is { } cannot)
            throw RefusedFields.Of(shown.Block(ChangeForm.Lead), cannot);
        var incident = IncidentStore.Seen(tx.Db, Viewer.Of(by), shown.Number);
        filled = Raised(tx.Db, incident, filled, tx.Time);
        var edit = new FormEdit(shown.Values, filled.Values) { Group = filled.Group };
        var step = Answering.Sent(tx, incident, edit, filled.IsCalled, by);
        if (Meanwhile.First(tx, incident, shown, edit, step, (by, ChangeForm.Submit), "change it all the same") is { } now)
        {
            throw RefusedFields.Anew(
                ChangeForm.Of(tx.Db, incident, now.Shown, filled with { Values = now.Values, Notes = now.Notes }, by, tx.Time));
        }

        IncidentChange.Apply(tx, incident, step, new(by, filled.Why is { Length: > 0 } why ? why : null));
    }
}
