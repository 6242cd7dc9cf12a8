using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>Hand over: whoever leads gives it to somebody else, who is called and reads in private how it stands.</summary>
public sealed class HandOver(Database database, SlackApi slack, Access access, TimeProvider clock)
{
    const string Lead = "lead", Why = "note";
    const int LongestWhy = 500;

    public Task Open(IncidentRow incident, Opening opening, CancellationToken stop) => opening.Show(
        slack,
        incident.IsOpen ? database.Read(db => Form(db, incident, opening.By, null, false))
            : OpenForm.Done("Hand over", $"{incident.Label} is {incident.Standing} already."),
        stop);

    ModalViewDefinition Form(IDbConnection db, IncidentRow incident, string by, string? heir, bool isCalled)
    {
        var shown = ShownIncident.Present(incident);
        return new()
        {
            CallbackId = IncidentIds.HandOverForm,
            PrivateMetadata = incident.Number.ToString(CultureInfo.InvariantCulture),
            Title = $"Hand over {incident.Label}",
            Submit = "Hand over",
            Close = "Cancel",
            Blocks =
            [
                ReachLine.Asking(Lead, "New lead", new UserSelectMenu
                {
                    ActionId = IncidentIds.HandOverLead,
                    InitialUser = heir,
                }),
                .. heir is null ? [] : ReachLine.Of(
                    db, incident, new(shown, shown with { Lead = heir }), (IncidentIds.HandOverCallNow, isCalled), by,
                    clock.GetUtcNow()),
                new InputBlock
                {
                    BlockId = Why,
                    Label = "What they should know",
                    Optional = true,
                    Hint = "They read it in private, beside what is open and due. The channel and the timeline show it.",
                    Element = new PlainTextInput { ActionId = Why, Multiline = true, MaxLength = LongestWhy },
                },
            ],
        };
    }

    /// <summary>Shows who would be called by what is chosen now.</summary>
    public async Task Refresh(BlockActionRequest change, CancellationToken stop)
    {
        if (change.View is not { CallbackId: IncidentIds.HandOverForm } view) return;
        var heir = view.State.User(Lead);
        // Whoever is chosen is met by it.
        await access.Meet(heir, stop);
        var form = database.Read(db => Of(db, Viewer.Of(change.User.Id), view) is { } incident
            ? Form(db, incident, change.User.Id, heir, ReachLine.IsTicked(view.State)) : null);
        if (form is not null) await slack.Views.Redraw(change, form, stop);
    }

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        if (form.View.State.User(Lead) is not { } heir)
            return ViewSubmissionResponse.Errors((Lead, "Choose who leads from now on."));
        await access.Meet(heir, stop);
        return await RefusedFields.Catch(database, form, tx => Give(tx, form, heir));
    }

    static void Give(Tx tx, ViewSubmission form, string heir)
    {
        if (Access.CannotLead(tx.Db, heir) is { } cannot) throw RefusedFields.Of(Lead, cannot);
        var by = form.User.Id;
        var incident = Of(tx.Db, Viewer.Of(by), form.View)!;
        if (!incident.IsOpen)
            throw RefusedFields.Of(Lead, $"{incident.Label} is {incident.Standing} by now: nobody has to lead it.");
        if (incident.Lead == heir)
            throw RefusedFields.Of(Lead, $"{Person.NameOf(tx.Db, heir)} leads {incident.Label} already.");
        var said = form.View.State.Text(Why);
        IncidentChange.Hand(tx, incident, heir, by, said.Length > 0 ? said : null, ReachLine.IsTicked(form.View.State));
    }

    static IncidentRow? Of(IDbConnection db, Viewer viewer, View view) =>
        WhichIncident.Number(view.PrivateMetadata) is { } number ? IncidentStore.Find(db, viewer, number) : null;
}
