using System.Data;
using System.Globalization;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Delivery;

/// <summary>
/// Tells the announcement channel and the admins what Slack refuses the bot, and what else it cannot make good by itself, once
/// a day until it is cured.
/// </summary>
public sealed class Trouble(
    Database database, SlackApi slack, Posts posts, Profiles people, AnnouncementChannel announcements, Admins admins)
{
    static readonly Setting<string?> ToldOn = Setting.Plain("trouble_told_on");
    const int Most = 6;
    readonly List<Func<IDbConnection, IEnumerable<string>>> others = [];

    /// <summary>Sentences about what else wants an admin.</summary>
    public void Also(Func<IDbConnection, IEnumerable<string>> what) => others.Add(what);

    public void Register(Synchroniser synchroniser, Ticker ticker)
    {
        synchroniser.Serve("trouble", Tell);
        ticker.Each("trouble", WakeOnceADay);
    }

    async Task WakeOnceADay(DateTimeOffset now, CancellationToken stop)
    {
        var today = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (database.Read(db => ToldOn.Now(db) == today || (Parked(db).Count == 0 && !Others(db).Any()))) return;
        await database.Change(tx =>
        {
            ToldOn.Set(tx, today, "bot");
            tx.Wake($"trouble:{today}");
        });
    }

    async Task Tell(string day, CancellationToken stop)
    {
        var (parked, rest) = database.Read(db => (Parked(db), Others(db).ToList()));
        if (parked.Count + rest.Count == 0) return;
        var message = Message(parked, rest);
        await Steps.All(
            async () => await posts.Show($"trouble:{day}", await announcements.Id(stop), message, stop),
            async () => await Steps.All(
                (await Told(stop)).Select<string, Func<Task>>(admin => () => TellAdmin(day, admin, message, stop))));
    }

    /// <summary>Those whom the configuration names; without any, Slack's own admins and owners.</summary>
    async Task<IReadOnlyList<string>> Told(CancellationToken stop) =>
        admins.Ids.Count > 0 ? admins.Ids : await people.FindAdmins(stop);

    async Task TellAdmin(string day, string admin, Message message, CancellationToken stop)
    {
        var conversation = await slack.Conversations.Open([admin], stop);
        await posts.Show($"trouble:{day}:{admin}", conversation.Id, message, stop);
    }

    static List<(string Subject, string Reason)> Parked(IDbConnection db) =>
        db.Query<(string, string)>(
            "select subject, parked from wakes where parked is not null and subject not like 'trouble:%' order by "
                + "parked_at").ToList();

    IEnumerable<string> Others(IDbConnection db) => others.SelectMany(what => what(db));

    static Message Message(List<(string Subject, string Reason)> parked, List<string> others) => new()
    {
        Text = "Data Responder needs an admin",
        Blocks =
        [
            new SectionBlock
            {
                Text = string.Join('\n', [":warning: *Data Responder needs an admin.*" + Refused(parked), .. Lines(others)]),
            },
            .. parked.Count == 0
                ? []
                : new[]
                {
                    new ContextBlock { Elements = ["Nothing is lost: it tries again every hour, and after a restart at once."] },
                },
        ],
    };

    static string Refused(List<(string Subject, string Reason)> parked)
    {
        if (parked.Count == 0) return "";
        var lines = parked.GroupBy(p => p.Reason).Take(Most)
            .Select(same => $"• {Mrkdwn.Escape(Limits.Truncate(same.Key, 250))} "
                + $"({Mrkdwn.Escape(Limits.Truncate(string.Join(", ", same.Select(p => p.Subject)), 100))})");
        return $" Slack refuses what it has to do:\n{string.Join('\n', lines)}";
    }

    static IEnumerable<string> Lines(List<string> others) =>
        others.Take(Most).Select(what => $"• {Mrkdwn.Escape(Limits.Truncate(what, 300))}");
}
