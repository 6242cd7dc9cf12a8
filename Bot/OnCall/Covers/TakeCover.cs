using System.Data;
using Bot.Delivery;
using Bot.OnCall.Keep;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using static Bot.OnCall.Covers.CoverIds;

namespace Bot.OnCall.Covers;

/// <summary><c>/cover take</c>: a member of the rotation takes hours of somebody else, who is told.</summary>
public sealed class TakeCover(
    Database database, SlackApi slack, Access access, RotationAccess rotations, BotCommands commands, TimeProvider clock)
{
    DateTimeOffset Now => clock.GetUtcNow();

    public async Task<SlashResponse?> Open(SlashCommand command, CancellationToken stop) =>
        await Open(command.TriggerId, command.UserId, stop) is { } refusal ? new SlashResponse { Text = refusal } : null;

    /// <summary>The same form by a button.</summary>
    public async Task OpenByButton(BlockActionRequest press, CancellationToken stop) =>
        await Tell.Presser(slack, press, await Open(press.TriggerId, press.User.Id, stop), stop);

    async Task<string?> Open(string triggerId, string user, CancellationToken stop)
    {
        var (form, refusal) = database.Read(db => (Form(db, Read(db, new(), user), user), Nothing(db, user)));
        if (refusal is null) await slack.Views.Open(triggerId, form, stop);
        return refusal;
    }

    string? Nothing(IDbConnection db, string user)
    {
        if (ShiftAhead.Takeable(db, user, Now).Count > 0) return null;
        var all = RotationStore.All(db, Now);
        if (all.Exists(r => r.Rotation.Members.Contains(user)))
            return "Nobody else has hours ahead, so there is nothing to take.";
        var way = all.Count == 0 ? $"`{commands.Cover} rota` makes one."
            : all.Exists(r => rotations.MayChange(db, r, user)) ? $"`{commands.Cover} rota` adds members."
            : $"Ask {RotationAccess.WhomToAsk(db, all[0])} to add you.";
        return $"Only members of a rotation can take hours, and you are in none. {way}";
    }

    CoverInput Read(IDbConnection db, ViewState state, string user) =>
        CoverInput.Read(state, user, _ => ShiftAhead.Takeable(db, user, Now));

    ModalViewDefinition Form(IDbConnection db, CoverInput input, string user)
    {
        var shifts = ShiftAhead.Takeable(db, user, Now);
        var several = shifts.Select(s => s.Row.Id).Distinct().Count() > 1;
        return new()
        {
            CallbackId = TakeForm,
            Title = "Take hours",
            Submit = "Take",
            Close = "Cancel",
            Blocks =
            [
                .. CoverForm.HoursFields(input, shifts, Name, Now),
                CoverForm.Why("Such as: agreed with Ben"),
                new DividerBlock(),
                new SectionBlock { BlockId = "cover_preview", Text = Preview(db, input) },
            ],
        };

        string Name(ShiftAhead s) =>
            $"{Person.NameOf(db, s.Shift.Person)}: {CoverForm.Option(s, Now)}{(several ? $", {s.Row.Name}" : "")}";
    }

    string Preview(IDbConnection db, CoverInput input)
    {
        if (input.Problem(Now) is { } problem) return $":warning: {Mrkdwn.Escape(problem)}";
        if (input is not { Shift: { } shift } || input.Hours(Now) is not { } hours) return "";
        return $"*{When.Wall(hours, shift.Rotation.Zone, Now)}*, times in {shift.Rotation.Zone.Id}\n"
            + $"You are on call for these hours in the place of {Mrkdwn.User(shift.Shift.Person)}, "
            + $"who {CoverReach.Told(db, shift.Shift.Person, hours, Now)}.";
    }

    /// <summary>Shows what the fields would come to now.</summary>
    public async Task Refresh(BlockActionRequest change, CancellationToken stop)
    {
        if (change.View is not { CallbackId: TakeForm } view) return;
        await slack.Views.Redraw(
            change, database.Read(db => Form(db, Read(db, view.State, change.User.Id), change.User.Id)), stop);
    }

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var user = form.User.Id;
        try
        {
            var said = await database.Once(form.IdempotencyKey, tx => Take(tx, Read(tx.Db, form.View.State, user), user));
            return ViewSubmissionResponse.Update(OpenForm.Done("Hours taken", said!));
        }
        catch (CoverRefusedException refused)
        {
            return ViewSubmissionResponse.Errors((refused.Block, refused.Message));
        }
    }

    string Take(Tx tx, CoverInput input, string user)
    {
        if (input.Problem(tx.Time) is { } problem) throw new CoverRefusedException(input.HoursBlock, problem);
        var shift = input.Shift!;
        if (access.Refusal(tx.Db, user, Act.TakeHours, RotationAccess.RolesIn(shift.Row, user)) is { } refusal)
            throw new CoverRefusedException(input.HoursBlock, refusal);
        var hours = input.Hours(DateTimeOffset.FromUnixTimeMilliseconds(tx.Now))!.Value;
        KeepCovers.Make(
            tx, shift.Row, new() { Hours = hours, Away = shift.Shift.Person, Covering = user, By = user, Why = input.Why });
        var said = ShiftText.Hours(hours, shift.Rotation, PersonHours.ZoneOf(tx.Db, user), tx.Time);
        return $":white_check_mark: You are on call, {said}, in the place of {Mrkdwn.User(shift.Shift.Person)}, "
            + $"who {CoverReach.Told(tx.Db, shift.Shift.Person, hours, tx.Time)}.";
    }
}
