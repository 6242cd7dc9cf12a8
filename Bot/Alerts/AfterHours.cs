using System.Data;
using Bot.Domain.Alerts;
using Bot.Incidents;

namespace Bot.Alerts;

/// <summary>Who alerts go to, and when they are looked at.</summary>
public static class AfterHours
{
    /// <summary>
    /// The rotation whose alerts these are where no route names another: the one that was made first.
    /// </summary>
    public const string? Rotation = null;

    public static Responder ResponderAt(IDbConnection db, DateTimeOffset now) => Responder.At(db, Rotation, now);

    /// <summary>When alerts that come now are looked at, if they wait for hours to open; null when they do not wait.</summary>
    public static DateTimeOffset? WaitsUntil(IDbConnection db, DateTimeOffset now) => WaitsUntil(ResponderAt(db, now));

    public static DateTimeOffset? WaitsUntil(Responder now) => WaitsUntil(now, RouteAction.Default);

    /// <summary>The same for what a route opens.</summary>
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
