using Bot.Domain.Incidents;
using Bot.Hosting;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>"I'm on it" and "Be lead": whoever presses leads from now on, and Triage is over.</summary>
public sealed class TakeIncident(Database database, WhichIncident which)
{
    public Task OnIt(BlockActionRequest press, CancellationToken stop) => Take(press, "took it", stop);

    public Task BeLead(BlockActionRequest press, CancellationToken stop) => Take(press, "took it", stop);

    async Task Take(BlockActionRequest press, string why, CancellationToken stop)
    {
        if (await which.Of(press, stop) is not { } found) return;
        await database.Once(press.IdempotencyKey, tx =>
        {
            var incident = IncidentStore.Find(tx.Db, found.Number)!;
            if (!incident.IsOpen) return null;
            IncidentStore.SetLead(tx, incident, press.User.Id, press.User.Id, why);
            IncidentStore.Invite(tx, incident.Number, press.User.Id, "leads it", tx.Now);
            if (incident.Status == IncidentStatus.Triage) IncidentStore.SetStatus(tx, incident, IncidentStatus.Investigating, press.User.Id, why);
            return null;
        });
    }
}
