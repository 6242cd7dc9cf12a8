using System.Data;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>Hand over: whoever leads gives it to somebody else, who is called and reads in private how it stands.</summary>
public sealed class HandOver(Database database, SlackApi slack, Access access, TimeProvider clock)
{
    const string Lead = "lead", Why = "note", Button = "Hand over";
    const int LongestWhy = 500;

    public Task Open(IncidentRow incident, Opening opening, CancellationToken stop) => opening.Show(
        slack,
        incident.IsOpen ? database.Read(db => Form(db, incident, ShownIncident.Of(incident), new(null), opening.By))
            : OpenForm.Done(Button, $"{incident.Label} is {incident.Standing} already."),
        stop);

    /// <summary>What is filled in so far.</summary>
    sealed record Filled(string? Heir, string Why = "", bool IsCalled = false)
    {
        /// <summary>What is to be known before it is sent.</summary>
        public IReadOnlyList<string> Notes { get; init; } = [];

        public static Filled Of(View view)
        {
            var state = ShownIncident.Filled(view);
            return new(state.User(Lead), state.Text(HandOver.Why), ReachLine.IsTicked(state));
        }
    }

    ModalViewDefinition Form(IDbConnection db, IncidentRow incident, ShownIncident shown, Filled filled, string by)
    {
        var now = ShownIncident.Present(incident);
        return shown.Carried(new()
        {
            CallbackId = IncidentIds.HandOverForm,
            Title = $"Hand over {incident.Label}",
            Submit = Button,
            Close = "Cancel",
            Blocks =
            [
                .. Meanwhile.Blocks(filled.Notes),
                ReachLine.Asking(Lead, "New lead", new UserSelectMenu
                {
                    ActionId = IncidentIds.HandOverLead,
                    InitialUser = filled.Heir,
                }),
                .. filled.Heir is null ? [] : ReachLine.Of(
                    db, incident, new(now, now with { Lead = filled.Heir }), (IncidentIds.HandOverCallNow, filled.IsCalled), by,
                    clock.GetUtcNow()),
                new InputBlock
                {
                    BlockId = Why,
                    Label = "What they should know",
                    Optional = true,
                    Hint = "They read it in private, beside what is open and due. The channel and the timeline show it.",
                    Element = new PlainTextInput
                    {
                        ActionId = Why,
                        Multiline = true,
                        MaxLength = LongestWhy,
                        InitialValue = filled.Why.Length > 0 ? filled.Why : null,
                    },
                },
            ],
        });
    }

    /// <summary>Shows who would be called by what is chosen now.</summary>
    public async Task Refresh(BlockActionRequest change, CancellationToken stop)
    {
        if (change.View is not { CallbackId: IncidentIds.HandOverForm } view) return;
        var (shown, filled) = (ShownIncident.Of(view), Filled.Of(view));
        // Whoever is chosen is met by it.
        await access.Meet(filled.Heir, stop);
        var form = database.Read(db => IncidentStore.Find(db, Viewer.Of(change.User.Id), shown.Number) is { } incident
            ? Form(db, incident, shown, filled, change.User.Id) : null);
        if (form is not null) await slack.Views.Redraw(change, form, stop);
    }

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var (shown, filled) = (ShownIncident.Of(form.View), Filled.Of(form.View));
        if (filled.Heir is not { } heir)
            return ViewSubmissionResponse.Errors((shown.Block(Lead), "Choose who leads from now on."));
        await access.Meet(heir, stop);
        return await RefusedFields.Catch(database, form, tx => Give(tx, shown, filled, heir, form.User.Id));
    }

    void Give(Tx tx, ShownIncident shown, Filled filled, string heir, string by)
    {
        if (Access.CannotLead(tx.Db, heir) is { } cannot) throw RefusedFields.Of(shown.Block(Lead), cannot);
        var incident = IncidentStore.Seen(tx.Db, Viewer.Of(by), shown.Number);
        if (!incident.IsOpen)
            throw RefusedFields.Of(
                shown.Block(Lead), $"{incident.Label} is {incident.Standing} by now: nobody has to lead it.");
        if (incident.Lead == heir)
            throw RefusedFields.Of(shown.Block(Lead), $"{Person.NameOf(tx.Db, heir)} leads {incident.Label} already.");
        if (incident.Lead != shown.Values.Lead)
        {
            var edit = new FormEdit(shown.Values, shown.Values with { Lead = heir });
            var first = Meanwhile.Of(tx, incident, edit, shown.Draft, [IncidentField.Lead], (by, Button));
            throw RefusedFields.Anew(Form(tx.Db, incident, first.Shown, filled with { Notes = first.Notes }, by));
        }

        IncidentChange.Hand(tx, incident, heir, by, filled.Why.Length > 0 ? filled.Why : null, filled.IsCalled);
    }
}
