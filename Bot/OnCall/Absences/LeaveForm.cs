using System.Data;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.OnCall.Covers;
using Bot.OnCall.Rows;
using Bot.Slack;
using static Bot.OnCall.Absences.LeaveIds;

namespace Bot.OnCall.Absences;

/// <summary>What somebody has filled in: who is away, from which day to which, and whether turns are left out.</summary>
sealed record LeaveInput(string Person, DateOnly First, DateOnly Last, bool LeavesOutTurns)
{
    public static LeaveInput Read(ViewState state, string person, DateOnly today) => new(
        state.User(PersonField) ?? person,
        state[FirstField].SelectedDate ?? today,
        state[LastField].SelectedDate ?? today,
        state.Ticked(TurnsField).Count > 0);

    /// <summary>The field and what is wrong with it; null when the days can be saved.</summary>
    public (string Field, string Sentence)? Problem(DateOnly today, IEnumerable<LeaveRow> others) => this switch
    {
        _ when Last < First => (LastField, "The last day is before the first. Choose a later one."),
        _ when Last < today => (LastField, "These days are over. Choose days that are still to come."),
        _ when Last.DayNumber - First.DayNumber > 366 =>
            (LastField, "That is more than a year. Choose an earlier last day, or remove the member from the rotation."),
        _ when others.FirstOrDefault(l => l.First <= Last && First <= l.Last) is { } same =>
            (FirstField, $"Time off {When.Days(same.First, same.Last, today)} is saved already. Remove it below first."),
        _ => null,
    };
}

/// <summary>
/// The form of time off: what is filled in goes in, a modal comes out that says what will happen to the shifts.
/// </summary>
static class LeaveForm
{
    const int MostShown = 8;

    public static ModalViewDefinition Modal(
        IDbConnection db, LeaveInput input, string user, bool mayLeaveOutTurns, DateTimeOffset now)
    {
        var leaves = LeaveRow.Of(db, input.Person, Today(db, input.Person, now));
        return new()
        {
            CallbackId = Form,
            Title = "Time off",
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = input.Person,
            Blocks =
            [
                CoverForm.Field(PersonField, PersonField, "For", new UserSelectMenu { InitialUser = input.Person }),
                CoverForm.Field(FirstField, FirstField, "First day", new DatePicker { InitialDate = input.First }),
                CoverForm.Field(
                    LastField, LastField, "Last day", new DatePicker { InitialDate = input.Last },
                    "Both days are off, from midnight to midnight. For hours, ask for cover instead."),
                .. Turns(input, mayLeaveOutTurns),
                new DividerBlock(),
                new SectionBlock
                {
                    BlockId = "leave_preview",
                    Text = Limits.Truncate(LeavePreview.Of(db, input, user, now), Limits.Text),
                },
                .. leaves.Take(MostShown).Select(leave => Saved(leave, Today(db, input.Person, now))),
            ],
        };
    }

    static IEnumerable<Block> Turns(LeaveInput input, bool may)
    {
        if (!may) yield break;
        var box = new Option("Leave out their turns, so that the others move up", "yes");
        yield return new InputBlock
        {
            BlockId = TurnsField,
            Label = "Turns",
            Optional = true,
            DispatchAction = true,
            Element = new CheckboxGroup
            {
                ActionId = TurnsField,
                Options = [box],
                InitialOptions = input.LeavesOutTurns ? [box] : null,
            },
        };
    }

    static SectionBlock Saved(LeaveRow leave, DateOnly today) => new()
    {
        Text = $"{Mrkdwn.User(leave.Person)} is away {When.Days(leave.First, leave.Last, today)}"
            + (leave.LeavesOutTurns ? ", turns left out" : ""),
        Accessory = CoverMessages.Press(RemoveButton, "Remove", leave.Number),
    };

    public static DateOnly Today(IDbConnection db, string person, DateTimeOffset now) =>
        DateOnly.FromDateTime(PersonHours.ZoneOf(db, person).Wall(now));
}
