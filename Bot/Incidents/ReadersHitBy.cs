using System.Data;
using Bot.Domain.Alerts;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Dapper;

namespace Bot.Incidents;

/// <summary>What people read that is made from what fails: the exposures that its alerts name.</summary>
public static class ReadersHitBy
{
    const string Named = "exposure";

    // Those of a storm name no more than a menu takes.
    const int MostAlerts = 500, Longest = 200;

    // By an attribute of the team's own as well.
    const string Names = $"""(a.metadata like '%"{Named}":%' or a.attributes like '%"{Named}":%')""";

    sealed record AlertRow(long Incident, string Metadata, string? Attributes, long FirstAt, long RedSince);

    /// <summary>What is hit by what fails now, the longest first.</summary>
    public static IReadOnlyList<ReadersHit> Of(IDbConnection db, long incident) => NoticeRules.Offered(
        db.Query<AlertRow>(
            $"""
            select a.incident, a.metadata, a.attributes, a.first_at, a.red_since
            from incident_alerts a where a.incident = @incident and a.firing = 1 and {Names} order by a.first_at limit @MostAlerts
            """,
            new { incident, MostAlerts }).SelectMany(Hits), told: []);

    /// <summary>It hit something that people read, whether that fails now or not.</summary>
    public static bool Any(IDbConnection db, long incident) => db.Query<AlertRow>(
        $"""
        select a.incident, a.metadata, a.attributes, a.first_at, a.red_since
        from incident_alerts a where a.incident = @incident and {Names} order by a.first_at limit @MostAlerts
        """,
        new { incident, MostAlerts }).Any(a => Labels(a).Count > 0);

    /// <summary>Another open incident that hits the same, of those that a viewer may see: the oldest.</summary>
    public static IncidentRow? Another(IDbConnection db, Viewer viewer, string label, long but) => db.Query<AlertRow>(
        $"""
        select a.incident, a.metadata, a.attributes, a.first_at, a.red_since
        from incident_alerts a join incidents i on i.number = a.incident
        where i.number <> @but and i.unaccepted = 0 and i.{IncidentStore.IsOpen} and a.firing = 1 and {Names}
            and {Viewer.VisibleTo}
        order by a.incident, a.first_at limit @MostAlerts
        """,
        viewer.With(new { but, MostAlerts }))
        .Where(a => Hits(a).Any(h => h.Label.Equals(label, StringComparison.OrdinalIgnoreCase)))
        .Select(a => IncidentStore.Find(db, viewer, a.Incident)).FirstOrDefault();

    static IEnumerable<ReadersHit> Hits(AlertRow alert)
    {
        var since = DateTimeOffset.FromUnixTimeMilliseconds(alert.RedSince > 0 ? alert.RedSince : alert.FirstAt);
        return Labels(alert).Select(label => new ReadersHit(Limits.First(label, Longest), since));
    }

    static IReadOnlyList<string> Labels(AlertRow alert) =>
        AlertJson.Attributes(alert.Attributes).GetValueOrDefault(Named) is { Count: > 0 } own ? own
        : AlertAttributes.Listed(AlertJson.Metadata(alert.Metadata).GetValueOrDefault(Named));
}
