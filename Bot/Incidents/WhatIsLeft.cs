using System.Data;
using Bot.Domain.FollowUps;
using Bot.Domain.Incidents;
using Bot.FollowUps;
using Bot.People;

namespace Bot.Incidents;

/// <summary>
/// What is still open after an incident was resolved. Whatever keeps it from closing is asked here and nowhere else.
/// </summary>
public static class WhatIsLeft
{
    public static Afterwards Of(IDbConnection db, IncidentRow incident) => new(
        ClosingStore.Find(db, incident)?.Answers.Answers(AsksAll(db, incident)) ?? false,
        FollowUpStore.OfIncident(db, Viewer.Bot, incident.Number).Count(row => row.State == FollowUpState.Outstanding),
        PostmortemOf.IsOpen(db, incident.Number));

    /// <summary>More is asked about it than what it was.</summary>
    public static bool AsksAll(IDbConnection db, IncidentRow incident) =>
        CloseRules.AsksAll(incident.Severity, incident.Affected, ReadersHitBy.Any(db, incident.Number));
}
