using Bot.Incidents;

namespace Bot.Alerts;

static class AfterHours
{
    /// <summary>When alerts that come now are looked at, if they wait for hours to open; null when they do not wait.</summary>
    public static DateTimeOffset? WaitsUntil(this Responder responder) =>
        responder is { Person: not null, InHours: false, ToldGroup: null } ? responder.OpensAt : null;
}
