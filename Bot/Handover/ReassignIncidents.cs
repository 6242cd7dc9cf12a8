using System.Data;
using Bot.Delivery;
using Bot.Domain.FollowUps;
using Bot.Domain.Incidents;
using Bot.FollowUps;
using Bot.Incidents;
using Bot.People;
using Bot.Postmortems;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Handover;

/// <summary>
/// Reassign: one person for all that somebody who has gone leaves behind. They lead the open incidents and own the follow-ups and
/// postmortems.
/// </summary>
public sealed class ReassignIncidents(Database database, SlackApi slack, Access access, TimeProvider clock)
{
    const string Lead = "lead";

    public async Task Open(BlockActionRequest press, CancellationToken stop)
    {
        if (press.Action.Value is not { Length: > 0 } person) return;
        var (problem, form) = database.Read(db => (Problem(db, press.User.Id, person), Form(db, person, press.User.Id)));
        if (problem is not null) await Tell.Presser(slack, press, problem, stop);
        else if (form is null) await Tell.Presser(slack, press, "Nothing of theirs is left to be reassigned.", stop);
        else await slack.Views.Open(press.TriggerId, form, stop);
    }

    string? Problem(IDbConnection db, string user, string person)
    {
        var isHeir = Legacy.Of(db, Viewer.Of(user), person, clock.GetUtcNow()).Heirs.Contains(user);
        return access.Refusal(db, user, Act.ReassignOfLeaver, isHeir ? Roles.Owner : Roles.None);
    }

    ModalViewDefinition? Form(IDbConnection db, string person, string by) =>
        Form(db, person, by, OnCall(db, Legacy.Led(db, Viewer.Of(by), person)), isCalled: false);

    /// <summary>Where they belong to several rotations, nobody is on call for all of them.</summary>
    string? OnCall(IDbConnection db, IReadOnlyList<IncidentRow> incidents) =>
        incidents.Select(i => i.Team).Distinct().ToList() is [var team] ? Responder.At(db, team, clock.GetUtcNow()).Person : null;

    ModalViewDefinition? Form(IDbConnection db, string person, string by, string? heir, bool isCalled)
    {
        var incidents = Legacy.Led(db, Viewer.Of(by), person);
        var followUps = FollowUpStore.OfOwner(db, Viewer.Of(by), person);
        var postmortems = PostmortemStore.OfOwner(db, Viewer.Of(by), person);
        if (incidents.Count + followUps.Count + postmortems.Count == 0) return null;
        var name = Mrkdwn.Name(Person.NameOf(db, person));
        string[] left =
        [
            .. incidents.Select(DepartureMessage.Line), .. followUps.Select(DepartureMessage.Line),
            .. postmortems.Select(DepartureMessage.Line),
        ];
        var led = $"What {name} {(incidents.Count == 0 ? "had to do" : "led")}:\n{string.Join('\n', left)}";
        return new()
        {
            CallbackId = HandoverIds.ReassignForm,
            PrivateMetadata = person,
            Title = "Reassign",
            Submit = "Reassign",
            Close = "Cancel",
            Blocks =
            [
                new SectionBlock { Text = Limits.Truncate(led, Limits.Text) },
                ReachLine.Asking(Lead, incidents.Count == 0 ? "New owner" : "New lead", new UserSelectMenu
                {
                    ActionId = HandoverIds.ReassignLead,
                    InitialUser = heir,
                }),
                .. Reach(db, incidents, by, heir, isCalled),
            ],
        };
    }

    /// <summary>Who is called for the most urgent of them.</summary>
    IEnumerable<Block> Reach(
        IDbConnection db, IReadOnlyList<IncidentRow> incidents, string by, string? heir, bool isCalled)
    {
        if (heir is null || incidents.Count == 0) return [];
        var worst = incidents.MaxBy(i => IncidentRules.UrgencyOf(i.Severity, i.Affected))!;
        var shown = ShownIncident.Present(worst);
        var box = (HandoverIds.ReassignCallNow, isCalled);
        return ReachLine.Of(db, worst, new(shown, shown with { Lead = heir }), box, by, clock.GetUtcNow());
    }

    /// <summary>Shows who would be called by what is chosen now.</summary>
    public async Task Refresh(BlockActionRequest change, CancellationToken stop)
    {
        if (change.View is not { CallbackId: HandoverIds.ReassignForm } view) return;
        var heir = view.State.User(Lead);
        // Whoever is chosen is met by it.
        await access.Meet(heir, stop);
        var form = database.Read(db =>
            Form(db, view.PrivateMetadata, change.User.Id, heir, ReachLine.IsTicked(view.State)));
        if (form is not null) await slack.Views.Redraw(change, form, stop);
    }

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var (user, person, lead) = (form.User.Id, form.View.PrivateMetadata, form.View.State.User(Lead));
        if (lead is null) return ViewSubmissionResponse.Errors((Lead, "Choose who sees to it from now on."));
        await access.Meet(lead, stop);
        var isCalled = ReachLine.IsTicked(form.View.State);
        return await RefusedFields.Catch(database, form, tx => Reassign(tx, person, (lead, isCalled), user));
    }

    void Reassign(Tx tx, string person, (string Person, bool IsCalled) heir, string by)
    {
        if ((Problem(tx.Db, by, person) ?? Access.CannotLead(tx.Db, heir.Person)) is { } refusal)
            throw RefusedFields.Of(Lead, refusal);
        foreach (var incident in Legacy.Led(tx.Db, Viewer.Of(by), person))
            IncidentChange.Hand(tx, incident, heir.Person, by, $"in the place of {Person.NameOf(tx.Db, person)}", heir.IsCalled);
        foreach (var row in FollowUpStore.OfOwner(tx.Db, Viewer.Of(by), person))
        {
            if (CheckInput.OwnerProblem(tx.Db, heir.Person, row.Incident) is { } problem) throw RefusedFields.Of(Lead, problem);
            FollowUpStore.Change(tx, row, FollowUpRules.Given(row.FollowUp, heir.Person), by);
        }

        foreach (var row in PostmortemStore.OfOwner(tx.Db, Viewer.Of(by), person))
        {
            if (GivePostmortem.Problem(tx.Db, heir.Person, row.Incident) is { } problem) throw RefusedFields.Of(Lead, problem);
            PostmortemStore.Hand(tx, row, heir.Person, by);
        }

        tx.Wake(Departures.SubjectOf(person));
    }
}
