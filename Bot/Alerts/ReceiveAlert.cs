using Bot.Alerts.Intake;
using Bot.Domain.Alerts;
using Bot.Incidents;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts;

/// <summary>Takes alerts in: reads the facts, decides, writes, all in one change that is on disk when this returns.</summary>
public sealed class ReceiveAlert(
    Database database, AlertSettings settings, IntakeSettings intake, PassedRuns passed, AlertLog log)
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
        var kind = SourceKind.At(Handling.Address)?.Key ?? SourceKind.Own;
        foreach (var (alert, outcome) in kept)
        {
            log.Say(alert, outcome);
            Telemetry.Alert(kind, outcome.Decision);
        }

        return kept;
    }

    Outcome Keep(Tx tx, Alert alert, byte[] body)
    {
        Responder OnCall(string? rotation) => ResponderOf(tx, rotation);
        var known = facts.Read(tx, alert, body, OnCall);
        var decision = Decide(alert, known, known.Facts);
        var outcome = ForwardAlert.Of(tx, alert, decision, known, Outcome.Of(tx, alert, decision, known, OnCall));
        // What is only counted is seen all the same: one incident per source says that there is too much.
        if (decision is AlertDecision.Count)
            outcome = outcome with { Incident = Flood(tx, AlertBody.TooMany(alert.Source, known.PerMinute), OnCall).Incident };
        // Whoever sent it reads the answer, and can mend what was sent.
        if (alert.Problem is { } wrong) outcome = outcome with { Reason = $"{wrong} {outcome.Reason}" };
        RunStore.Heard(tx, alert);
        if (alert.IsGreenRun) QuietEnd.Green(tx, alert.Job, outcome.Incident, alert.Run);
        // An artifact of dbt tells of its run as a whole.
        if (alert is { IsGreenRun: true, IsOfDbt: false, OfNoInterest: null }) passed.Heard(tx, new(alert, IsOfDbt: false));
        AlertStore.Insert(tx, alert, body, known, outcome);
        if (known.EndsSilence) EndSilence(tx, alert.Source);
        return outcome.Told(tx.Db);
    }

    void EndSilence(Tx tx, string source)
    {
        SourceStore.Hear(tx, source);
        var (alert, body) = SilentSource.Ends(source, SilentSource.PostedAgain);
        Keep(tx, alert, body);
    }

    // Most alerts change nobody's work, so that it is read where it is needed, and then once for all that come together.
    static Responder ResponderOf(Tx tx, string? rotation) =>
        tx.Common($"on call {rotation}", () => Responder.At(tx.Db, rotation, tx.Time));

    Outcome Flood(Tx tx, Alert flood, Func<string?, Responder> onCall)
    {
        var known = facts.Read(tx, flood, [], onCall);
        var decision = Decide(flood, known, known.Facts with { OverRate = false });
        return ForwardAlert.Of(tx, flood, decision, known, Outcome.Of(tx, flood, decision, known, onCall));
    }

    /// <summary>Opens an incident for what waited, whether its time has come or somebody does not want to wait.</summary>
    /// <param name="tx">The change.</param>
    /// <param name="waited">What waited.</param>
    /// <param name="why">What it waited for.</param>
    public Outcome Open(Tx tx, Waited waited, string why)
    {
        Responder OnCall(string? rotation) => ResponderOf(tx, rotation);
        var known = facts.Read(tx, waited.Alert, null, OnCall, waited.Opens);
        var decision = Decide(
            waited.Alert, known,
            known.Facts with
            {
                Waiting = null,
                Settling = null,
                HasSettled = true,
                OverRate = false,
                WaitsForMorning = !waited.HasWaited && known.Facts.WaitsForMorning,
            });
        var outcome = ForwardAlert.Of(
            tx, waited.Alert, decision, known, Outcome.Of(tx, waited.Alert, decision, known, OnCall, waited), hasWaited: true);
        if (outcome.Incident is { } incident)
            AlertStore.Opened(tx, waited, $"{why} {outcome.Reason}", incident);
        return outcome;
    }

    static AlertDecision Decide(Alert alert, KnownOfAlert known, AlertFacts counted) =>
        AlertRules.Decide(alert, known.Route, counted, known.Storm);
}
