using System.Data;
using System.Text.Json;
using Bot.Delivery;
using Bot.FollowUps;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Postmortems;

/// <summary>
/// Who writes a postmortem, and until when. Only what was changed in the form is written; what others changed meanwhile is said
/// before it is lost.
/// </summary>
public sealed class GivePostmortem(Database database, SlackApi slack, Access access, WhichIncident which)
{
    const string Owner = "postmortem_owner", Due = "postmortem_due";

    /// <summary>Whose it is, and until when.</summary>
    sealed record Given(string? Owner, DateOnly? Due)
    {
        public static Given Of(PostmortemRow row) => new(row.Owner, row.Postmortem.Due);
    }

    /// <summary>Of which incident, and what the form said when it was opened.</summary>
    sealed record Shown(long Incident, Given Was);

    public async Task Open(BlockActionRequest press, CancellationToken stop)
    {
        if (which.Of(press) is not { } incident) return;
        await Opening.Of(press).Show(slack, database.Read(db => Form(db, incident, press.User.Id)), stop);
    }

    static ModalViewDefinition Form(IDbConnection db, IncidentRow incident, string by)
    {
        if (PostmortemStore.Find(db, Viewer.Of(by), incident.Number) is not { } row || !row.Postmortem.IsOpen)
            return OpenForm.Done(PostmortemText.Title(incident.Number), "Nobody works on it any more.");
        return Form(new(incident.Number, Given.Of(row)), Given.Of(row));
    }

    static ModalViewDefinition Form(Shown shown, Given input, string? notice = null) => new()
    {
        CallbackId = PostmortemIds.OwnerForm,
        PrivateMetadata = JsonSerializer.Serialize(shown),
        Title = PostmortemText.Title(shown.Incident),
        Submit = "Save",
        Close = "Cancel",
        Blocks =
        [
            .. notice is null ? Array.Empty<Block>() : [new SectionBlock { Text = $":warning: {notice}" }],
            new InputBlock
            {
                BlockId = Owner,
                Label = "Who writes it",
                Element = new UserSelectMenu { ActionId = Owner, InitialUser = input.Owner },
            },
            new InputBlock
            {
                BlockId = Due,
                Label = "Until",
                Element = new DatePicker { ActionId = Due, InitialDate = input.Due },
                Hint = (PlainText)"Their brief names it once they are given it, the working day before, on the day, and weekly.",
            },
        ],
    };

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        await access.Meet(form.View.State.User(Owner), stop);
        return await RefusedFields.Catch(database, form, tx => Save(tx, form));
    }

    static void Save(Tx tx, ViewSubmission form)
    {
        var (by, shown) = (form.User.Id, JsonSerializer.Deserialize<Shown>(form.View.PrivateMetadata)!);
        if (form.View.State.User(Owner) is not { } owner) throw RefusedFields.Of(Owner, "Choose who writes it.");
        if (form.View.State[Due].SelectedDate is not { } due) throw RefusedFields.Of(Due, "Choose a day.");
        if (PostmortemStore.Seen(tx.Db, by, shown.Incident) is not { } row || !row.Postmortem.IsOpen)
            throw RefusedFields.Of(Owner, "Somebody has ended it meanwhile.");
        var (was, input, now) = (shown.Was, new Given(owner, due), Given.Of(row));
        var to = new Given(Either(was.Owner, input.Owner, now.Owner), Either(was.Due, input.Due, now.Due));
        if (Lost(was, input, now) is { Count: > 0 } lost)
            throw RefusedFields.Anew(Form(
                // What was not changed in the form is not changed by sending it again.
                shown with
                {
                    Was = new(input.Owner == was.Owner ? was.Owner : now.Owner, input.Due == was.Due ? was.Due : now.Due),
                },
                to, $"Somebody has changed {string.Join(" and ", lost)} meanwhile. Save again to put yours in its place."));
        Check(tx, row, to);
        PostmortemStore.Give(tx, row, to.Owner!, to.Due!.Value, by);
    }

    static void Check(Tx tx, PostmortemRow row, Given to)
    {
        if (to.Owner != row.Owner && Problem(tx.Db, to.Owner!, row.Incident) is { } problem)
            throw RefusedFields.Of(Owner, problem);
        if (to.Due != row.Postmortem.Due && to.Due < OwnerDays.Of(tx.Db, to.Owner!, tx.Time).Today)
            throw RefusedFields.Of(Due, "Choose today or a day to come.");
    }

    /// <summary>What was changed in the form is as the form says; all else is as it is now.</summary>
    static T Either<T>(T was, T input, T now) => EqualityComparer<T>.Default.Equals(input, was) ? now : input;

    /// <summary>What both have changed, each otherwise.</summary>
    static List<string> Lost(Given was, Given input, Given now)
    {
        (string What, object? Was, object? Input, object? Now)[] fields =
        [
            ("who writes it", was.Owner, input.Owner, now.Owner),
            ("the day", was.Due, input.Due, now.Due),
        ];
        return [.. fields.Where(f => !Equals(f.Input, f.Was) && !Equals(f.Now, f.Was) && !Equals(f.Now, f.Input))
            .Select(f => f.What)];
    }

    /// <summary>Why somebody cannot write it, in a sentence; null where they can.</summary>
    public static string? Problem(IDbConnection db, string owner, long incident) =>
        Outsiders.Has(db, owner)
            ? "Guests, apps, deactivated people and people of other workspaces write none. Choose somebody else."
            : CheckInput.OwnerProblem(db, owner, incident);
}
