using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Alerts;
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
    TimeProvider clock, ILogger<OvernightLine> log)
{
    readonly OneByOne oneByOne = new(log);

    const int LongestName = 60;
    static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2), Making = TimeSpan.FromMinutes(2);

    /// <summary>Makes the line in Slack match the night's rows.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        var (night, all, opened) = database.Read(db => (
            WaitingStore.Night(db, number), WaitingStore.In(db, number), Opened(db, Viewer.Public, WaitingStore.In(db, number))));
        if (night is null) return;
        // What became a private incident is said there alone.
        var alerts = all.FindAll(a => a.Incident is not { } became || opened.ContainsKey(became));
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

    bool IsBeingMade(IncidentRow incident) =>
        incident is { IsOpen: true, Unaccepted: false, ChannelId: null, ChannelTrouble: null }
        && clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(incident.DeclaredAt) < Making;

    /// <summary>
    /// Ends a night once its alerts wait no longer: hours have opened, be it while the bot was down, or the rotation's choice has
    /// changed.
    /// </summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        foreach (var night in database.Read(db => WaitingStore.Open(db).FindAll(night => !IsAsItWas(db, night, now))))
        {
            var due = database.Read(db => Due(db, night, now).Waiting);
            await oneByOne.Do(
                due, (one => database.Change(tx => OpenDue(tx, one.Id)), one => $"Opening what waited as {one.Id}"), now, stop);
            await database.Change(tx => End(tx, night, due.Count > 0));
        }
    }

    static bool IsAsItWas(IDbConnection db, NightRow night, DateTimeOffset now) =>
        now.ToUnixTimeMilliseconds() < night.Until
        && Responder.At(db, night.Of, now) is var onCall
        && Until(onCall, AtNight.InTheMorning)?.ToUnixTimeMilliseconds() == night.Until
        && (onCall.ToldGroup is null || !WaitingStore.In(db, night.Id).Exists(w => w.Waits && !StillWaits(w, onCall)));

    static DateTimeOffset? Until(Responder onCall, AtNight atNight) =>
        AfterHours.WaitsUntil(onCall, RouteAction.Default with { AtNight = atNight });

    static bool StillWaits(WaitingRow waiting, Responder onCall) => AfterHours.WaitsUntil(onCall, waiting.Action) is not null;

    /// <summary>What waits no longer, and until when the others do.</summary>
    static (List<WaitingRow> Waiting, DateTimeOffset? Until) Due(IDbConnection db, NightRow night, DateTimeOffset now)
    {
        var onCall = Responder.At(db, night.Of, now);
        var until = now.ToUnixTimeMilliseconds() < night.Until ? Until(onCall, AtNight.InTheMorning) : null;
        var waiting = WaitingStore.In(db, night.Id).FindAll(w => w.Waits);
        return (until is null ? waiting : waiting.FindAll(w => !StillWaits(w, onCall)), until);
    }

    void OpenDue(Tx tx, long id)
    {
        if (WaitingStore.Row(tx.Db, id) is { Waits: true } waiting) Open(tx, waiting, "It waited for the morning.");
    }

    static void End(Tx tx, NightRow night, bool hasOpened)
    {
        var (due, until) = Due(tx.Db, night, tx.Time);
        // The night goes on for what could not be opened, which is tried again.
        if (due.Count > 0) return;
        // What waits for the rotation's choice alone ends with it.
        var isOver = until is null || (hasOpened && !WaitingStore.In(tx.Db, night.Id).Exists(w => w.Waits));
        if (isOver) WaitingStore.End(tx, night);
        else WaitingStore.Move(tx, night, until!.Value);
    }

    /// <summary>Opens the incident of what waited; its line leads there.</summary>
    long? Open(Tx tx, WaitingRow waiting, string why)
    {
        var incident = receive.Open(tx, waiting.Waited, why).Incident;
        if (incident is { } number) WaitingStore.Became(tx, waiting, number);
        return incident;
    }

    public async Task OpenNow(BlockActionRequest press, CancellationToken stop)
    {
        if (!long.TryParse(press.Action.Value, CultureInfo.InvariantCulture, out var id)) return;
        await database.Once(press.IdempotencyKey, tx =>
        {
            if (WaitingStore.Row(tx.Db, id) is not { Waits: true } waiting
                || Open(tx, waiting, "It waited for the morning.") is not { } incident) return null;
            // It may belong to a private one, into which nobody comes by a press.
            if (IncidentStore.Find(tx.Db, Viewer.Of(press.User.Id), incident) is not null)
                InviteStore.Invite(tx, incident, press.User.Id, "opened it", tx.Now);
            // What else the same job reported is the same incident.
            if (waiting.Job is not { } job) return null;
            foreach (var other in WaitingStore.In(tx.Db, waiting.Night).Where(w => w.Waits && w.Job == job))
                Open(tx, other, "It waited for the morning.");
            return null;
        });
    }
}
