using System.Data;
using Bot.Domain.Incidents;

namespace Bot.Incidents;

/// <summary>
/// The user group that the team's routes call, beside the rotation, for what people declare; null where they name none.
/// </summary>
/// <param name="db">Where the routes are read.</param>
/// <param name="declared">What is declared.</param>
/// <param name="now">When.</param>
public delegate string? GroupOfDeclared(IDbConnection db, IncidentState declared, DateTimeOffset now);
