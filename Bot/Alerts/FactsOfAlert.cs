using System.Data;
using Bot.Alerts.Intake;
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
/// <param name="Route">Where it goes.</param>
/// <param name="Storm">When alerts share an incident.</param>
/// <param name="Place">Its place among those that came before.</param>
sealed record KnownOfAlert(AlertFacts Facts, IncidentRow? Incident, RouteDecision Route, StormRule Storm, AlertPlace Place)
{
    /// <summary>The row in which an alert of its key waits for the morning.</summary>
    public WaitingRow? Waiting { get; init; }

    public required AlertAttributes Attributes { get; init; }

    /// <summary>Those of them that are the team's own, and what becomes of each when it fires again.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Own { get; init; }
    public required Func<string, FiresAgain> Again { get; init; }

    /// <summary>How an incident is opened for it.</summary>
    public RouteAction.Open Opens => Route.Action as RouteAction.Open ?? RouteAction.Default;

    /// <summary>So many alerts of its source within a minute are taken; 0 is off.</summary>
    public required long PerMinute { get; init; }

    /// <summary>The line in a channel that says that it fires.</summary>
    public long? Line { get; init; }

    /// <summary>An alert of its key was sent on before.</summary>
    public bool WasForwarded { get; init; }

    /// <summary>The silence of its source is an alert, which this ends.</summary>
    public bool EndsSilence { get; init; }
}

