using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Reviews;
using Bot.Incidents;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Reviews;

/// <summary>
/// Posts the review of the last seven days by itself, when and where the team has set it: once for each time that it is due. A
/// bot that was down then posts the latest one for a day; what is older is recorded as missed.
/// </summary>
public sealed class PostEveryWeek(
    Database database, SlackApi slack, ReviewInChannel inChannel, BotCommands commands, TimeProvider clock)
{
    static readonly TimeSpan WorthPosting = TimeSpan.FromDays(1), Farthest = TimeSpan.FromDays(8);

    static readonly ReviewLook Week = new(ReviewSpan.SevenDays, new());

    /// <summary>Sees whether one is due.</summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        if (database.Read(db => Due(db, now)) is not null) await database.Change(Begin);
    }

    /// <summary>The latest time since it was set, or since the last one.</summary>
    static (DateTimeOffset Due, string Channel)? Due(IDbConnection db, DateTimeOffset now)
    {
        if (ReviewSettings.WeekChannel.Now(db) is not { } channel || ReviewSettings.WeekTime.Now(db) is not { } time) return null;
        long[] since =
        [
            SettingStore.ChangedBy(db, ReviewSettings.WeekChannel.Key).At,
            SettingStore.ChangedBy(db, ReviewSettings.WeekTime.Key).At,
            ReviewWeekStore.Last(db) ?? 0, (now - Farthest).ToUnixTimeMilliseconds(),
        ];
        return time.Last(DateTimeOffset.FromUnixTimeMilliseconds(since.Max()), now) is { } due ? (due, channel) : null;
    }

    static void Begin(Tx tx)
    {
        if (Due(tx.Db, tx.Time) is not var (due, channel)) return;
        var until = due + WorthPosting;
        var isOfBackup = RestoreRow.IsAfter(tx.Db, due);
        var week = new ReviewWeek(
            due.ToUnixTimeMilliseconds(), channel, tx.Now, until.ToUnixTimeMilliseconds(),
            until <= tx.Time || isOfBackup ? ReviewWeek.Missed : ReviewWeek.Said);
        Save(tx, week, isOfBackup ? "it was due before a restore" : "the bot was down");
        if (week.State == ReviewWeek.Said) tx.Wake(week.Subject);
    }

    static void Save(Tx tx, ReviewWeek week, string why)
    {
        ReviewWeekStore.Save(tx, week);
        if (week.State == ReviewWeek.Missed)
            tx.Note(week.Subject, ReviewFacts.WeekMissed, "bot", after: week.Channel, why: why);
    }

    /// <summary>Brings one into its channel.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var due)) return;
        var (week, mayBeThere) = database.Read(db =>
            (ReviewWeekStore.Find(db, due), Posts.MayBeThere(db, ReviewWeek.SubjectOf(due))));
        if (week is not { State: ReviewWeek.Said }) return;
        var missed = mayBeThere ? null
            : week.UntilAt <= clock.GetUtcNow().ToUnixTimeMilliseconds() ? "it could not be posted for a day"
            : await WhyNot(week.Channel, stop);
        if (missed is not null)
        {
            await database.Change(tx => Save(tx, week with { State = ReviewWeek.Missed }, missed));
            return;
        }

        var review = database.Read(db => ShownReview.ToAll(
            db, ReviewSettings.WeekTime.Now(db)?.Zone ?? TimeZoneInfo.Utc, Week,
            DateTimeOffset.FromUnixTimeMilliseconds(week.At)));
        await inChannel.Bring(
            week.Subject, week.Channel, review, $"Posted by itself, as `{commands.Incident} {Verbs.Settings}` says.", stop);
    }

    // Whoever chose it could not: it may have been shared since.
    async Task<string?> WhyNot(string channel, CancellationToken stop)
    {
        try
        {
            var found = await slack.Conversations.Info(channel, stop);
            return found.IsExtShared ? "its channel is shared with another company" : null;
        }
        catch (SlackException e) when (e.IsOfNoChannel)
        {
            // That is said where it is posted.
            return null;
        }
        catch (SlackException e)
        {
            return $"Slack does not say whether its channel is shared ({e.Error})";
        }
    }
}
