using System.Data;
using System.Text.Json;
using Bot.Domain.Alerts;
using Bot.Domain.Incidents;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>What alerts do to incidents. Each function works inside the alert's own change.</summary>
public static class AlertedIncident
{
    /// <summary>
    /// An alert as the incident remembers it; one that waited may have come several times, and earlier than now.
    /// </summary>
    public sealed record Seen(string Key, string Title, string? SourceUrl, bool Firing, long Times = 1)
    {
        public IReadOnlyDictionary<string, string> Metadata { get; init; } = Domain.Alerts.Alert.NoMetadata;

        /// <summary>The team's own attributes of it, and what becomes of each when it fires again.</summary>
        public IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; init; } =
            new Dictionary<string, IReadOnlyList<string>>();

        public Func<string, FiresAgain> Again { get; init; } = _ => FiresAgain.TakeLast;

        /// <summary>What is known by name once it has come, as the row keeps it; null where it has no attribute.</summary>
        internal string? Known(string? before) => Attributes.Count == 0 ? null
            : JsonSerializer.Serialize(AttributeRule.Merged(AlertJson.Attributes(before), Attributes, Again));

        /// <summary>The job that told of it; what else it tells of joins the same incident while that is open.</summary>
        public string? Job { get; init; }

        /// <summary>How urgent its route wants it; null where that opens nothing.</summary>
        public Urgency? Asks { get; init; }

        /// <summary>No incident has had an alert of its key yet.</summary>
        public bool IsNew { get; init; }

        /// <summary>What it said beside its title; null where that was nothing more.</summary>
        public string? Said { get; init; }

