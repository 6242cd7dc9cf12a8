using System.Data;
using System.Globalization;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Delivery;

/// <summary>Tells the announcement channel and the admins what Slack refuses the bot, once a day until it is cured.</summary>
public sealed class Trouble(
    Database database, SlackApi slack, Posts posts, Profiles people, AnnouncementChannel announcements, BotSettings settings)
{
    const string ToldOn = "trouble_told_on";
    const int Most = 6;

    public void Register(Synchroniser synchroniser, Ticker ticker)
    {
        synchroniser.Serve("trouble", Tell);
        ticker.Each("trouble", WakeOnceADay);
    }

    async Task WakeOnceADay(DateTimeOffset now, CancellationToken stop)
    {
        var today = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (database.Read(db => Parked(db).Count == 0 || TeamSettings.Get(db, ToldOn) == today)) return;
        await database.Change(tx =>
        {
            TeamSettings.Set(tx, ToldOn, today, "bot");
            tx.Wake($"trouble:{today}");
        });
    }

    async Task Tell(string day, CancellationToken stop)
    {
        var parked = database.Read(Parked);
        if (parked.Count == 0) return;
        var message = Message(parked);
        await Steps.All(
            async () => await posts.Show($"trouble:{day}", await announcements.Id(stop), message, stop),
            async () => await Steps.All(
                (await Admins(stop)).Select<string, Func<Task>>(admin => () => TellAdmin(day, admin, message, stop))));
    }

    /// <summary>Those whom the configuration names; without any, Slack's own admins and owners.</summary>
    async Task<IReadOnlyList<string>> Admins(CancellationToken stop) =>
        settings.Admins.Count > 0 ? settings.Admins : await people.FindAdmins(stop);

    async Task TellAdmin(string day, string admin, Message message, CancellationToken stop)
    {
        var conversation = await slack.Conversations.Open([admin], stop);
        await posts.Show($"trouble:{day}:{admin}", conversation.Id, message, stop);
    }

    static List<(string Subject, string Reason)> Parked(IDbConnection db) =>
        db.Query<(string, string)>(
            "select subject, parked from wakes where parked is not null and subject not like 'trouble:%' order by "
                + "parked_at").ToList();

    static Message Message(List<(string Subject, string Reason)> parked)
    {
        var lines = parked.GroupBy(p => p.Reason).Take(Most)
            .Select(same => $"• {Mrkdwn.Escape(Limits.Truncate(same.Key, 250))} "
                + $"({Mrkdwn.Escape(Limits.Truncate(string.Join(", ", same.Select(p => p.Subject)), 100))})");
        return new Message
        {
            Text = "Data Responder needs an admin",
            Blocks =
            [
                new SectionBlock
                {
                    Text = ":warning: *Data Responder needs an admin.* Slack refuses what it has to "
                        + $"do:\n{string.Join('\n', lines)}",
                },
                new ContextBlock { Elements = ["Nothing is lost: it tries again every hour, and after a restart at once."] },
            ],
        };
    }
}
