using Bot.Domain.Alerts;
using Bot.Incidents;
using Bot.Storage;

namespace Bot.Alerts;

/// <summary>Takes alerts in: reads the facts, decides, writes, all in one change that is on disk when this returns.</summary>
public sealed class ReceiveAlert(Database database, AlertSettings settings, IntakeSettings intake, ILogger<ReceiveAlert> log)
{
    readonly FactsOfAlert facts = new(settings, intake);

    /// <summary>The alerts of one body, all of them or none.</summary>
    public async Task<IReadOnlyList<Outcome>> Receive(IReadOnlyList<(Alert Alert, byte[] Body)> alerts)
    {
        var outcomes = await database.Change(tx => alerts.Select(a => Keep(tx, a.Alert, a.Body)).ToList());
        foreach (var ((alert, _), outcome) in alerts.Zip(outcomes))
            log.LogInformation("Alert {Key} from {Source} is {Status}: {Decision}. {Reason}",
                alert.DeduplicationKey, alert.Source, alert.Status, outcome.Decision, outcome.Reason);
        return outcomes;
    }

    Outcome Keep(Tx tx, Alert alert, byte[] body)
    {
        var onCall = OnCall(tx);
        var decision = Decide(tx, alert, facts.Read(tx, alert, onCall));
        var outcome = Outcome.Of(tx, alert, decision, onCall);
        // What is only counted is seen all the same: one incident per source says that there is too much.
        if (decision is AlertDecision.Count)
            outcome = outcome with { Incident = Flood(tx, AlertBody.TooMany(alert.Source, intake.PerMinute), onCall).Incident };
        AlertStore.Insert(tx, alert, body, outcome.Decision, outcome.Reason, outcome.Incident);
        return outcome;
    }

    // Most alerts change nobody's work, so that it is read where it is needed, and then once.
    static Lazy<Responder> OnCall(Tx tx) => new(() => AfterHours.ResponderAt(tx.Db, tx.Time));

    Outcome Flood(Tx tx, Alert flood, Lazy<Responder> onCall) =>
        Outcome.Of(tx, flood, Decide(tx, flood, facts.Read(tx, flood, onCall) with { OverRate = false }), onCall);

    /// <summary>Opens an incident for what waited, whether hours have opened or somebody does not want to wait.</summary>
    public Outcome Open(Tx tx, WaitingRow waiting)
    {
        var alert = AlertOf(waiting);
        var onCall = OnCall(tx);
        var decision = Decide(
            tx, alert, facts.Read(tx, alert, onCall) with { Waiting = null, WaitsForMorning = false, OverRate = false });
        var outcome = Outcome.Of(tx, alert, decision, onCall, waiting);
        if (outcome.Incident is { } incident)
        {
            WaitingStore.Became(tx, waiting, incident);
            AlertStore.Opened(tx, waiting.Source, waiting.Key, $"It waited for the morning. {outcome.Reason}", incident);
        }
        return outcome;
    }

    static Alert AlertOf(WaitingRow waiting) => new()
    {
        Source = waiting.Source,
        DeduplicationKey = waiting.Key,
        Title = waiting.Title,
        Description = waiting.Description,
        SourceUrl = waiting.SourceUrl,
        Metadata = waiting.Values,
    };

    AlertDecision Decide(Tx tx, Alert alert, AlertFacts known) =>
        AlertRules.Decide(alert, FactsOfAlert.Route(tx.Db).Decide(alert), known, facts.StormRule(tx.Db));
}
