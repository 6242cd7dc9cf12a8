using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Incidents;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts;

/// <summary>
/// Alerts that come out of hours wait in one line of the announcement channel, edited through the night. When hours open, what
/// still fires opens its incidents with the responder as lead; whoever does not want to wait presses "Open now".
/// </summary>
public sealed class OvernightLine(
    Database database, Posts posts, AnnouncementChannel announcements, ReceiveAlert receive, BotCommands commands,
    TimeProvider clock)
{
    const int LongestName = 60;
    static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2), Making = TimeSpan.FromMinutes(2);

    /// <summary>Makes the line in Slack match the night's rows.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        var (night, alerts, opened) = database.Read(db => (
            WaitingStore.Night(db, number), WaitingStore.In(db, number), Opened(db, Viewer.Bot, WaitingStore.In(db, number))));
        if (night is null) return;
        var message = OvernightMessage.Of(
            night, alerts, of => Titles.Linked(opened[of], opened[of].Name, LongestName), commands.Incident);
        await posts.Show(night.Subject, await announcements.Id(stop), message, stop);
        // The way to an incident is its channel, which is made a moment later.
        if (opened.Values.Any(IsBeingMade)) await database.Change(tx => tx.Wake(night.Subject, LookAgain));
    }

    static Dictionary<long, IncidentRow> Opened(IDbConnection db, Viewer viewer, List<WaitingRow> alerts) =>
        alerts.Select(a => a.Incident).OfType<long>().Distinct().Select(number => IncidentStore.Find(db, viewer, number))
            .OfType<IncidentRow>()
        .ToDictionary(i => i.Number);

    bool IsBeingMade(IncidentRow incident) => incident is { IsOpen: true, ChannelId: null, ChannelTrouble: null }
        && clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(incident.DeclaredAt) < Making;

    /// <summary>
    /// Ends the night once alerts wait no longer: hours have opened, be it while the bot was down, or the rotation's choice has
    /// changed.
    /// </summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        if (database.Read(db => IsAsItWas(db, now))) return;
        await database.Change(tx =>
        {
            if (WaitingStore.Open(tx.Db) is not { } night) return;
            if (tx.Now < night.Until && AfterHours.WaitsUntil(tx.Db, tx.Time) is { } until) WaitingStore.Move(tx, night, until);
            else End(tx, night);
        });
    }

    static bool IsAsItWas(IDbConnection db, DateTimeOffset now) =>
        WaitingStore.Open(db) is not { } night
        || now.ToUnixTimeMilliseconds() < night.Until && AfterHours.WaitsUntil(db, now)?.ToUnixTimeMilliseconds() == night.Until;

    void End(Tx tx, NightRow night)
    {
        WaitingStore.End(tx, night);
        foreach (var waiting in WaitingStore.In(tx.Db, night.Id).Where(w => w.Waits)) receive.Open(tx, waiting);
    }

    public async Task OpenNow(BlockActionRequest press, CancellationToken stop)
    {
        if (!long.TryParse(press.Action.Value, CultureInfo.InvariantCulture, out var id)) return;
        await database.Once(press.IdempotencyKey, tx =>
        {
            if (WaitingStore.Row(tx.Db, id) is not { Waits: true } waiting
                || receive.Open(tx, waiting).Incident is not { } incident) return null;
            InviteStore.Invite(tx, incident, press.User.Id, "opened it", tx.Now);
            // What else the same job reported is the same incident.
            if (waiting.Job is not { } job) return null;
            foreach (var other in WaitingStore.In(tx.Db, waiting.Night).Where(w => w.Waits && w.Job == job))
                receive.Open(tx, other);
            return null;
        });
    }
}
