using Bot.Domain.Alerts;
using Bot.Incidents;
using Bot.Storage;

namespace Bot.Alerts;

/// <summary>Takes alerts in: reads the facts, decides, writes, all in one change that is on disk when this returns.</summary>
public sealed class ReceiveAlert(Database database, AlertSettings settings, IntakeSettings intake, AlertLog log)
{
    readonly FactsOfAlert facts = new(settings, intake);

    /// <summary>The alerts of one body, all of them or none.</summary>
    /// <param name="read">They may depend on what came before; what is read of that is read in their change.</param>
    public async Task<IReadOnlyList<(Alert Alert, Outcome Outcome)>> Receive(
        Func<Tx, IReadOnlyList<(Alert Alert, byte[] Body)>> read)
    {
        var kept = await database.Change(tx =>
        {
            // Nothing that an alert does changes who is on call.
            tx.LeavesCommon = true;
            return read(tx).Select(a => (a.Alert, Outcome: Keep(tx, a.Alert, a.Body))).ToList();
        });
        foreach (var (alert, outcome) in kept) log.Say(alert, outcome);
        return kept;
    }

    Outcome Keep(Tx tx, Alert alert, byte[] body)
    {
        var onCall = OnCall(tx);
        var known = facts.Read(tx, alert, onCall);
        var decision = Decide(alert, known, known.Facts);
        var outcome = Outcome.Of(tx, alert, decision, known, onCall);
        // What is only counted is seen all the same: one incident per source says that there is too much.
        if (decision is AlertDecision.Count)
            outcome = outcome with { Incident = Flood(tx, AlertBody.TooMany(alert.Source, intake.PerMinute), onCall).Incident };
        if (alert.IsGreenRun) QuietEnd.Green(tx, alert.Job, outcome.Incident, alert.Run);
        AlertStore.Insert(tx, alert, body, known.Place, outcome);
        return outcome;
    }

    // Most alerts change nobody's work, so that it is read where it is needed, and then once for all that come together.
    static Lazy<Responder> OnCall(Tx tx) => new(() => tx.Common("on call", () => AfterHours.ResponderAt(tx.Db, tx.Time)));

    Outcome Flood(Tx tx, Alert flood, Lazy<Responder> onCall)
    {
        var known = facts.Read(tx, flood, onCall);
        return Outcome.Of(tx, flood, Decide(flood, known, known.Facts with { OverRate = false }), known, onCall);
    }

    /// <summary>Opens an incident for what waited, whether hours have opened or somebody does not want to wait.</summary>
    public Outcome Open(Tx tx, WaitingRow waiting)
    {
        var alert = AlertOf(waiting);
        var onCall = OnCall(tx);
        var known = facts.Read(tx, alert, onCall);
        var decision = Decide(alert, known, known.Facts with { Waiting = null, WaitsForMorning = false, OverRate = false });
        var outcome = Outcome.Of(tx, alert, decision, known, onCall, waiting);
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

    static AlertDecision Decide(Alert alert, KnownOfAlert known, AlertFacts counted) =>
        AlertRules.Decide(alert, known.Route.Decide(alert), counted, known.Storm);
}
