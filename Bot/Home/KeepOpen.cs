using Bot.Delivery;
using Bot.Incidents;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Home;

/// <summary>"Keep it open": an incident that was asked about goes on; it is asked about again in three working days.</summary>
public sealed class KeepOpen(Database database, SlackApi slack, WhichIncident which)
{
    public async Task<Func<CancellationToken, Task>?> Keep(BlockActionRequest press, CancellationToken stop)
    {
        if (which.Of(press) is not { } found) return null;
        var (number, by) = (found.Number, press.User.Id);
        return Tell.Then(slack, press, await database.Once(press.IdempotencyKey, tx =>
        {
            var incident = IncidentStore.Seen(tx.Db, People.Viewer.Of(by), number);
            if (!incident.IsOpen) return $"{incident.Label} is {incident.Standing} already.";
            tx.Note(incident.Subject, IncidentFacts.KeptOpen, by);
            TakeIncident.Appear(tx, number, by);
            tx.WakeHomes();
            return null;
        }));
    }
}
