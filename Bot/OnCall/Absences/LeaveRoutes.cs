using Bot.Delivery;
using Bot.OnCall.Keep;
using Bot.OnCall.Rows;
using Bot.Settings;
using Bot.Slack;

namespace Bot.OnCall.Absences;

/// <summary>
/// The table of contents of leaves and holidays: which command, field, form and button goes where, and what is due when.
/// </summary>
public sealed class LeaveRoutes(
    BotCommands commands, TakeLeave leave, HolidayLists lists, EditHolidays edit, TellOfHolidays tell, KeepAbsences absences)
{
    // Stored data: never renamed, never reused.
    public const string Form = "leave";
    public const string PersonField = "leave_for";
    public const string FirstField = "leave_first";
    public const string LastField = "leave_last";
    public const string TurnsField = "leave_turns";
    public const string RemoveButton = "leave_remove";
    public const string ListsForm = "holiday_lists";
    public const string FollowButton = "holiday_follow";
    public const string EditButton = "holiday_edit";
    public const string EditForm = "holiday_list";
    public const string NameField = "holiday_name";
    public const string DaysField = "holiday_days";
    public const string FileField = "holiday_file";
    public const string ObservancesField = "holiday_observances";
    public const string FollowersField = "holiday_followers";

    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        router.Command(commands.Cover, "leave", leave.Open, ackFirst: true);
        router.Command(commands.Cover, "holidays", WordAlone.Only(lists.Open), ackFirst: true);
        router.ViewSubmission(Form, leave.Submit);
        foreach (var field in new[] { PersonField, FirstField, LastField, TurnsField })
            router.Action(field, leave.Refresh, ackFirst: true);
        router.ActionThen(RemoveButton, leave.Remove);
        router.ActionThen(FollowButton, lists.Follow);
        router.Action(EditButton, edit.Open, ackFirst: true);
        router.ViewSubmission(EditForm, edit.Submit);
        synchroniser.Serve(OnCallSubjects.Holidays, tell.Bring);
        ticker.Each("absences", absences.LookDue);
    }
}
