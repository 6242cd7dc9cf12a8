using System.Data;
using Bot.Domain.Incidents;

namespace Bot.Incidents;

/// <summary>
/// The user group that the team's routes call, beside the rotation, for what people declare or raise; null where they name none.
/// </summary>
/// <param name="db">Where the routes are read.</param>
/// <param name="declared">What is declared.</param>
/// <param name="now">When.</param>
public delegate string? GroupOfDeclared(IDbConnection db, IncidentState declared, DateTimeOffset now);

static class GroupsOfRaised
{
    /// <summary>The same for what a form would make of an incident; null where one is called for it already.</summary>
    public static string? OfRaised(
        this GroupOfDeclared groupOf, IDbConnection db, IncidentRow incident, FormEdit.Values sent, DateTimeOffset now) =>
        incident.CallGroup is not null || incident.Private ? null : groupOf(db, new()
        {
            Name = sent.Name ?? incident.Name,
            Severity = sent.Severity ?? incident.Severity,
            Affected = sent.Affected ?? incident.Affected,
            Rotation = sent.Rotation ?? incident.Team,
        }, now);
}
