using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>What can be done with an incident: <c>/incident</c> in its channel, and "More…" on its card.</summary>
public sealed class IncidentMenu(Database database, SlackApi slack)
{
    public Task Open(IncidentRow incident, Opening opening, CancellationToken stop) => opening.Show(
        slack,
        database.Read(db => AskWhich.Actions(
            incident, LeadWords.Of(db, incident, opening.By), opening.By, opening.Channel ?? "",
            SubscriberStore.Find(db, incident.Number, opening.By) is not null)),
        stop);
}
