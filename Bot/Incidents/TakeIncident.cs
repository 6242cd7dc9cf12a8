using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>"I'm on it", "Take over", "I'll lead": whoever presses leads from now on. A word or a press of the lead says as much.</summary>
public sealed class TakeIncident(Database database, SlackApi slack, WhichIncident which, Profiles profiles)
{
    public async Task<Func<CancellationToken, Task>?> Take(BlockActionRequest press, CancellationToken stop)
    {
        if (await which.Of(press, stop) is not { } found) return null;
        var (key, by, isTakenOver) = (press.IdempotencyKey, press.User.Id, press.Action.ActionId == IncidentRoutes.TakeOver);
        return Tell.Then(slack, press, isTakenOver
            ? await TakeOver(key, found.Number, by)
            : await Take(key, found.Number, by));
    }

    /// <summary>"I'm on it", also by a verb: once, however often it arrives, and not in the place of somebody who is.</summary>
    public Task<string?> Take(string key, long number, string by) =>
        database.Once(key, tx => Before(tx, number, by) ?? Take(tx, number, by));

    /// <summary>In the place of whoever leads.</summary>
    public Task<string?> TakeOver(string key, long number, string by) => database.Once(key, tx => Take(tx, number, by));

    static string? Before(Tx tx, long number, string by)
    {
        var first = Answering.OnIt(tx.Db, IncidentStore.Find(tx.Db, number)!);
        return first is null || first == by ? null
            : $"{Mrkdwn.Name(Person.NameOf(tx.Db, first))} is on it already. Press *Take over* to lead it.";
    }

    /// <summary>Makes somebody the lead, who has begun; says in a sentence why not when it is over, or theirs already.</summary>
    public static string? Take(Tx tx, long number, string by)
    {
        var incident = IncidentStore.Find(tx.Db, number)!;
        var step = Transitions.Take(IncidentStore.State(tx.Db, incident), by);
        if (step.Refusal == Refusal.Ended) return $"{incident.Label} is {Words.Of(incident.Status)}. Reopen it to work on it.";
        // Their hours may be over, and they may have left its channel: they are awake.
        if (step.Refusal == Refusal.None) IncidentStore.Invite(tx, number, by, "took it", tx.Now, again: step.Changes);
        if (!step.Changes) return $"You lead {incident.Label} already.";
        IncidentChange.Apply(tx, incident, step, new(by));
        return null;
    }

    /// <summary>Whoever leads, or was called, and does something in the channel is there; inside the change of what they do.</summary>
    public static void Appear(Tx tx, long number, string by)
    {
        if (IncidentStore.Find(tx.Db, number) is not { } incident) return;
        var now = IncidentStore.State(tx.Db, incident);
        IncidentChange.Apply(tx, incident, Answering.Acted(tx, incident, new(now, now), by), new(by, Heard: false));
    }

    /// <summary>A message in the incident's channel: of its lead, or of whoever was called in their place, it is a sign of life.</summary>
    public async Task Said(EventCallback message, CancellationToken stop)
    {
        if (message["channel"] is not { } channel || message["user"] is not { } person) return;
        if (database.Read(db => IncidentStore.InChannel(db, channel)) is not { } incident) return;
        if (incident is not { IsOpen: true } or { WaitingSince: null, Touched: true })
        {
            await Heard(incident);
            return;
        }

        await database.Once(message.IdempotencyKey, tx =>
        {
            Appear(tx, incident.Number, person);
            return null;
        });
        await Meet(person, stop);
    }

    // Whoever has only written so far is no more than an id, and the timeline names them.
    async Task Meet(string person, CancellationToken stop)
    {
        try
        {
            await profiles.Know(person, stop);
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException)
        {
            // They are known as soon as they press something.
        }
    }

    /// <summary>Where people go on talking after its end the channel is not put away; an hour more or less does not matter.</summary>
    async Task Heard(IncidentRow incident)
    {
        bool IsOld(Tx tx) => !(incident.LastWordAt > tx.Now - (long)TimeSpan.FromHours(1).TotalMilliseconds);
        await database.Change(tx => IsOld(tx) ? tx.Db.Execute(
            "update incidents set last_word_at = @Now where number = @Number", new { tx.Now, incident.Number }) : 0);
    }
}
