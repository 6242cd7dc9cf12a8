using System.Data;
using Bot.Delivery;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// Subscribe: whoever wants to follow an incident from outside hears of its updates, that it got worse, and its end, by direct
/// message, for as long as they may see it.
/// </summary>
public sealed class Subscribe(Database database, SlackApi slack, BotCommands commands)
{
    /// <summary>Begins it; says so in a sentence.</summary>
    public Task<string?> Begin(string key, long number, string by) => database.Once(key, tx =>
    {
        var incident = IncidentStore.Find(tx.Db, Viewer.Of(by), number);
        if (incident is null) return "You cannot see that incident any more.";
        var word = $"`{commands.Incident} {Verbs.Unsubscribe} {number}` ends that.";
        if (!SubscriberStore.Add(tx, number, by)) return $"You hear of {incident.Label} already. {word}";
        return incident.IsOpen
            ? $"You hear of {incident.Label} in direct messages from now on, at any hour: updates, if it gets worse, and its "
                + $"end. {word}"
            : $"{incident.Label} is {incident.Standing}. You hear of it in a direct message if it comes back. {word}";
    });

    /// <summary>Ends it; says so in a sentence.</summary>
    public Task<string?> End(string key, IncidentRow incident, string by) => database.Once(key, tx =>
        SubscriberStore.Remove(tx, incident.Number, by)
            ? $"You hear no more of {incident.Label} in direct messages."
            : $"You did not subscribe to {incident.Label}, so nothing ends.");

    /// <summary>Shows who subscribed.</summary>
    public Task Open(IncidentRow incident, Opening opening, CancellationToken stop) => opening.Show(
        slack, OpenForm.Done("Subscribers", database.Read(db => Sentence(db, incident))), stop);

    static string Sentence(IDbConnection db, IncidentRow incident)
    {
        var people = SubscriberStore.Of(db, incident.Number).ConvertAll(s => s.Person);
        if (people.Count == 0) return $"Nobody subscribed to {incident.Label}.";
        var name = Person.Names(db, people);
        return $"Who hears of {incident.Label} in direct messages:\n"
            + string.Join('\n', people.Select(p => $"• {Mrkdwn.Name(name(p))}"));
    }
}
