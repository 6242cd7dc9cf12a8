using System.Data;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Absences;

/// <summary>
/// Whoever has other holidays because of somebody else hears in person what was changed: holidays take them off call, and who is
/// away gets no brief that could tell them. At once where hours within a day are changed, otherwise of all changes together as
/// their hours open: a holiday months ahead wakes nobody.
/// </summary>
public sealed class TellOfHolidays(
    Database database, Posts posts, DirectMessages direct, BotCommands commands, TimeProvider clock)
{
    const int MostNamed = 3;
    static readonly TimeSpan Near = TimeSpan.FromDays(1);

    /// <summary>What of somebody's coming holidays is another by now.</summary>
    sealed record Difference(HolidayList? List, bool IsOther, List<Holiday> Now, List<Holiday> Added, List<Holiday> Removed)
    {
        public bool IsNothing => !IsOther && Added.Count + Removed.Count == 0;
    }

    /// <summary>Asks for those whose time has come.</summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        var due = database.Read(db => HolidayNews.All(db).Where(n => IsDue(db, n, Of(db, n, now), now)).ToList());
        if (due.Count > 0) await database.Change(tx => due.ForEach(n => tx.Wake(OnCallSubjects.HolidaysOf(n.Person))));
    }

    public async Task Bring(string person, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var (news, words) = database.Read(db =>
            HolidayNews.Of(db, person) is { } of && Of(db, of, now) is var changed && IsDue(db, of, changed, now)
                ? (of, changed.IsNothing || Outsiders.Has(db, person) ? null : Words(db, of, changed, now)) : (null, null));
        if (news is null) return;
        if (words is not null)
        {
            await posts.Show(
                $"{OnCallSubjects.HolidaysOf(person)}:{news.Since}", await direct.With(person, stop),
                new Message { Text = words },
                stop, Lost.Left);
        }

        await database.Change(tx =>
        {
            if (HolidayNews.Of(tx.Db, person) == news) HolidayNews.End(tx, person);
        });
    }

    static Difference Of(IDbConnection db, HolidayNews news, DateTimeOffset now)
    {
        var today = LeaveForm.Today(db, news.Person, now);
        var list = HolidayStore.FollowedBy(db, news.Person) is { } id ? HolidayStore.Find(db, id) : null;
        var days = list is null ? [] : HolidayStore.Days(db, list.Id, today);
        var before = news.Before.Where(d => d.Day >= today).ToList();
        return new(
            list, list?.Id != news.List, days, [.. days.ExceptBy(before.Select(d => d.Day), d => d.Day)],
            [.. before.ExceptBy(days.Select(d => d.Day), d => d.Day)]);
    }

    // What was put back as it was is over at once.
    static bool IsDue(IDbConnection db, HolidayNews news, Difference changed, DateTimeOffset now)
    {
        var zone = PersonHours.ZoneOf(db, news.Person);
        return now.ToUnixTimeMilliseconds() >= news.TellAt || changed.IsNothing
            || changed.Added.Concat(changed.Removed).Any(d => Days.Hours(d.Day, d.Day, zone).Touches(new(now, now + Near)));
    }

    string Words(IDbConnection db, HolidayNews news, Difference changed, DateTimeOffset now)
    {
        var today = LeaveForm.Today(db, news.Person, now);
        var list = changed.List is { } named ? $"*{Mrkdwn.Name(named.Name)}*" : "";
        string Named(List<Holiday> days) => days.Count > MostNamed
            ? $"{days.Count} days, the first {Day(days[0], today)},"
            : string.Join(" and ", days.Select(d => Day(d, today)));
        var next = changed.Now is [var first, ..] ? $", next {Day(first, today)}" : "";
        var what = changed switch
        {
            { List: null } => "changed your holidays: you have none now",
            { IsOther: true } => $"changed your holidays: {list}{next}",
            { Removed: [] } => $"added {Named(changed.Added)} to your holidays ({list})",
            { Added: [] } => $"took {Named(changed.Removed)} out of your holidays ({list})",
            _ => $"added {Named(changed.Added)} to your holidays ({list}) and took {Named(changed.Removed)} out of them",
        };
        return $"{string.Join(" and ", news.Editors.Select(Mrkdwn.User))} {what}. `{commands.Cover} holidays` shows and changes "
            + "them.";
    }

    static string Day(Holiday day, DateOnly today) => $"{When.Day(day.Day, today)} {Mrkdwn.Name(day.Name)}".TrimEnd();
}
