using Bot.Domain.OnCall;
using NodaTime.TimeZones;

namespace Bot.OnCall.Absences.Holidays;

/// <summary>Zones as calendars name them: by IANA, by Windows, or behind a maker's own path.</summary>
static class IcalZones
{
    public static TimeZoneInfo? Find(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return null;
        var plain = name.Trim().Trim('"');
        return Known(plain) ?? Known(Windows(plain)) ?? Known(LastOf(plain, 2)) ?? Known(LastOf(plain, 3));
    }

    static TimeZoneInfo? Known(string? name) => Zones.TryFind(name, out var zone) ? zone : null;

    static string? Windows(string name) => TzdbDateTimeZoneSource.Default.WindowsToTzdbIds.GetValueOrDefault(name);

    // "/mozilla.org/20050126_1/Europe/Berlin".
    static string LastOf(string path, int parts) => string.Join('/', path.Split('/').TakeLast(parts));
}
