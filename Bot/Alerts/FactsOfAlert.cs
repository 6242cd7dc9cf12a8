using System.Data;
using Bot.Domain.Alerts;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.Alerts;

/// <summary>Reads what the decision about an alert depends on, inside the alert's own change.</summary>
sealed class FactsOfAlert(AlertSettings settings, IntakeSettings intake)
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <param name="tx">The alert's change.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="onCall">Whoever alerts go to now, read when it is asked for.</param>
    public AlertFacts Read(Tx tx, Alert alert, Lazy<Responder> onCall)
    {
        var known = new AlertFacts { Now = tx.Time, Incident = Incident(tx.Db, alert) };
        // What belongs to an open incident needs no more, and comes most often.
        return known.Incident is { EndedAt: null } ? known : known with
        {
            Waiting = WaitingStore.Find(tx.Db, alert),
            Storm = Storm(tx.Db),
            OpenedLately = OpenedLately(tx.Db, tx.Time),
            WaitsForMorning = AfterHours.WaitsUntil(onCall.Value) is not null,
            OverRate = AlertStore.IsOver(tx.Db, alert.Source, (tx.Time - Minute).ToUnixTimeMilliseconds(), intake.PerMinute),
        };
    }

    public static DefaultRoute Route(IDbConnection db) => new()
    {
        Branches = AlertSettings.Branches.Now(db),
        Environments = AlertSettings.Environments.Now(db),
    };

    public StormRule StormRule(IDbConnection db) => new(settings.StormLimit.Now(db));

    static KeyIncident? Incident(IDbConnection db, Alert alert)
    {
        if (IncidentStore.ForKey(db, Viewer.Bot, alert.Subject) is not { } incident) return null;
        var own = db.QuerySingle<KeyRow>(
            """
            select last_at, count, firing, left_firing from incident_alerts where incident = @Number and key = @Subject
            """,
            new { incident.Number, alert.Subject });
        var (branch, environment) = AlertStore.PlaceOf(db, alert, incident.Number);
        return new()
        {
            Number = incident.Number,
            Name = incident.Label,
            Phase = Phase(incident.Status),
            EndedAt = incident.ResolvedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
            LastFired = DateTimeOffset.FromUnixTimeMilliseconds(own.LastAt),
            Firings = (int)own.Count,
            Openings = (int)incident.Reopened + 1,
            Branch = branch,
            Environment = environment,
            OthersFiring = (int)(incident.FiringKinds - own.Firing),
            Keys = (int)incident.Kinds,
            LeftFiring = own.LeftFiring != 0,
        };
    }

    sealed record KeyRow(long LastAt, long Count, long Firing, long LeftFiring);

    static IncidentPhase Phase(IncidentStatus status) => status switch
    {
        IncidentStatus.Monitoring => IncidentPhase.Monitoring,
        IncidentStatus.Resolved or IncidentStatus.Closed => IncidentPhase.Resolved,
        IncidentStatus.Declined => IncidentPhase.Declined,
        _ => IncidentPhase.Open,
    };

    static Storm? Storm(IDbConnection db)
    {
        var storm = db.QueryFirstOrDefault<StormRow>(
            """
            select i.number, i.joined_at as last_alert from incidents i where i.storm = 1 and i.status not in ('resolved',
                'closed', 'declined')
                order by i.number desc limit 1
            """);
        return storm is null
            ? null
            : new(storm.Number, IncidentRow.LabelOf(storm.Number), DateTimeOffset.FromUnixTimeMilliseconds(storm.LastAlert));
    }

    static int OpenedLately(IDbConnection db, DateTimeOffset now) => db.ExecuteScalar<int>(
        """
        select count(*) from (
            select 1 from incidents where born = 'alert' and declared_at > @since limit 1000) as lately
        """,
        new { since = (now - Domain.Alerts.StormRule.Window).ToUnixTimeMilliseconds() });

    sealed record StormRow(long Number, long LastAlert);
}
