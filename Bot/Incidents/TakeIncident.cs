using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>
/// "I'm on it", "Take over", "I'll lead": whoever presses leads from now on. A word or a press of the lead says as much.
/// </summary>
public sealed class TakeIncident(Database database, SlackApi slack, WhichIncident which, TimeProvider clock)
{
    public async Task<Func<CancellationToken, Task>?> Take(BlockActionRequest press, CancellationToken stop)
    {
        if (which.Of(press) is not { } found) return null;
        var (key, by, isTakenOver) = (press.IdempotencyKey, press.User.Id, press.Action.ActionId == IncidentIds.TakeOver);
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
        var first = Answering.OnIt(IncidentStore.Seen(tx.Db, Viewer.Of(by), number));
        return first is null || first == by ? null
            : $"{Mrkdwn.Name(Person.NameOf(tx.Db, first))} is on it already. Press *Take over* to lead it.";
    }

    /// <summary>Makes somebody the lead, who has begun; says in a sentence why not when it is over, or theirs already.</summary>
    public static string? Take(Tx tx, long number, string by)
    {
        var incident = IncidentStore.Seen(tx.Db, Viewer.Of(by), number);
        var step = Transitions.Take(IncidentStore.State(tx.Db, incident), by);
        if (step.Refusal == Refusal.Ended) return $"{incident.Label} is {incident.Standing}. Reopen it to work on it.";
        // Their hours may be over, and they may have left its channel: they are awake.
        if (step.Refusal == Refusal.None) InviteStore.Invite(tx, number, by, "took it", tx.Now, again: step.Changes);
        if (!step.Changes) return $"You lead {incident.Label} already.";
        IncidentChange.Apply(tx, incident, step, new(by));
        return null;
    }

    /// <summary>Whoever leads and does something in the channel is there; inside the change of what they do.</summary>
    public static void Appear(Tx tx, long number, string by)
    {
        if (IncidentStore.Find(tx.Db, Viewer.Bot, number) is not { } incident) return;
        var now = IncidentStore.State(tx.Db, incident);
        IncidentChange.Apply(tx, incident, Answering.Acted(new(now, now), by), new(by, Heard: false));
    }

    /// <summary>A message in the incident's channel: of its lead it is a sign of life.</summary>
    public async Task Said(EventCallback message, CancellationToken stop)
    {
        if (message["channel"] is not { } channel || message["user"] is not { } person) return;
        if (database.Read(db => IncidentStore.InChannel(db, Viewer.Bot, channel)) is not { } incident) return;
        await Heard(incident);
        if (!incident.IsOpen) return;
        await Wrote(incident, person);
        if (incident is { WaitingSince: null, Touched: true }) return;
        await database.Once(message.IdempotencyKey, tx =>
        {
            Appear(tx, incident.Number, person);
            // Whoever has only written so far is no more than an id, and the timeline names them.
            if (Person.Find(tx.Db, person) is null) tx.Wake(Profiles.SubjectOf(person));
            return null;
        });
    }

    /// <summary>A word of the lead where the bot called them directly counts like one in the channel.</summary>
    /// <returns>Whether it answered a call.</returns>
    public async Task<bool> SaidDirectly(EventCallback message, CancellationToken stop)
    {
        if (message["channel"] is not { } channel || message["user"] is not { } person) return false;
        var answer = await database.Once(message.IdempotencyKey + ":call", tx =>
        {
            if (CallStore.AskedDirectly(tx.Db, channel, person, message["thread_ts"]) is not { } number) return null;
            Appear(tx, number, person);
            return IncidentRow.LabelOf(number);
        });
        return answer is not null;
    }

    /// <summary>Whoever writes is awake, to within ten minutes.</summary>
    async Task Wrote(IncidentRow incident, string person)
    {
        const string Known =
            """
            from incident_people where incident = @Number and person = @person and (wrote_at is null or wrote_at < @before)
            """;
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var at = new { incident.Number, person, now, before = now - (long)TimeSpan.FromMinutes(10).TotalMilliseconds };
        if (database.Read(db => db.ExecuteScalar<long>($"select count(*) {Known}", at)) == 0) return;
        await database.Change(tx => InviteStore.SetWrote(tx, incident.Number, person, now));
    }

    /// <summary>
    /// Where people talk, nothing ends by itself, and after its end the channel is not put away; an hour more or less does not
    /// matter.
    /// </summary>
    async Task Heard(IncidentRow incident)
    {
        bool IsOld(Tx tx) => !(incident.LastWordAt > tx.Now - (long)TimeSpan.FromHours(1).TotalMilliseconds);
        await database.Change(tx =>
        {
            if (IsOld(tx)) ChannelStore.SetLastWord(tx, incident);
        });
    }
}
