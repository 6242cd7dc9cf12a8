using System.Data;
using Bot.Domain.Incidents;
using Bot.Hosting;
using Dapper;

namespace Bot.Incidents;

/// <summary>The incidents' rows. Whatever writes also writes the timeline and wakes the incident's place in Slack.</summary>
public static class IncidentStore
{
    public static IncidentRow? Find(IDbConnection db, long number) =>
        db.QuerySingleOrDefault<IncidentRow>("select * from incidents where number = @number", new { number });

    public static IncidentRow? InChannel(IDbConnection db, string channel) =>
        db.QuerySingleOrDefault<IncidentRow>("select * from incidents where channel_id = @channel", new { channel });

    public static List<IncidentRow> Open(IDbConnection db) =>
        db.Query<IncidentRow>("select * from incidents where status not in ('resolved', 'closed', 'declined') order by number desc").ToList();

    public static List<IncidentRow> LatestEnded(IDbConnection db, int most) =>
        db.Query<IncidentRow>("select * from incidents where status in ('resolved', 'closed', 'declined') order by number desc limit @most", new { most }).ToList();

    /// <summary>The incident that stands for this kind of alert now, or the latest that did.</summary>
    public static IncidentRow? ForKey(IDbConnection db, string key) => db.QueryFirstOrDefault<IncidentRow>(
        "select i.* from incidents i join incident_alerts a on a.incident = i.number where a.key = @key order by i.number desc limit 1", new { key });

    public static List<AlertSeen> Alerts(IDbConnection db, long number) => db.Query<AlertSeen>(
        "select key, title, source_url, count, first_at, last_at, firing from incident_alerts where incident = @number order by first_at, key",
        new { number }).ToList();

    public static List<IncidentUpdate> Updates(IDbConnection db, long number) => db.Query<IncidentUpdate>(
        "select id, at, person, text from incident_updates where incident = @number order by id", new { number }).ToList();

    public static List<TimelineEntry> Timeline(IDbConnection db, long number) => db.Query<TimelineEntry>(
        "select at, actor, verb, before, after, why from history where subject = @subject order by id",
        new { subject = IncidentRow.SubjectOf(number) }).ToList();

    /// <summary>Writes a new incident in Triage (born of an alert) or Investigating (declared) and returns its number.</summary>
    public static long Insert(Tx tx, NewIncident incident)
    {
        var born = incident.DeclaredBy is null ? "alert" : "declared";
        var status = incident.DeclaredBy is null ? IncidentStatus.Triage : IncidentStatus.Investigating;
        var number = tx.Db.ExecuteScalar<long>(
            """
            insert into incidents (id, name, status, severity, affected, known, born, declared_by, declared_at, since, lead, lead_why, storm)
            values (@id, @Name, @status, @severity, @affected, @Known, @born, @DeclaredBy, @Now, @Now, @Lead, @LeadWhy, @storm)
            returning number
            """,
            new
            {
                id = Guid.CreateVersion7(tx.Time).ToString(),
                incident.Name,
                status = Words.Of(status),
                severity = Words.Of(incident.Severity),
                affected = Words.Of(incident.Affected),
                incident.Known,
                born,
                incident.DeclaredBy,
                tx.Now,
                incident.Lead,
                incident.LeadWhy,
                storm = incident.Storm ? 1 : 0,
            });
        var subject = IncidentRow.SubjectOf(number);
        tx.Note(subject, "opened", incident.DeclaredBy ?? "alert", after: incident.Name, why: incident.Why);
        if (incident.Lead is not null) tx.Note(subject, "lead", incident.DeclaredBy ?? "bot", after: incident.Lead, why: incident.LeadWhy);
        tx.Wake(subject);
        tx.WakeHomes();
        return number;
    }

    /// <summary>Changes one column and says so on the timeline; an equal value changes nothing.</summary>
    static void Set(Tx tx, IncidentRow incident, string column, string verb, string? before, string? after, string actor, string? why)
    {
        if (before == after) return;
        tx.Db.Execute($"update incidents set {column} = @after where number = @Number", new { after, incident.Number });
        tx.Note(incident.Subject, verb, actor, before, after, why);
        tx.Wake(incident.Subject);
        tx.WakeHomes();
    }

    public static void SetStatus(Tx tx, IncidentRow incident, IncidentStatus status, string actor, string? why)
    {
        Set(tx, incident, "status", "status", Words.Of(incident.Status), Words.Of(status), actor, why);
        if (status.IsOpen() != incident.IsOpen)
            tx.Db.Execute("update incidents set resolved_at = @at where number = @Number", new { at = status.IsOpen() ? null : (long?)tx.Now, incident.Number });
    }

    public static void SetSeverity(Tx tx, IncidentRow incident, Severity severity, string actor, string? why) =>
        Set(tx, incident, "severity", "severity", Words.Of(incident.Severity), Words.Of(severity), actor, why);

    public static void SetAffected(Tx tx, IncidentRow incident, Affected affected, string actor, string? why) =>
        Set(tx, incident, "affected", "affected", Words.Of(incident.Affected), Words.Of(affected), actor, why);

    public static void SetFix(Tx tx, IncidentRow incident, string? fix, string actor) =>
        Set(tx, incident, "fix", "fix", incident.Fix, fix, actor, null);

    public static void SetLead(Tx tx, IncidentRow incident, string lead, string actor, string why)
    {
        Set(tx, incident, "lead", "lead", incident.Lead, lead, actor, why);
        tx.Db.Execute("update incidents set lead_why = @why where number = @Number", new { why, incident.Number });
    }

    /// <summary>Names somebody to be invited, once, at the earliest when <paramref name="from"/> has come (workspace time, unix milliseconds).</summary>
    public static void Invite(Tx tx, long number, string person, string why, long from)
    {
        tx.Db.Execute(
            """
            insert into incident_people (incident, person, why, invite_from) values (@number, @person, @why, @from)
            on conflict (incident, person) do update set invite_from = min(invite_from, excluded.invite_from)
            """,
            new { number, person, why, from });
        tx.Wake(IncidentRow.SubjectOf(number));
    }

    public static void AddUpdate(Tx tx, IncidentRow incident, string person, string text)
    {
        tx.Db.Execute(
            "insert into incident_updates (incident, at, person, text) values (@Number, @Now, @person, @text)",
            new { incident.Number, tx.Now, person, text });
        tx.Note(incident.Subject, "update", person, after: text);
        tx.Wake(incident.Subject);
    }
}
