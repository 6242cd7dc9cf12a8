using System.Data;
using Bot.Incidents;

namespace Bot.Alerts;

/// <summary>Who alerts go to, and when they are looked at.</summary>
public static class AfterHours
{
    /// <summary>The rotation whose alerts these are: the one that was made first, until routes choose another.</summary>
    public const string? Rotation = null;

    public static Responder ResponderAt(IDbConnection db, DateTimeOffset now) => Responder.At(db, Rotation, now);

    /// <summary>When alerts that come now are looked at, if they wait for hours to open; null when they do not wait.</summary>
    public static DateTimeOffset? WaitsUntil(IDbConnection db, DateTimeOffset now) => WaitsUntil(ResponderAt(db, now));

    public static DateTimeOffset? WaitsUntil(Responder now) =>
        now is { Person: not null, InHours: false, ToldGroup: null, OpensAt: var opens } ? opens : null;
}
