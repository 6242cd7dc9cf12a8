using System.Data;
using Bot.Domain.Alerts;
using Bot.Incidents;

namespace Bot.Alerts;

/// <summary>When alerts that come out of hours are looked at.</summary>
public static class AfterHours
{
    /// <summary>When what a route opens is looked at, if it waits for hours to open; null when it does not wait.</summary>
    public static DateTimeOffset? WaitsUntil(Responder now, RouteAction.Open opens) => opens.AtNight switch
    {
        AtNight.Now => null,
        AtNight.InTheMorning => Opens(now),
        // Its group is told, and so is the one that a route names.
        _ => now.ToldGroup is null && opens.Group is null ? Opens(now) : null,
    };

    static DateTimeOffset? Opens(Responder now) => now is { Person: not null, InHours: false, OpensAt: var opens } ? opens : null;

    /// <summary>Working hours of a rotation are open, and whoever is on call is neither on leave nor on holiday.</summary>
    public static bool AreHoursOpen(IDbConnection db, Responder now, DateTimeOffset at) =>
        now is { Person: { } person, InHours: true } && !WhoIsCalled.IsAway(db, person, at);
}
