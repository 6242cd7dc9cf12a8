using System.Data;
using Bot.Domain.Incidents;

namespace Bot.Incidents;

/// <summary>An incident in one line, the same wherever incidents are listed: what it is, where it stands, who leads.</summary>
static class ListedIncident
{
    const int LongestName = 60;

    public static string Line(IDbConnection db, IncidentRow incident, string reader) =>
        $"{Name(incident)} · {Stands(db, incident, reader)}";

    /// <summary>How bad it is as a sign, and its name, which leads to its channel.</summary>
    public static string Name(IncidentRow incident) =>
        $"{Sign(incident)}{(incident.Private ? " :lock:" : "")} {Titles.Linked(incident, LongestName)}";

    public static string Sign(IncidentRow incident) => Words.Emoji(incident.Status, incident.Severity);

    /// <summary>Its status, as far as somebody has set it, and who leads.</summary>
    public static string Stands(IDbConnection db, IncidentRow incident, string reader)
    {
        var status = incident.Standing;
        if (!incident.IsOpen) return status;
        // A status that somebody has set says more than that its lead has not begun.
        var isSet = incident.Lead is null || incident.Touched
            || incident.Status is IncidentStatus.Fixing or IncidentStatus.Monitoring;
        return $"{(incident.Unaccepted ? "not accepted yet, " : isSet ? $"{status}, " : "")}{LeadWords.Of(db, incident, reader)}";
    }
}
