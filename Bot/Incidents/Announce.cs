using Bot.Delivery;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>The incident's line in the announcement channel, and the replies under it for those who follow from outside.</summary>
public sealed class Announce(Database database, Posts posts, AnnouncementChannel announcements, TimeProvider clock)
{
    public async Task Bring(long number, CancellationToken stop)
    {
        var channel = await announcements.Id(stop);
        var (card, lines) = database.Read(db => (
            IncidentCard.Read(db, number, clock.GetUtcNow())!,
            IncidentLines.Unreplied(db, number).Select(l => Said.Read(db, l)).ToList()));
        var thread = await posts.Show($"incident:{number}:announcement", channel, IncidentMessages.Announcement(card), stop);
        foreach (var line in lines)
        {
            var reply = IncidentMessages.Reply(card.Incident, line.Text, thread, line.Line.IsBroadcast);
            await posts.Show($"incident:{number}:reply:{line.Line.Id}", channel, reply, stop);
            await IncidentLines.Replied(database, line);
        }
    }
}
