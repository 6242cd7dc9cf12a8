using System.Data;
using Bot.Domain.Incidents;

namespace Bot.Incidents;

/// <summary>An incident in one line, the same wherever incidents are listed: what it is, where it stands, who leads.</summary>
static class ListedIncident
{
    const int LongestName = 60;

    public static string Line(IDbConnection db, IncidentRow incident, string reader) =>
        $"{Sign(incident)} {Titles.Linked(incident, LongestName)} · {Stands(db, incident, reader)}";

    public static string Sign(IncidentRow incident) => Words.Emoji(incident.Status, incident.Severity);

    static string Stands(IDbConnection db, IncidentRow incident, string reader)
    {
        var status = incident.Standing;
        if (!incident.IsOpen) return status;
        // A status that somebody has set says more than that its lead has not begun.
        var isSet = incident.Lead is null || incident.Touched
            || incident.Status is IncidentStatus.Fixing or IncidentStatus.Monitoring;
        return $"{(incident.Unaccepted ? "not accepted yet, " : isSet ? $"{status}, " : "")}{LeadWords.Of(db, incident, reader)}";
    }
}
