using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.Hosting;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents.Timeline;

/// <summary>
/// A message on a timeline says there what it says in Slack: what was edited is read again, what was deleted goes, and so does
/// what nobody has pinned any more.
/// </summary>
public sealed class FollowMessage(Database database, SlackApi slack)
{
    public const string Prefix = "timeline";

    // Whoever names more means everybody.
    const int MostNamed = 20;

    bool looked;

    /// <summary>A message was edited or deleted.</summary>
    public async Task Changed(EventCallback change, CancellationToken stop)
    {
        if (change["channel"] is not { } channel || MessageEvents.Changed(change) is not { } ts) return;
        if (database.Read(db => TimelineStore.OfMessage(db, channel, ts)) is not { Count: > 0 } items) return;
        await database.Once(change.IdempotencyKey, tx =>
        {
            foreach (var item in items) tx.Wake(item.Subject);
            return null;
        });
    }

    /// <summary>What happened while the bot was away: one look at start.</summary>
    public async Task LookAtStart(DateTimeOffset now, CancellationToken stop)
    {
        if (looked) return;
        if (database.Read(TimelineStore.OfOpen) is { Count: > 0 } items)
            await database.Change(tx => items.ForEach(item => TimelineStore.LookAtPins(tx, item)));
        looked = true;
    }

    /// <summary>Repeatable: reads the message as it is now.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        if (database.Read(db => TimelineStore.Find(db, number)) is not { RemovedAt: null, Channel: { } channel, Ts: { } ts } item)
            return;
        try
        {
            var message = await slack.Conversations.Message(channel, ts, stop);
            var link = message is null || item.Link is not null ? null : await slack.Chat.GetPermalink(channel, ts, stop);
            await database.Change(tx => Keep(tx, item, message, link));
        }
        catch (SlackException e) when (Posts.IsNoPlace(e) || e.Error is "missing_scope" or "message_not_found")
        {
            // The bot is not there, and what is known of it stays; or the message went just now, which is told as well.
        }
    }

    /// <param name="before">The item as it was when the message was asked for.</param>
    static void Keep(Tx tx, TimelineItem before, MessageEvent? message, string? link)
    {
        // Taken off meanwhile.
        if (TimelineStore.Find(tx.Db, before.Id) is not { RemovedAt: null } item) return;
        if (message is null)
        {
            TimelineStore.Remove(tx, item, IncidentChange.Bot, "deleted in Slack");
            return;
        }

        // What has just been pinned may be read without its emoji: they count once one was taken away.
        var pins = message.Reactions.FirstOrDefault(r => r.Name == PinMessage.Emoji) ?? new();
        List<string> members = [.. pins.Users.Where(person => !Outsiders.Has(tx.Db, person))];
        var isInDoubt = item.Pinned && before.Looks > 0;
        if (TimelineRules.Holder(item.AddedBy, isInDoubt, members, pins.Count <= pins.Users.Count) is not { } holder)
        {
            // Whoever took the last one away may have done so hours ago.
            TimelineStore.Remove(tx, item, IncidentChange.Bot, "not pinned any more");
            return;
        }

        TimelineStore.Read(tx, before, message, link, holder);
        // Whoever has only written so far is no more than an id, and the timeline names them.
        var named = MessageText.People(message.Text).Take(MostNamed).Append(holder).Append(message.User);
        foreach (var person in named.OfType<string>())
            if (Person.Find(tx.Db, person) is null) tx.Wake(Profiles.SubjectOf(person));
    }
}
