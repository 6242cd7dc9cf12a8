using System.Data;
using Bot.Domain.Alerts;
using Bot.Domain.Incidents;
using Bot.Incidents;

namespace Bot.Alerts.Routing;

/// <summary>What people declare or raise asks the same routes as alerts do: who else is called for it.</summary>
static class DeclaredByRoute
{
    /// <summary>What people declare comes from this source, as far as routes ask.</summary>
    const string Source = "declared";

    /// <inheritdoc cref="GroupOfDeclared"/>
    public static string? Group(IDbConnection db, IncidentState declared, DateTimeOffset now)
    {
        var alert = new Alert
        {
            Source = Source,
            Title = declared.Name,
            DeduplicationKey = Source,
            Metadata = new Dictionary<string, string>
            {
                ["impact"] = Felt(declared.Affected).Word(),
                ["severity"] = declared.Severity.ToString().ToLowerInvariant(),
            },
        };
        var moment = new RouteMoment(now, rotation => AfterHours.AreHoursOpen(db, Responder.At(db, rotation, now), now));
        var taken = TeamRoutes.List(db).Decide(alert, AlertAttributes.Of(alert), moment);
        return (taken.Action as RouteAction.Open)?.Group;
    }

    static Impact Felt(Affected affected) => affected switch
    {
        Affected.Customers => Impact.CustomerFacing,
        Affected.Inside => Impact.Internal,
        _ => Impact.Unknown,
    };
}
