using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.FollowUps;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Postmortems;

/// <summary>Who writes a postmortem, and until when.</summary>
public sealed class GivePostmortem(Database database, SlackApi slack, Access access, WhichIncident which)
{
    const string Owner = "postmortem_owner", Due = "postmortem_due";

    public async Task Open(BlockActionRequest press, CancellationToken stop)
    {
        if (which.Of(press) is not { } incident) return;
        await Opening.Of(press).Show(slack, database.Read(db => Form(db, incident, press.User.Id)), stop);
    }

    static ModalViewDefinition Form(IDbConnection db, IncidentRow incident, string by)
    {
        if (PostmortemStore.Find(db, Viewer.Of(by), incident.Number) is not { } row || !row.Postmortem.IsOpen)
            return OpenForm.Done(PostmortemText.Title(incident.Number), "Nobody works on it any more.");
        return new()
        {
            CallbackId = PostmortemIds.OwnerForm,
            PrivateMetadata = incident.Number.ToString(CultureInfo.InvariantCulture),
            Title = PostmortemText.Title(incident.Number),
            Submit = "Save",
            Close = "Cancel",
            Blocks =
            [
                new InputBlock
                {
                    BlockId = Owner,
                    Label = "Who writes it",
                    Element = new UserSelectMenu { ActionId = Owner, InitialUser = row.Owner },
                },
                new InputBlock
                {
                    BlockId = Due,
                    Label = "Until",
                    Element = new DatePicker { ActionId = Due, InitialDate = row.Postmortem.Due },
                    Hint = (PlainText)"Their brief names it on the working day before, on the day, and then weekly.",
                },
            ],
        };
    }

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        await access.Meet(form.View.State.User(Owner), stop);
        return await RefusedFields.Catch(database, form, tx => Save(tx, form));
    }

    static void Save(Tx tx, ViewSubmission form)
    {
        var (by, number) = (form.User.Id, WhichIncident.Number(form.View.PrivateMetadata)!.Value);
        if (form.View.State.User(Owner) is not { } owner) throw RefusedFields.Of(Owner, "Choose who writes it.");
        if (form.View.State[Due].SelectedDate is not { } due) throw RefusedFields.Of(Due, "Choose a day.");
        if (PostmortemStore.Seen(tx.Db, by, number) is not { } row || !row.Postmortem.IsOpen)
            throw RefusedFields.Of(Owner, "Somebody has ended it meanwhile.");
        if (owner != row.Owner && Problem(tx.Db, owner, number) is { } problem) throw RefusedFields.Of(Owner, problem);
        if (due != row.Postmortem.Due && due < OwnerDays.Of(tx.Db, owner, tx.Time).Today)
            throw RefusedFields.Of(Due, "Choose today or a day to come.");
        PostmortemStore.Give(tx, row, owner, due, by);
    }

    /// <summary>Why somebody cannot write it, in a sentence; null where they can.</summary>
    public static string? Problem(IDbConnection db, string owner, long incident) =>
        Outsiders.Has(db, owner)
            ? "Guests, apps, deactivated people and people of other workspaces write none. Choose somebody else."
            : CheckInput.OwnerProblem(db, owner, incident);
}
