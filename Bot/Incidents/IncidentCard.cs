using System.Data;
using Bot.Hosting;
using Dapper;

namespace Bot.Incidents;

/// <summary>All that the messages of one incident show, read at one moment.</summary>
public sealed record IncidentCard
{
    public required IncidentRow Incident { get; init; }
    public required IReadOnlyList<AlertSeen> Alerts { get; init; }
    public IncidentUpdate? Latest { get; init; }
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>When the lead may be disturbed; null while they may be.</summary>
    public DateTimeOffset? LeadFrom { get; init; }

    public bool Firing => Alerts.Any(a => a.Firing != 0);

    public bool Recovered => Alerts.Count > 0 && !Firing && Incident.IsOpen;

    public string NameOf(string person) => Names.GetValueOrDefault(person, person);

    public static IncidentCard? Read(IDbConnection db, long number, DateTimeOffset now)
    {
        if (IncidentStore.Find(db, number) is not { } incident) return null;
        var latest = IncidentStore.Updates(db, number).LastOrDefault();
        var waits = db.QuerySingleOrDefault<long?>(
            "select invite_from from incident_people where incident = @number and person = @Lead and invited_at is null and invite_from > @now",
            new { number, incident.Lead, now = now.ToUnixTimeMilliseconds() });
        string?[] people = [incident.Lead, incident.DeclaredBy, latest?.Person];
        return new IncidentCard
        {
            Incident = incident,
            Alerts = IncidentStore.Alerts(db, number),
            Latest = latest,
            Names = people.OfType<string>().Distinct().ToDictionary(id => id, id => Person.NameOf(db, id)),
            LeadFrom = waits is { } from ? DateTimeOffset.FromUnixTimeMilliseconds(from) : null,
        };
    }
}
