using System.Data;
using Bot.Domain.Alerts;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.Alerts;

/// <summary>What is known when an alert comes: what its decision depends on, and what carrying it out needs.</summary>
/// <param name="Facts">What the rules ask for.</param>
/// <param name="Incident">The newest incident of its key.</param>
/// <param name="Route">Where alerts go.</param>
/// <param name="Storm">When they share an incident.</param>
/// <param name="Place">Its place among those that came before.</param>
sealed record KnownOfAlert(AlertFacts Facts, IncidentRow? Incident, DefaultRoute Route, StormRule Storm, AlertPlace Place)
{
    /// <summary>The row in which an alert of its key waits for the morning.</summary>
    public WaitingRow? Waiting { get; init; }
}

/// <summary>Reads what the decision about an alert depends on, inside the alert's own change.</summary>
sealed class FactsOfAlert(AlertSettings settings, IntakeSettings intake)
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // In one question, as it is asked with each alert; none of its parts takes longer with what has come before. Which one came
    // last is known by its number, as clocks of several bots differ and one may have been wrong. Whether the source has sent as
    // many as it may within a minute is asked of the one that came so many ago; old rows have no number, and are not counted.
    const string Asked =
        """
        select
            (select max(incident) from incident_alerts where key = @Subject) as incident,
            (select number from incidents where number = (
                select max(incident) from incident_alerts where job = @Job and split = 0)
                and storm = 0 and status not in ('resolved', 'closed', 'declined')) as job,
            (select w.id from waiting_alerts w join nights n on n.id = w.night where n.ended_at is null
                and w.source = @Source and w.key = @DeduplicationKey and w.incident is null limit 1) as waiting,
            (select max(number) from incidents where storm = 1 and status not in ('resolved', 'closed', 'declined')) as storm,
            (select joined_at from incidents where storm = 1 and status not in ('resolved', 'closed', 'declined')
                order by number desc limit 1) as storm_at,
            (select count(*) from (
                select 1 from incidents where born = 'alert' and declared_at > @since limit 1000) as lately) as opened_lately,
            (select count(*) from expectations where ended_at is null and until > @now) as expectations,
            (select max(nth) from alerts where source = @Source) as newest,
            (select max(at) from alerts where source = @Source and nth > 0
                and nth = (select max(nth) from alerts where source = @Source) - @before) as at_limit,
            (select min(id) from alerts) as oldest,
            (select value from settings where key = @branches) as branches,
            (select value from settings where key = @environments) as environments,
            (select value from settings where key = @stormLimit) as storm_limit
        """;

    /// <param name="tx">The alert's change.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="onCall">Whoever alerts go to now, read when it is asked for.</param>
    public KnownOfAlert Read(Tx tx, Alert alert, Lazy<Responder> onCall)
    {
        var row = tx.Db.QuerySingle<Row>(Asked, new
        {
            alert.Subject,
            alert.Source,
            alert.DeduplicationKey,
            alert.Job,
            now = tx.Now,
            since = (tx.Time - Domain.Alerts.StormRule.Window).ToUnixTimeMilliseconds(),
            before = intake.PerMinute - 1L,
            branches = AlertSettings.Branches.Key,
            environments = AlertSettings.Environments.Key,
            stormLimit = settings.StormLimit.Key,
        });
        var waiting = row.Waiting is { } id ? WaitingStore.Row(tx.Db, id) : null;
        var incident = row.Incident is { } number ? IncidentStore.Find(tx.Db, Viewer.Bot, number) : null;
        var facts = new AlertFacts
        {
            Now = tx.Time,
            Incident = incident is null ? null : Of(tx.Db, alert, incident),
            Expected = row.Expectations > 0 && alert.Status == AlertStatus.Firing ? ExpectStore.Expecting(tx, alert) : null,
        };
        return new(
            // What belongs to an open incident needs no more, and comes most often.
            facts.Incident is { EndedAt: null } ? facts : facts with
            {
                Waiting = waiting is null ? null : new((int)waiting.Count, waiting.Branch, waiting.Environment),
                Job = row.Job is { } job ? new(job, IncidentRow.LabelOf(job)) : null,
                Storm = row.Storm is { } storm
                    ? new(storm, IncidentRow.LabelOf(storm), DateTimeOffset.FromUnixTimeMilliseconds(row.StormAt))
                    : null,
                OpenedLately = (int)row.OpenedLately,
                WaitsForMorning = AfterHours.WaitsUntil(onCall.Value) is not null,
                OverRate = intake.PerMinute > 0 && row.AtLimit is { } at && IsOfMinute(at, tx.Time),
            },
            incident,
            new()
            {
                Branches = AlertSettings.Branches.Of(row.Branches),
                Environments = AlertSettings.Environments.Of(row.Environments),
            },
            new(settings.StormLimit.Of(row.StormLimit)),
            new((row.Newest ?? 0) + 1, row.Oldest is null))
        {
            Waiting = waiting,
        };
    }

    /// <summary>
    /// Another bot's clock may be some seconds fast. What is further ahead was written by a clock that was wrong and is not
    /// counted: that an alert too many opens something is noticed, that one too few does is not.
    /// </summary>
    static bool IsOfMinute(long at, DateTimeOffset now) =>
        Math.Abs(now.ToUnixTimeMilliseconds() - at) < (long)Minute.TotalMilliseconds;

    static KeyIncident Of(IDbConnection db, Alert alert, IncidentRow incident)
    {
        var own = db.QuerySingle<KeyRow>(
            """
            select last_at, count, firing, left_firing, split from incident_alerts where incident = @Number and key = @Subject
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
            IsSplit = own.Split != 0,
        };
    }

    sealed record KeyRow(long LastAt, long Count, long Firing, long LeftFiring, long Split);

    static IncidentPhase Phase(IncidentStatus status) => status switch
    {
        IncidentStatus.Monitoring => IncidentPhase.Monitoring,
        IncidentStatus.Resolved or IncidentStatus.Closed => IncidentPhase.Resolved,
        IncidentStatus.Declined => IncidentPhase.Declined,
        _ => IncidentPhase.Open,
    };

    sealed class Row
    {
        public long? Incident { get; init; }
        public long? Job { get; init; }
        public long? Waiting { get; init; }
        public long? Storm { get; init; }
        public long StormAt { get; init; }
        public long OpenedLately { get; init; }
        public long Expectations { get; init; }
        public long? Newest { get; init; }
        public long? AtLimit { get; init; }
        public long? Oldest { get; init; }
        public string? Branches { get; init; }
        public string? Environments { get; init; }
        public string? StormLimit { get; init; }
    }
}