        /// <summary>When it came first and last; null is now.</summary>
        public (long First, long Last)? Came { get; init; }
    }

    /// <summary>Counts the alert on its incident; the card shows it at its next edit.</summary>
    public static void Count(Tx tx, long number, Seen alert)
    {
        var (first, last) = alert.Came ?? (tx.Now, tx.Now);
        var before = alert.IsNew ? null : tx.Db.QueryFirstOrDefault<(long Firing, string? Attributes)?>(
            "select firing, attributes from incident_alerts where incident = @number and key = @Key", new { number, alert.Key });
        tx.Db.Execute(
            """
            insert into incident_alerts (incident, key, title, source_url, count, first_at, last_at, joined_at, firing, metadata,
                job, said, well_at, red_since, attributes, asked)
            values (@number, @Key, @Title, @SourceUrl, @times, @first, @last, @Now, @firing, @metadata, @Job, @Said, @well,
                @first, @attributes, @asked)
            on conflict (incident, key) do update set
                count = incident_alerts.count + excluded.count, firing = excluded.firing, left_firing = 0, job = excluded.job,
                last_at = case when excluded.firing = 1 then excluded.last_at else incident_alerts.last_at end,
                well_at = excluded.well_at,
                asked = case when excluded.asked > coalesce(incident_alerts.asked, -1) then excluded.asked
                    else incident_alerts.asked end,
                attributes = coalesce(excluded.attributes, incident_alerts.attributes),
                red_since = case when excluded.firing = 1 and incident_alerts.firing = 0 then excluded.red_since
                    else incident_alerts.red_since end,
                said = case when excluded.firing = 1 and (excluded.said is not null or incident_alerts.firing = 0
                    or excluded.title <> incident_alerts.title) then excluded.said else incident_alerts.said end,
                title = case when excluded.firing = 1 then excluded.title else incident_alerts.title end,
                source_url = case when excluded.firing = 1 then coalesce(excluded.source_url, incident_alerts.source_url)
                    else coalesce(incident_alerts.source_url, excluded.source_url) end,
                metadata = case when excluded.firing = 1 or excluded.metadata like @behind
                    or incident_alerts.metadata like @behind then excluded.metadata else incident_alerts.metadata end
            """,
            new
            {
                number,
                alert.Key,
                alert.Title,
                alert.SourceUrl,
                first,
                tx.Now,
                last,
                times = alert.Firing ? alert.Times : 0,
                firing = alert.Firing ? 1 : 0,
                metadata = JsonSerializer.Serialize(alert.Metadata),
                alert.Job,
                alert.Said,
                behind = "%\"behind\":%",
                well = alert.Firing ? (long?)null : last,
                attributes = alert.Firing ? alert.Known(before?.Attributes) : null,
                asked = (int?)alert.Asks,
            });
        IncidentStore.CountKinds(
            tx, number, before is null ? 1 : 0, (alert.Firing ? 1 : 0) - (before?.Firing ?? 0));
        tx.Wake(IncidentRow.SubjectOf(number));
        // At the end of the change, once all that the run tells of is counted.
        if (alert.Firing && alert.Metadata.ContainsKey("dbt_node")) tx.Wake($"suspects_changed:{number}");
    }

    /// <summary>
    /// They belong to an incident of their own from now on; what else their job tells of goes on joining the one they were in.
    /// </summary>
    public static void Split(Tx tx, long from, long to, IReadOnlyList<string> keys)
    {
        tx.Db.Execute(
            """
            update incident_alerts set incident = @to, split = 1, joined_at = @Now
            where incident = @from and firing = 1 and key in @keys
            """,
            new { from, to, keys, tx.Now });
        IncidentStore.CountKinds(tx, from, -keys.Count, -keys.Count);
        IncidentStore.CountKinds(tx, to, keys.Count, keys.Count);
        tx.Wake(IncidentRow.SubjectOf(from));
        tx.Wake(IncidentRow.SubjectOf(to));
    }

    /// <summary>The incident that has an alert of that key now; null where none has had one.</summary>
    public static long? Of(IDbConnection db, string key) => db.QueryFirstOrDefault<long?>(
        """
        select coalesce(i.merged_into, i.number) from incident_alerts a join incidents i on i.number = a.incident
        where a.key = @key order by a.incident desc limit 1
        """,
        new { key });

    /// <summary>What nobody had called off when its incident ended does not fire any more.</summary>
    public static void End(Tx tx, long number)
    {
        tx.Db.Execute(
            "update incident_alerts set firing = 0, left_firing = 1 where incident = @number and firing = 1", new { number });
        IncidentStore.NoneFires(tx, number);
        // Whoever else was told of them hears that it is over.
        tx.Wake($"alerts_over:{number}");
    }

    /// <summary>
    /// The same failure is back within a day of its resolution: the same channel serves again, for whoever is on call now.
    /// </summary>
    public static void Reopen(Tx tx, IncidentRow incident, Seen alert, string why)
    {
        // What is private stays with its lead: whoever is on call may not see it.
        var onCall = incident.Private ? incident.Lead : Responder.At(tx.Db, incident.Team, tx.Time).Person;
        var back = Transitions.Return(IncidentStore.State(tx.Db, incident), onCall, tx.Time);
        Count(tx, incident.Number, alert);
        Apply(tx, incident, back, why);
    }

    /// <summary>The source says that it is fine again. The incident waits in Monitoring until somebody resolves it.</summary>
    public static void Recovered(Tx tx, IncidentRow incident, Seen alert, string why)
    {
        Count(tx, incident.Number, alert with { Firing = false });
        var now = IncidentStore.State(tx.Db, incident);
        if (now is { IsOpen: true, Firing: false }) Apply(tx, incident, Transitions.Recover(now), why);
    }

    /// <summary>It does not fire any more and nobody mended it, which the card says; it counts as failing all the same.</summary>
    public static void Gone(Tx tx, long number, Seen alert)
    {
        tx.Db.Execute(
            "update incident_alerts set metadata = @metadata where incident = @number and key = @Key and firing = 1",
            new { number, alert.Key, metadata = JsonSerializer.Serialize(alert.Metadata) });
        tx.Wake(IncidentRow.SubjectOf(number));
    }

    /// <summary>Fails again while its incident waits in Monitoring: back to work.</summary>
    public static void FailedAgain(Tx tx, IncidentRow incident, Seen alert, string why)
    {
        var (state, wellSince) = (IncidentStore.State(tx.Db, incident), WellSince(tx.Db, incident));
        Count(tx, incident.Number, alert);
        var again = Transitions.FailAgain(state, wellSince, tx.Time);
        Apply(tx, incident, again, again.Cause == CallCause.Again && wellSince is { } since
            ? $"after {LineText.Span(tx.Now - since.ToUnixTimeMilliseconds())} in Monitoring"
            : why);
    }

    /// <summary>Something else of the same job fails: the channel hears what, and nobody is called for it anew.</summary>
    /// <param name="tx">The alert's change.</param>
    /// <param name="incident">The incident of the job.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="why">Why it joins.</param>
    /// <param name="isNews">Whether it says more than that the job failed.</param>
    public static void AnotherFails(Tx tx, IncidentRow incident, Seen alert, string why, bool isNews)
    {
        FailedAgain(tx, incident, alert, why);
        tx.Note(
            incident.Subject, IncidentFacts.Alert, IncidentChange.Alert, after: alert.Title, why: why,
            line: isNews ? IncidentLines.OfAlerts(tx, incident) : null);
    }

    /// <summary>Somebody expects it: it is counted and written down, and nobody is told.</summary>
    public static void Expected(Tx tx, long number, long expectation, Seen alert, string why)
    {
        Count(tx, number, alert);
        tx.Note(
            IncidentRow.SubjectOf(number), IncidentFacts.Expected, IncidentChange.Alert,
            before: expectation.ToString(System.Globalization.CultureInfo.InvariantCulture), after: alert.Title, why: why);
    }

    /// <summary>What joined makes it so bad, has a group called, and makes an incident of what nobody has accepted.</summary>
    public static void Joins(
        Tx tx, long number, (Severity Severity, Affected Affected) worse, string? group, bool isAdmitted, string why)
    {
        // As it is by now: the alert that joined may have taken it out of Monitoring.
        var incident = IncidentStore.Find(tx.Db, People.Viewer.Bot, number)!;
        var now = IncidentStore.State(tx.Db, incident);
        var after = Transitions.Worsen(now, worse.Severity, worse.Affected, group, tx.Time).After;
        Apply(tx, incident, new(now, isAdmitted ? after with { Unaccepted = false } : after), why);
    }

    /// <summary>Since when its alerts are well; null where it is not in Monitoring.</summary>
    internal static DateTimeOffset? WellSince(IDbConnection db, IncidentRow incident) =>
        incident.Status != IncidentStatus.Monitoring ? null
        : db.QueryFirstOrDefault<long?>(
            $"select at from history where subject = @Subject and verb = '{IncidentFacts.Status}' order by id desc limit 1",
            new { incident.Subject }) is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    static void Apply(Tx tx, IncidentRow incident, Transition step, string why) =>
        IncidentChange.Apply(tx, incident, step, new(IncidentChange.Alert, why));

    /// <summary>"third time", for people.</summary>
    public static string Time(long times) => $"{Domain.Alerts.Words.Ordinal((int)times)} time";
}
