using System.Globalization;
using Bot.Domain.Alerts;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.People;
using Bot.Storage;

namespace Bot.Alerts;

/// <summary>
/// What came of an alert: the word that the ledger keeps, the reason in words, and the incident that it concerns.
/// </summary>
public sealed record Outcome(string Decision, string Reason, long? Incident = null)
{
    /// <summary>Carries a decision out, inside the alert's change.</summary>
    /// <param name="tx">The alert's change.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="known">What was known of it.</param>
    /// <param name="onCall">Whoever alerts go to now.</param>
    /// <param name="waited">How often and when it fired before anything was opened for it.</param>
    internal static Outcome Of(
        Tx tx, Alert alert, AlertDecision decision, KnownOfAlert known, Lazy<Responder> onCall, WaitingRow? waited = null)
    {
        var (seen, why) = (Seen(alert, known, waited), decision.Reason);
        switch (decision)
        {
            case AlertDecision.Open:
                return Open("opened", New(tx, alert, onCall.Value, why, waited?.FirstAt));
            case AlertDecision.OpenStorm:
                return Open("opened storm", Make(tx, (Titles.Storm, why), onCall.Value, why, waited?.FirstAt, storm: true));
            case AlertDecision.JoinStorm join:
                AlertedIncident.Count(tx, join.Incident, seen);
                Note(tx, join.Incident, IncidentFacts.Alert, alert, why);
                return new("joined storm", why, join.Incident);
            case AlertDecision.Join join:
                AlertedIncident.FailedAgain(tx, Row(join.Incident), seen, why);
                return new("joined", why, join.Incident);
            case AlertDecision.JoinExpected join:
                AlertedIncident.Expected(tx, join.Incident, join.Expectation, seen, why);
                return Joined(tx, join.Incident, why, waited is null ? known.Waiting : null);
            case AlertDecision.JoinJob join:
                AlertedIncident.AnotherFails(tx, Row(join.Incident), seen, why, isNews: alert.IsOfDbt);
                return Joined(tx, join.Incident, why, waited is null ? known.Waiting : null);
            case AlertDecision.Reopen back:
                AlertedIncident.Reopen(tx, Row(back.Incident), seen, why);
                return new("reopened", why, back.Incident);
            case AlertDecision.Recover well:
                AlertedIncident.Recovered(tx, Row(well.Incident), seen, why);
                return new("recovered", why, well.Incident);
            case AlertDecision.CallOff off:
                AlertedIncident.Count(tx, off.Incident, seen);
                return new("stored", why, off.Incident);
            case AlertDecision.OfferResolve well:
                AlertedIncident.Count(tx, well.Incident, seen);
                tx.Note(IncidentRow.SubjectOf(well.Incident), IncidentFacts.LooksResolved, IncidentChange.Alert, why: why);
                return new("offered", why, well.Incident);
            case AlertDecision.Gone gone:
                AlertedIncident.Gone(tx, gone.Incident, seen);
                Note(tx, gone.Incident, IncidentFacts.Gone, alert, why);
                return new("gone", why, gone.Incident);
            case AlertDecision.Wait:
                WaitingStore.Wait(tx, alert, AfterHours.WaitsUntil(onCall.Value) ?? tx.Time);
                return new("waits", why);
            case AlertDecision.RecoverWaiting:
                WaitingStore.Recover(tx, alert);
                return new("recovered waiting", why);
            default:
                return new(decision is AlertDecision.Count ? "counted" : "stored", why);
        }

        // What an alert joins is what its key is known by.
        IncidentRow Row(long number) => known.Incident is { } incident && incident.Number == number
            ? incident
            : IncidentStore.Find(tx.Db, Viewer.Bot, number)!;

        Outcome Open(string word, long incident)
        {
            AlertedIncident.Count(tx, incident, seen);
            return new(
                word, string.Create(CultureInfo.InvariantCulture, $"{why} Opened {IncidentRow.LabelOf(incident)}."), incident);
        }
    }

    // It waits for the morning no more: nobody is to be called for it then.
    static Outcome Joined(Tx tx, long incident, string why, WaitingRow? waiting)
    {
        if (waiting is not null) WaitingStore.Became(tx, waiting, incident);
        return new("joined", why, incident);
    }

    static AlertedIncident.Seen Seen(Alert alert, KnownOfAlert known, WaitingRow? waited) =>
        new(alert.Subject, alert.Title, alert.SourceUrl, alert.Status == AlertStatus.Firing, waited?.Count ?? 1)
        {
            Metadata = alert.Metadata,
            Job = alert.Job,
            Said = IncidentName.Of(alert).Known,
            IsNew = known.Incident is null,
            Came = waited is null ? null : (waited.FirstAt, waited.LastAt),
        };

    static void Note(Tx tx, long incident, Verb verb, Alert alert, string why) =>
        tx.Note(IncidentRow.SubjectOf(incident), verb, IncidentChange.Alert, after: alert.Title, why: why);

    static long New(Tx tx, Alert alert, Responder onCall, string why, long? since) =>
        Make(tx, IncidentName.Of(alert, name => IncidentStore.IsCalled(tx.Db, name)), onCall, why, since, storm: false);

    static long Make(Tx tx, (string Name, string? Known) called, Responder responder, string why, long? since, bool storm)
    {
        var incident = new NewIncident(
            called.Name, Severity.Minor, Affected.NotSure, called.Known, null, responder.Person, responder.Why, why, storm)
        {
            Since = since,
            Rotation = responder.Rotation,
        };
        return OpenIncident.Open(tx, incident, responder);
    }
}
