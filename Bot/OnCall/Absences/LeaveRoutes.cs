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
    BotCommands commands, TakeLeave leave, HolidayLists lists, EditHolidays edit, TellOfHolidays tell, KeepAbsences absences,
    Restores restores)
{
    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        router.Command(commands.Cover, "leave", leave.Open, ackFirst: true);
        router.Command(commands.Cover, "holidays", WordAlone.Only(lists.Open), ackFirst: true);
        router.ViewSubmission(LeaveIds.Form, leave.Submit);
        foreach (var field in new[] { LeaveIds.PersonField, LeaveIds.FirstField, LeaveIds.LastField, LeaveIds.TurnsField })
            router.Action(field, leave.Refresh, ackFirst: true);
        router.ActionThen(LeaveIds.RemoveButton, leave.Remove);
        router.ActionThen(LeaveIds.FollowButton, lists.Follow);
        router.Action(LeaveIds.EditButton, edit.Open, ackFirst: true);
        router.ViewSubmission(LeaveIds.EditForm, edit.Submit);
        synchroniser.Serve(OnCallSubjects.Holidays, tell.Bring);
        ticker.Each("absences", absences.LookDue);
        ticker.EachMinute("holidays told", tell.Look);
        restores.Quiet((tx, _) => HolidayNews.All(tx.Db).FindAll(news => news.TellAt <= tx.Now)
            .ForEach(news => tx.Wake(OnCallSubjects.HolidaysOf(news.Person))));
    }
}
