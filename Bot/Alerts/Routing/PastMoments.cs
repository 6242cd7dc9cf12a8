using System.Data;
using Bot.Domain.Alerts;
using Bot.Incidents;

namespace Bot.Alerts.Routing;

/// <summary>Whether working hours were open when past alerts came; read once for each minute of a rotation.</summary>
sealed class PastMoments(IDbConnection db)
{
    readonly Dictionary<(string? Rotation, long Minute), bool> known = [];

    public RouteMoment At(long unixMilliseconds)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds);
        return new(at, rotation => IsOpen(rotation, at));
    }

    bool IsOpen(string? rotation, DateTimeOffset at)
    {
        var key = (rotation, at.ToUnixTimeSeconds() / 60);
        if (!known.TryGetValue(key, out var isOpen))
            known[key] = isOpen = AfterHours.AreHoursOpen(db, Responder.At(db, rotation, at), at);
        return isOpen;
    }
}
