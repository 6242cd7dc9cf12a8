using System.Data;
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
    /// <param name="onCall">Whoever is on call in a rotation now.</param>
    /// <param name="waited">How often and when it fired before anything was opened for it.</param>
    internal static Outcome Of(
        Tx tx, Alert alert, AlertDecision decision, KnownOfAlert known, Func<string?, Responder> onCall, Waited? waited = null)
    {
        var (seen, why) = (Seen(alert, known, waited), decision.Reason);
        switch (decision)
        {
            case AlertDecision.Open:
                return Opened(tx, "opened", seen, why, Make(
                    tx, IncidentName.Of(alert, name => IncidentStore.IsCalled(tx.Db, name)), storm: false));
            case AlertDecision.OpenStorm:
                return Opened(tx, "opened storm", seen, why, Make(tx, (Titles.Storm, why), storm: true));
            case AlertDecision.JoinStorm join:
                AlertedIncident.Count(tx, join.Incident, seen);
                Note(tx, join.Incident, IncidentFacts.Alert, alert, why);
                // What is minor changes nothing of a storm, and comes most often.
                if (known.Facts.Asks != Urgency.Minor || known.Opens.Group is not null)
                    Joins(tx, Row(join.Incident), alert, known);
                WaitsNoMore(tx, alert, join.Incident, waited is null ? known : null);
                return new("joined storm", why, join.Incident);
            case AlertDecision.Join join:
                AlertedIncident.FailedAgain(tx, Row(join.Incident), seen, why);
                Joins(tx, Row(join.Incident), alert, known);
                return new("joined", why, join.Incident);
            case AlertDecision.JoinExpected join:
                AlertedIncident.Expected(tx, join.Incident, join.Expectation, seen, why);
                WaitsNoMore(tx, alert, join.Incident, waited is null ? known : null);
                return new("joined", why, join.Incident);
            case AlertDecision.JoinJob join:
                var job = Row(join.Incident);
                AlertedIncident.AnotherFails(tx, job, seen, why, isNews: alert.IsOfDbt);
                Joins(tx, job, alert, known);
                WaitsNoMore(tx, alert, join.Incident, waited is null ? known : null);
                return new("joined", why, join.Incident);
            case AlertDecision.Reopen back:
                AlertedIncident.Reopen(tx, Row(back.Incident), seen, why);
                Joins(tx, Row(back.Incident), alert, known);
                return new("reopened", why, back.Incident);
            default:
                return Well(tx, alert, decision, known, seen, onCall)
                    ?? new(Held(tx, alert, decision, known, onCall), why);
        }

        // What an alert joins is what its key is known by.
        IncidentRow Row(long number) => known.Incident is { } incident && incident.Number == number
            ? incident
            : IncidentStore.Find(tx.Db, Viewer.Bot, number)!;

        long Make(Tx tx, (string Name, string? Known) called, bool storm)
        {
            var made = New(tx, called, known, onCall(known.Opens.Rotation), why, waited?.FirstAt, storm);
            WaitsNoMore(tx, alert, made, waited is null ? known : null);
            return made;
        }
    }

    /// <summary>What is said of it where others read it, such as to its sender: nothing of a private incident.</summary>
    internal Outcome Told(IDbConnection db) => Incident is { } number && IncidentStore.Find(db, Viewer.Public, number) is null
        ? this with { Decision = "stored", Reason = "It is known, and somebody sees to it.", Incident = null } : this;

    /// <summary>Does what follows from a recovery; null where it is about something else.</summary>
    static Outcome? Well(
        Tx tx, Alert alert, AlertDecision decision, KnownOfAlert known, AlertedIncident.Seen seen,
        Func<string?, Responder> onCall)
    {
        var why = decision.Reason;
        // A route may have said it in a line before another opened an incident for it.
        if (decision is AlertDecision.Recover && known.Line is { } line) LineStore.End(tx, line);
        switch (decision)
        {
            case AlertDecision.Recover well:
                AlertedIncident.Recovered(tx, known.Incident!, seen, why);
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
            case AlertDecision.Flake:
                return new("flake", why, Flakes.Note(tx, alert, known, onCall));
            default:
                return null;
        }
    }

    static Outcome Opened(Tx tx, string word, AlertedIncident.Seen seen, string why, long incident)
    {
        AlertedIncident.Count(tx, incident, seen);
        return new(
            word, string.Create(CultureInfo.InvariantCulture, $"{why} Opened {IncidentRow.LabelOf(incident)}."), incident);
    }

    /// <summary>Does what concerns no incident, and returns the word for it.</summary>
    static string Held(
        Tx tx, Alert alert, AlertDecision decision, KnownOfAlert known, Func<string?, Responder> onCall)
    {
        switch (decision)
        {
            case AlertDecision.Wait:
                var until = AfterHours.WaitsUntil(onCall(known.Opens.Rotation), known.Opens) ?? tx.Time;
                WaitingStore.Wait(tx, alert, Worse(known, known.Waiting?.Action), until);
                return "waits";
            case AlertDecision.RecoverWaiting:
                WaitingStore.Recover(tx, alert);
                return "recovered waiting";
            case AlertDecision.Settle:
                SettlingStore.Settle(tx, alert, Worse(known, SettlingStore.Find(tx.Db, alert)?.Opens));
                return "settles";
            case AlertDecision.ToLedger:
                LedgerEntry.Write(tx, alert);
                return "ledger";
            case AlertDecision.Store when alert is { Status: AlertStatus.Resolved, OfNoInterest: null, ReadLeniently: false }:
                LedgerEntry.Clean(tx, alert);
                return "stored";
            case AlertDecision.Say say:
                LineStore.Say(tx, alert, say.Channel);
                return "line";
            case AlertDecision.EndLine end:
                LineStore.End(tx, end.Line);
                return "line ended";
            default:
                return decision is AlertDecision.Count ? "counted" : "stored";
        }
    }

    // A route that opens nothing says nothing of how what waits is opened.
    static RouteAction.Open Worse(KnownOfAlert known, RouteAction.Open? before) =>
        known.Route.Action is RouteAction.Open now ? before?.Or(now) ?? now : before ?? known.Opens;

    /// <summary>
    /// What joins an incident makes it as bad as its route says, has the group called that this names, and makes an incident of a
    /// card that nobody has accepted. What one kind of alert has asked for once it does not ask for again: people may have seen
    /// it otherwise since.
    /// </summary>
    static void Joins(Tx tx, IncidentRow before, Alert alert, KnownOfAlert known)
    {
        if (known.Route.Action is not RouteAction.Open opens) return;
        var affected = known.Attributes.Impact.Affected();
        var isNews = known.Incident?.Number != before.Number || !(known.Facts.Incident?.Asked >= known.Facts.Asks);
        var isWorse = isNews && (opens.Severity > before.Severity
            || affected == Affected.Customers && before.Affected != Affected.Customers);
        var group = before.CallGroup is null && !before.Private ? opens.Group : null;
        var isAdmitted = before.Unaccepted && !opens.TriageFirst;
        if (!isWorse && !isAdmitted && group is null) return;
        AlertedIncident.Joins(
            tx, before.Number, isWorse ? (opens.Severity, affected) : (before.Severity, before.Affected), group, isAdmitted,
            $"{alert.Title} joined it. {known.Route.Reason}");
    }

    // Nobody is to be called for it in the morning, or when its time to recover is over.
    static void WaitsNoMore(Tx tx, Alert alert, long incident, KnownOfAlert? known)
    {
        if (known?.Waiting is { } waiting) WaitingStore.Became(tx, waiting, incident);
        if (known?.Facts.Settling is not null) SettlingStore.End(tx, alert);
    }

    static AlertedIncident.Seen Seen(Alert alert, KnownOfAlert known, Waited? waited) =>
        new(alert.Subject, alert.Title, alert.SourceUrl, alert.Status == AlertStatus.Firing, waited?.Count ?? 1)
        {
            Metadata = alert.Metadata,
            Attributes = known.Own,
            Again = known.Again,
            Job = alert.Job,
            Asks = alert.Status == AlertStatus.Firing ? known.Facts.Asks : null,
            Said = IncidentName.Of(alert).Known,
            IsNew = known.Incident is null,
            Came = waited is null ? null : (waited.FirstAt, waited.LastAt),
        };

    static void Note(Tx tx, long incident, Verb verb, Alert alert, string why) =>
        tx.Note(IncidentRow.SubjectOf(incident), verb, IncidentChange.Alert, after: alert.Title, why: why);

    static long New(
        Tx tx, (string Name, string? Known) called, KnownOfAlert known, Responder responder, string why, long? since, bool storm)
    {
        var incident = new NewIncident(
            called.Name, known.Opens.Severity, known.Attributes.Impact.Affected(), called.Known, null, responder.Person,
            responder.Why, why, storm)
        {
            Since = since,
            Rotation = responder.Rotation,
            Group = known.Opens.Group,
            Unaccepted = known.Opens.TriageFirst && !storm,
        };
        return OpenIncident.Open(tx, incident, responder);
    }
}
