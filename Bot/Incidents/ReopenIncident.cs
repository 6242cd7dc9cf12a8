using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>Reopen: one press; what fixed it last time stays.</summary>
public sealed class ReopenIncident(Database database, SlackApi slack, WhichIncident which, TimeProvider clock)
{
    public async Task<Func<CancellationToken, Task>?> Press(BlockActionRequest press, CancellationToken stop)
    {
        if (which.Of(press) is not { } found) return null;
        var refusal = await database.Once(press.IdempotencyKey, tx => Reopen(tx, found.Number, press.User.Id));
        return refusal is null ? stopping => Answer(press, found.Number, stopping) : Tell.Then(slack, press, refusal);
    }

    // Whoever is called is so beside the card; that nobody is, whoever opened it has to know.
    async Task Answer(BlockActionRequest press, long number, CancellationToken stop)
    {
        var said = database.Read(db => IncidentStore.Find(db, Viewer.Of(press.User.Id), number) is { } incident
            ? ReachAnswer.Unheard(db, incident, press.User.Id, clock.GetUtcNow())
            : null);
        if (said is null || press.ResponseUrl is not { Length: > 0 } url) return;
        await slack.Respond(url, new() { Text = IncidentRow.LabelOf(number), Blocks = [said], ReplaceOriginal = false }, stop);
    }

    /// <summary>The same by a command, with why.</summary>
    public Task<string?> Reopen(string key, long number, string by, string why) =>
        database.Once(key, tx => Reopen(tx, number, by, why.Length > 0 ? why : null));

    /// <summary>Opens it again inside the caller's change; says in a sentence why not when it is open.</summary>
    public static string? Reopen(Tx tx, long number, string by, string? why = null)
    {
        var incident = IncidentStore.Seen(tx.Db, Viewer.Of(by), number);
        var step = Transitions.Reopen(IncidentStore.State(tx.Db, incident), by, tx.Time);
        if (step.Refusal == Refusal.Open) return $"{incident.Label} is open already.";
        IncidentChange.Apply(tx, incident, step, new(by, why));
        return null;
    }
}