/// <summary>Reads what the decision about an alert depends on, inside the alert's own change.</summary>
sealed class FactsOfAlert(AlertSettings settings, IntakeSettings intake)
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // In one question, as it is asked with each alert; none of its parts takes longer with what has come before. Which one came
    // last is known by its number, as clocks of several bots differ and one may have been wrong. Whether the source has sent as
    // many as it may within a minute is asked of the one that came so many ago; old rows have no number, and are not counted.
    const string Asked =
        $"""
        select
            (select max(incident) from incident_alerts where key = @Subject) as incident,
            (select j.number from incidents o join incidents j on j.number = coalesce(o.merged_into, o.number)
                where o.number = (select max(incident) from incident_alerts where job = @Job and split = 0)
                and (j.storm = 0 or exists (select 1 from incidents m join incident_alerts a on a.incident = m.number
                    where m.merged_into = j.number and a.job = @Job))
                and j.private = 0 and j.{IncidentStore.IsOpen}) as job,
            (select w.id from waiting_alerts w join nights n on n.id = w.night where n.ended_at is null
                and w.source = @Source and w.key = @DeduplicationKey and w.incident is null limit 1) as waiting,
            (select max(number) from incidents where storm = 1 and private = 0
                and {IncidentStore.IsOpen}) as storm,
            (select joined_at from incidents where storm = 1 and private = 0 and {IncidentStore.IsOpen}
                order by number desc limit 1) as storm_at,
            (select count(*) from (
                select 1 from incidents where born = 'alert' and declared_at > @since limit 1000) as lately) as opened_lately,
            (select count(*) from expectations where ended_at is null and until > @now) as expectations,
            (select max(nth) from alerts where source = @Source) as newest,
            (select max(at) from alerts where source = @Source and nth > 0
                and nth = (select max(nth) from alerts where source = @Source) + 1 - coalesce(
                    (select per_minute from sources where name = @Source), @perMinute)) as at_limit,
            (select per_minute from sources where name = @Source) as per_minute,
            (select silent_at from sources where name = @Source) as silent_at,
            (select min(id) from alerts) as oldest,
            (select until from settling_alerts where source = @Source and key = @DeduplicationKey) as settles,
            (select max(id) from forwards where subject = @Subject) as forwarded,
            (select id from alert_lines where source = @Source and key = @DeduplicationKey and well_at is null) as line,
            (select value from settings where key = @branches) as branches,
            (select value from settings where key = @environments) as environments,
            (select value from settings where key = @routes) as routes,
            (select value from settings where key = @attributes) as attributes,
            (select value from settings where key = @stormLimit) as storm_limit
        """;

    // As they were read last: most alerts come between two changes of them.
    (string? Text, IReadOnlyList<AlertRoute> Routes) routesRead = (null, []);
    (string? Text, OwnAttributes Own) attributesRead = (null, OwnAttributes.None);

    /// <param name="tx">The alert's change.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="body">What its sender sent; null of what has waited, which is known already.</param>
    /// <param name="onCall">Whoever is on call in a rotation now, read when it is asked for.</param>
    /// <param name="opens">How it is opened, where a route has said so before.</param>
    public KnownOfAlert Read(
        Tx tx, Alert alert, byte[]? body, Func<string?, Responder> onCall, RouteAction.Open? opens = null)
    {
        var row = Ask(tx, alert);
        var waiting = row.Waiting is { } id ? WaitingStore.Row(tx.Db, id) : null;
        var incident = row.Incident is { } number ? IncidentStore.Find(tx.Db, Viewer.Bot, number) : null;
        if (incident?.MergedInto is { } into) incident = IncidentStore.Find(tx.Db, Viewer.Bot, into);
        var own = OwnOf(row.Attributes);
        var known = body is null ? KnownBefore(tx.Db, alert) : own.Of(alert, body);
        var attributes = AlertAttributes.Of(alert, known);
        var route = opens is null ? Routed(tx, alert, attributes, row, onCall) : new(
            opens, opens == RouteAction.Default ? Production.Reason(alert) : "Its route opens it then.");
        var perMinute = row.PerMinute ?? intake.PerMinute;
        var facts = new AlertFacts
        {
            Now = tx.Time,
            Incident = incident is null ? null : Of(tx.Db, alert, incident),
            Asks = route.Action is RouteAction.Open asks
                ? IncidentRules.UrgencyOf(asks.Severity, attributes.Impact.Affected()) : null,
            Expected = row.Expectations > 0 && alert.Status == AlertStatus.Firing ? ExpectStore.Expecting(tx, alert) : null,
        };
        return new(
            // What belongs to an open incident needs no more, and comes most often.
            facts.Incident is { EndedAt: null } ? facts : facts with
            {
                Waiting = waiting is null ? null : new((int)waiting.Count, waiting.Branch, waiting.Environment),
                Settling = row.Settles is null ? null : SettlingStore.Of(tx.Db, alert),
                Line = row.Line,
                Job = JobOf(tx.Db, row.Job, alert, attributes.Impact) is { } job ? new(job, IncidentRow.LabelOf(job)) : null,
                Storm = row.Storm is { } storm
                    ? new(storm, IncidentRow.LabelOf(storm), DateTimeOffset.FromUnixTimeMilliseconds(row.StormAt))
                    : null,
                OpenedLately = (int)row.OpenedLately,
                WaitsForMorning = route.Action is RouteAction.Open open
                    && AfterHours.WaitsUntil(onCall(open.Rotation), open) is not null,
                OverRate = perMinute > 0 && row.AtLimit is { } at && IsOfMinute(at, tx.Time),
            },
            incident,
            route,
            new(settings.StormLimit.Of(row.StormLimit)),
            new((row.Newest ?? 0) + 1, row.Oldest is null))
        {
            Waiting = waiting,
            Attributes = attributes,
            Own = own.Among(known),
            Again = own.Again,
            PerMinute = perMinute,
            EndsSilence = row.SilentAt is not null && !SilentSource.Is(alert),
            Line = row.Line,
            WasForwarded = row.Forwarded is not null,
        };
    }

    Row Ask(Tx tx, Alert alert) => tx.Db.QuerySingle<Row>(Asked, new
    {
        alert.Subject,
        alert.Source,
        alert.DeduplicationKey,
        alert.Job,
        now = tx.Now,
        since = (tx.Time - Domain.Alerts.StormRule.Window).ToUnixTimeMilliseconds(),
        perMinute = (long)intake.PerMinute,
        branches = AlertSettings.Branches.Key,
        environments = AlertSettings.Environments.Key,
        routes = AlertSettings.Routes.Key,
        attributes = AlertSettings.Attributes.Key,
        stormLimit = settings.StormLimit.Key,
    });

    RouteDecision Routed(Tx tx, Alert alert, AlertAttributes attributes, Row row, Func<string?, Responder> onCall)
    {
        var routes = new RouteList(RoutesOf(row.Routes), new()
        {
            Branches = AlertSettings.Branches.Of(row.Branches),
            Environments = AlertSettings.Environments.Of(row.Environments),
        });
        return routes.Decide(
            alert, attributes,
            new(tx.Time, rotation => AfterHours.AreHoursOpen(tx.Db, onCall(rotation), tx.Time)));
    }

    IReadOnlyList<AlertRoute> RoutesOf(string? kept)
    {
        if (kept != routesRead.Text) routesRead = (kept, AlertSettings.Routes.Of(kept));
        return routesRead.Routes;
    }

    OwnAttributes OwnOf(string? kept)
    {
        if (kept != attributesRead.Text) attributesRead = (kept, new(AlertSettings.Attributes.Of(kept)));
        return attributesRead.Own;
    }

    static IReadOnlyDictionary<string, IReadOnlyList<string>> KnownBefore(IDbConnection db, Alert alert) =>
        AlertJson.Attributes(AlertStore.NewestAttributes(db, alert));

    /// <summary>
    /// The open incident of its job: what customers feel belongs to one of which they feel something, so that it is not lost
    /// among what can wait.
    /// </summary>
    static long? JobOf(IDbConnection db, long? newest, Alert alert, Impact impact) =>
        newest is null || impact != Impact.CustomerFacing ? newest : db.QueryFirstOrDefault<long?>(
            $"""
            select max(i.number) from incidents i join incident_alerts a on a.incident = i.number
            where a.job = @Job and i.affected = 'customers' and i.storm = 0 and i.private = 0
                and i.{IncidentStore.IsOpen}
            """,
            new { alert.Job });

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
            select last_at, count, firing, left_firing, split, asked, metadata from incident_alerts
            where incident = @Number and key = @Subject
            """,
            new { incident.Number, alert.Subject });
        // Where it fired last, of which only a recovery asks.
        var fired = alert.Status == AlertStatus.Resolved ? alert with { Metadata = AlertJson.Metadata(own.Metadata) } : null;
        return new()
        {
            Number = incident.Number,
            Name = incident.Label,
            Phase = Phase(incident.Status),
            EndedAt = incident.ResolvedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
            LastFired = DateTimeOffset.FromUnixTimeMilliseconds(own.LastAt),
            Firings = (int)own.Count,
            Openings = (int)incident.Reopened + 1,
            Branch = fired?.Branch,
            Environment = fired?.Environment,
            Asked = (Urgency?)own.Asked,
            OthersFiring = (int)(incident.FiringKinds - own.Firing),
            OthersOfJobFiring = alert is { Status: AlertStatus.Resolved, Job: not null, IsOfDbt: false }
                && incident.FiringKinds > own.Firing ? OfJobFiring(db, alert, incident.Number) : 0,
            Keys = (int)incident.Kinds,
            LeftFiring = own.LeftFiring != 0,
            IsSplit = own.Split != 0,
        };
    }

    static int OfJobFiring(IDbConnection db, Alert alert, long incident) => db.ExecuteScalar<int>(
        """
        select count(*) from incident_alerts
        where incident = @incident and job = @Job and firing = 1 and key <> @Subject
        """,
        new { incident, alert.Job, alert.Subject });

    sealed record KeyRow(long LastAt, long Count, long Firing, long LeftFiring, long Split, long? Asked, string Metadata);

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
        public long? PerMinute { get; init; }
        public long? SilentAt { get; init; }
        public long? Oldest { get; init; }
        public string? Branches { get; init; }
        public string? Environments { get; init; }
        public string? Routes { get; init; }
        public string? Attributes { get; init; }
        public string? StormLimit { get; init; }
        public long? Settles { get; init; }
        public long? Line { get; init; }
        public long? Forwarded { get; init; }
    }
}
