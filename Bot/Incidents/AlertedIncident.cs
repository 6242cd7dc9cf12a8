using Bot.Domain.Incidents;
using Bot.Hosting;
using Dapper;

namespace Bot.Incidents;

/// <summary>What alerts do to incidents. Each function works inside the alert's own change.</summary>
public static class AlertedIncident
{
    /// <summary>An alert as the incident remembers it; one that waited may have come several times.</summary>
    public sealed record Seen(string Key, string Title, string? SourceUrl, bool Firing, long Times = 1);

    /// <summary>Counts the alert on its incident; the card shows it at its next edit.</summary>
    public static void Count(Tx tx, long number, Seen alert)
    {
        tx.Db.Execute(
            """
            insert into incident_alerts (incident, key, title, source_url, count, first_at, last_at, firing)
            values (@number, @Key, @Title, @SourceUrl, @times, @Now, @Now, @firing)
            on conflict (incident, key) do update set
                count = count + excluded.count, last_at = excluded.last_at, firing = excluded.firing,
                source_url = coalesce(source_url, excluded.source_url)
            """,
            new { number, alert.Key, alert.Title, alert.SourceUrl, tx.Now, times = alert.Firing ? alert.Times : 0, firing = alert.Firing ? 1 : 0 });
        tx.Wake(IncidentRow.SubjectOf(number));
    }

    /// <summary>The same failure is back within a day of its resolution: the same channel serves again.</summary>
    public static void Reopen(Tx tx, IncidentRow incident, Seen alert, string why)
    {
        tx.Db.Execute("update incidents set reopened = reopened + 1, fix = null where number = @Number", new { incident.Number });
        // What nobody had called off when it was resolved does not fire any more.
        tx.Db.Execute("update incident_alerts set firing = 0 where incident = @Number", new { incident.Number });
        IncidentStore.SetStatus(tx, incident, IncidentStatus.Triage, "alert", why);
        Count(tx, incident.Number, alert);
    }

    /// <summary>The source says that it is fine again. The incident waits in Monitoring until somebody resolves it.</summary>
    public static void Recovered(Tx tx, IncidentRow incident, Seen alert, string why)
    {
        Count(tx, incident.Number, alert with { Firing = false });
        if (incident.IsOpen && !AnyFiring(tx, incident.Number)) IncidentStore.SetStatus(tx, incident, IncidentStatus.Monitoring, "alert", why);
    }

    /// <summary>Fails again while its incident waits in Monitoring: back to work.</summary>
    public static void FailedAgain(Tx tx, IncidentRow incident, Seen alert, string why)
    {
        Count(tx, incident.Number, alert);
        if (incident.Status == IncidentStatus.Monitoring) IncidentStore.SetStatus(tx, incident, IncidentStatus.Investigating, "alert", why);
    }

    public static bool AnyFiring(Tx tx, long number) =>
        tx.Db.ExecuteScalar<long>("select count(*) from incident_alerts where incident = @number and firing = 1", new { number }) > 0;

    /// <summary>"third time", for people.</summary>
    public static string Time(long times) => $"{Domain.Alerts.Words.Ordinal((int)times)} time";
}
