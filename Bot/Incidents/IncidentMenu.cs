using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>What can be done with an incident: <c>/incident</c> in its channel, and "More…" on its card.</summary>
public sealed class IncidentMenu(Database database, SlackApi slack, TimeProvider clock)
{
    public Task Open(IncidentRow incident, Opening opening, CancellationToken stop) => opening.Show(
        slack,
        database.Read(db => AskWhich.Actions(
            incident, LeadWords.Of(db, incident, opening.By), opening.By, opening.Channel ?? "",
            SubscriberStore.Find(db, incident.Number, opening.By) is not null,
            MergeStore.Find(db, incident.Number, clock.GetUtcNow()) is not null,
            db.ExecuteScalar<long>(
                "select exists (select 1 from incident_suspects where incident = @Number)", new { incident.Number }) != 0)),
        stop);
}
