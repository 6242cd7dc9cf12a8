using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>"I'm on it", "Take over", "I'll lead": whoever presses leads from now on. A word or a press of the lead says as much.</summary>
public sealed class TakeIncident(Database database, SlackApi slack, WhichIncident which)
{
    public async Task<Func<CancellationToken, Task>?> Take(BlockActionRequest press, CancellationToken stop)
    {
        if (await which.Of(press, stop) is not { } found) return null;
        return Tell.Then(slack, press, await Take(press.IdempotencyKey, found.Number, press.User.Id));
    }

    /// <summary>The same by a verb; once, however often it arrives.</summary>
    public Task<string?> Take(string key, long number, string by) => database.Once(key, tx => Take(tx, number, by));

    /// <summary>Makes somebody the lead, who has begun; says in a sentence why not when it is over, or theirs already.</summary>
    public static string? Take(Tx tx, long number, string by)
    {
        var incident = IncidentStore.Find(tx.Db, number)!;
        var step = Transitions.Take(IncidentStore.State(tx.Db, incident), by);
        if (step.Refusal == Refusal.Ended) return $"{incident.Label} is {Words.Of(incident.Status)}. Reopen it to work on it.";
        if (!step.Changes) return $"You lead {incident.Label} already.";
        IncidentChange.Apply(tx, incident, step, new(by));
        return null;
    }

    /// <summary>Whoever leads and does something in the channel is there; inside the change of what they do.</summary>
    public static void Appear(Tx tx, long number, string by)
    {
        if (IncidentStore.Find(tx.Db, number) is not { } incident) return;
        var isCalled = CallStore.OfWaiting(tx.Db, incident).Any(c => c.Persons.Contains(by));
        IncidentChange.Apply(tx, incident, Transitions.Appear(IncidentStore.State(tx.Db, incident), by, isCalled), new(by, Heard: false));
    }

    /// <summary>A message in the incident's channel: of its lead, or of whoever was called in their place, it is a sign of life.</summary>
    public async Task Said(EventCallback message, CancellationToken stop)
    {
        if (message["channel"] is not { } channel || message["user"] is not { } person) return;
        if (database.Read(db => IncidentStore.InChannel(db, channel)) is not { IsOpen: true } incident) return;
        if (incident is { WaitingSince: null, Touched: true }) return;
        await database.Once(message.IdempotencyKey, tx =>
        {
            Appear(tx, incident.Number, person);
            return null;
        });
    }
}
