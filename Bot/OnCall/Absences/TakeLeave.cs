using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Absences;

/// <summary>
/// <c>/cover leave</c>: days off of one's own, or of a member for those who own their rotation; covers are asked for by
/// themselves.
/// </summary>
public sealed class TakeLeave(Database database, SlackApi slack, Access access, TimeProvider clock)
{
    DateTimeOffset Now => clock.GetUtcNow();

    public async Task<SlashResponse?> Open(SlashCommand command, CancellationToken stop)
    {
        var person = command.Rest.Length == 0 ? command.UserId : command.Mentioned;
        if (person is null) return WordAlone.Unknown(command);
        await slack.Views.Open(command.TriggerId, await Form(person, command.UserId, stop), stop);
        return null;
    }

    async Task<ModalViewDefinition> Form(string person, string user, CancellationToken stop)
    {
        await access.Meet(person, stop);
        return database.Read(db => Modal(db, LeaveInput.Read(new(), person, LeaveForm.Today(db, person, Now)), user));
    }

    /// <summary>The form for somebody who is to be paused: the others move up.</summary>
    public async Task<ModalViewDefinition> Pause(string person, string user, CancellationToken stop)
    {
        await access.Meet(person, stop);
        return database.Read(db =>
        {
            var input = LeaveInput.Read(new(), person, LeaveForm.Today(db, person, Now));
            return Modal(db, input with { LeavesOutTurns = Owns(db, user, person) }, user);
        });
    }

    ModalViewDefinition Modal(IDbConnection db, LeaveInput input, string user) =>
        LeaveForm.Modal(db, input, user, Owns(db, user, input.Person), Now);

    // Whether it is theirs to say that others move up.
    bool Owns(IDbConnection db, string user, string person) =>
        access.MayFor(db, user, Act.PauseTurns, person, RotationStore.All(db, Now));

    LeaveInput Read(IDbConnection db, View view) =>
        LeaveInput.Read(view.State, view.PrivateMetadata, LeaveForm.Today(db, view.PrivateMetadata, Now));

    /// <summary>Shows what the days would mean.</summary>
    public async Task Refresh(BlockActionRequest change, CancellationToken stop)
    {
        if (change.View is not { CallbackId: LeaveIds.Form } view) return;
        await access.Meet(view.State.User(LeaveIds.PersonField) ?? change.User.Id, stop);
        await slack.Views.Redraw(change, database.Read(db => Modal(db, Read(db, view), change.User.Id)), stop);
    }

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var user = form.User.Id;
        var person = form.View.State.User(LeaveIds.PersonField) ?? form.View.PrivateMetadata;
        await access.Meet(person, stop);
        try
        {
            var said = await database.Once(form.IdempotencyKey, tx => Save(tx, Read(tx.Db, form.View), user));
            return ViewSubmissionResponse.Update(OpenForm.Done("Time off saved", said!));
        }
        catch (CoverRefusedException refused)
        {
            return ViewSubmissionResponse.Errors((refused.Block, refused.Message));
        }
    }

    string Save(Tx tx, LeaveInput input, string user)
    {
        var owns = Owns(tx.Db, user, input.Person);
        if (input.Person != user && !owns)
            throw new CoverRefusedException(LeaveIds.PersonField, Permissions.Refusal(Act.PauseTurns));
        if (Person.Find(tx.Db, input.Person) is null)
            throw new CoverRefusedException(LeaveIds.PersonField, "There is nobody here who is meant by that. Choose somebody.");
        var today = LeaveForm.Today(tx.Db, input.Person, tx.Time);
        if (input.Problem(today, LeaveRow.Of(tx.Db, input.Person, today)) is { } problem)
            throw new CoverRefusedException(problem.Field, problem.Sentence);
        LeaveRow.Add(tx, input.Person, input.First, input.Last, input.LeavesOutTurns && owns, user);
        return $":white_check_mark: {(input.Person == user ? "You are" : $"{Mrkdwn.User(input.Person)} is")} away "
            + $"{When.Days(input.First, input.Last, today)}. "
            + "Cover is asked for a week before each shift in these days, of each person in their own hours.";
    }

    /// <summary>Takes a leave back, from the form that lists it.</summary>
    public async Task<Func<CancellationToken, Task>?> Remove(BlockActionRequest press, CancellationToken stop)
    {
        if (press.View is not { } view) return null;
        await database.Once(press.IdempotencyKey, tx =>
        {
            if (long.TryParse(
                press.Action.Value, NumberStyles.None, CultureInfo.InvariantCulture,
                out var number) && LeaveRow.Find(tx.Db, number) is { } leave
                && (leave.Person == press.User.Id || Owns(tx.Db, press.User.Id, leave.Person)))
                LeaveRow.End(tx, leave, press.User.Id);
            return null;
        });
        return after => slack.Views.Redraw(press, database.Read(db => Modal(db, Read(db, view), press.User.Id)), after);
    }
}
