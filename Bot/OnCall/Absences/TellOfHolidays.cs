using System.Data;
using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Absences;

/// <summary>
/// Whoever has other holidays because of somebody else hears so in person and at once: holidays take them off call, and who is
/// away gets no brief that could tell them.
/// </summary>
public sealed class TellOfHolidays(
    Database database, Posts posts, DirectMessages direct, BotCommands commands, TimeProvider clock)
{
    public async Task Bring(string person, CancellationToken stop)
    {
        if (database.Read(db => Said(db, person)) is not var (slot, words)) return;
        await posts.Show(slot, await direct.With(person, stop), new Message { Text = words }, stop, Lost.Left);
    }

    (string Slot, string Words)? Said(IDbConnection db, string person)
    {
        if (HolidayStore.ChangedByOthers(db, person) is not var (line, by)) return null;
        if (Outsiders.Has(db, person)) return null;
        var list = HolidayStore.FollowedBy(db, person) is { } id ? HolidayStore.Find(db, id) : null;
        return ($"{OnCallSubjects.HolidaysOf(person)}:{line}",
            $"{Mrkdwn.User(by)} changed your holidays: {Now(db, list, person)}. `{commands.Cover} holidays` shows and changes "
                + "them.");
    }

    string Now(IDbConnection db, HolidayList? list, string person)
    {
        if (list is null) return "you have none now";
        var today = LeaveForm.Today(db, person, clock.GetUtcNow());
        var next = HolidayStore.Days(db, list.Id, today) is [var day, ..]
            ? $", next {When.Day(day.Day, today)} {Mrkdwn.Name(day.Name)}".TrimEnd()
            : "";
        return $"*{Mrkdwn.Name(list.Name)}*{next}";
    }
}
