using Bot.Delivery;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// The incident's line in the announcement channel, and the replies under it for those who follow from outside.
/// </summary>
public sealed class Announce(
    Database database, Posts posts, AnnouncementChannel announcements, BotCommands commands, TimeProvider clock)
{
    public async Task Bring(long number, CancellationToken stop)
    {
        // What is private is announced nowhere.
        if (database.Read(db => IncidentStore.Find(db, Viewer.Public, number)) is null) return;
        var channel = await announcements.Id(stop);
        var (card, lines) = database.Read(db => (
            IncidentCard.Read(db, number, clock.GetUtcNow())!,
            IncidentLines.Unreplied(db, number).Select(l => Said.Read(db, l)).ToList()));
        var thread = database.Read(db => Posts.TsOf(db, Slot(card)));
        await Steps.All(
        [
            async () => thread = await Show(card, channel, stop),
            .. lines.Select<Said, Func<Task>>(line => async () =>
            {
                if (thread is null) return;
                thread = await Reply(card, line, thread, channel, stop);
                await IncidentLines.Replied(database, line);
            }),
        ]);
    }

    static string Slot(IncidentCard card) => Slot(card.Incident);

    Message Message(IncidentCard card) => IncidentMessages.Announcement(card, commands.Incident, clock.GetUtcNow());

    internal static string Slot(IncidentRow incident) => $"{incident.Subject}:announcement";

    /// <summary>Where it was announced, which may be another channel than the one that hears of incidents now.</summary>
    string Place(IncidentCard card, string channel) => database.Read(db => Posts.ChannelOf(db, Slot(card))) ?? channel;

    /// <summary>Null where what is over stands in a channel that is no more, and nothing is left to say.</summary>
    async Task<string?> Show(IncidentCard card, string channel, CancellationToken stop)
    {
        try
        {
            var lost = card.Incident.IsOpen ? Lost.Kept : Lost.Said;
            return await posts.Show(Slot(card), channel, Message(card), stop, lost);
        }
        catch (SlackException) when (Place(card, channel) != channel)
        {
            var isNews = card.Incident.IsOpen || database.Read(db => IncidentLines.Unreplied(db, card.Incident.Number)).Count > 0;
            return isNews ? await Anew(card, channel, stop) : null;
        }
    }

    /// <summary>Says it under the announcement, and under a new one where that is gone; returns the thread.</summary>
    async Task<string> Reply(IncidentCard card, Said line, string thread, string channel, CancellationToken stop)
    {
        var place = Place(card, channel);
        try
        {
            await Say(card, line, thread, place, stop);
            return thread;
        }
        catch (SlackException e) when (IsGone(e) || place != channel)
        {
            var anew = await Anew(card, channel, stop);
            await Say(card, line, anew, channel, stop);
            return anew;
        }
    }

    Task<string> Say(IncidentCard card, Said line, string thread, string place, CancellationToken stop) => posts.Show(
        $"{card.Incident.Subject}:reply:{line.Line.Id}", place,
        IncidentMessages.Reply(card.Incident, line.Text, thread, line.Line.IsBroadcast), stop, Lost.Said);

    static bool IsGone(SlackException refusal) => refusal.Error is "cannot_reply_to_message" or "thread_not_found";

    async Task<string> Anew(IncidentCard card, string channel, CancellationToken stop)
    {
        await database.Change(tx => Posts.Forget(tx, Slot(card)));
        return await posts.Show(Slot(card), channel, Message(card), stop);
    }
}
