using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Bot.Domain.OnCall;

/// <summary>Time zones by IANA name, and the way from a wall clock to an instant.</summary>
public static class Zones
{
    static readonly TimeSpan Reach = TimeSpan.FromHours(26), Farthest = TimeSpan.FromHours(14);

    const int MostKnown = 10_000;

    static readonly ConcurrentDictionary<(string Zone, DateTime Wall), DateTimeOffset> Known = new();

    static readonly Lazy<IReadOnlyList<string>> All = new(() =>
        [.. TimeZoneInfo.GetSystemTimeZones().Where(z => z.HasIanaId).Select(z => z.Id).Order(StringComparer.Ordinal)]);

    /// <summary>A zone that is always so far from UTC, "UTC+05:30": for a clock whose own this machine does not know.</summary>
    public static string Fixed(TimeSpan offset) => string.Create(
        CultureInfo.InvariantCulture, $"UTC{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}");

    /// <summary>A stored zone; UTC where this machine does not know it.</summary>
    public static TimeZoneInfo Of(string? name) => TryFind(name, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>
    /// Finds a zone by its IANA name, or by its distance from UTC; Windows names are not accepted, since they mean nothing on
    /// another machine.
    /// </summary>
    public static bool TryFind(string? name, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        zone = FindFixed(name);
        if (zone is not null) return true;
        return !string.IsNullOrWhiteSpace(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name.Trim(), out zone)
            && zone.HasIanaId;
    }

    static TimeZoneInfo? FindFixed(string? name) =>
        name is ['U', 'T', 'C', '+' or '-', .. var distance]
            && TimeSpan.TryParseExact(distance, "hh\\:mm", CultureInfo.InvariantCulture, out var offset) && offset <= Farthest
            ? TimeZoneInfo.CreateCustomTimeZone(name, name[3] == '-' ? -offset : offset, name, name)
            : null;

    /// <summary>
    /// Zones whose name contains every word of the text: names that start with it, or whose city does, come first.
    /// </summary>
    public static IEnumerable<string> Search(string text)
    {
        var words = text.Split([' ', '/', '_'], StringSplitOptions.RemoveEmptyEntries);
        return All.Value.Where(z => words.All(w => z.Contains(w, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(z => words is [var first, ..] && City(z).StartsWith(first, StringComparison.OrdinalIgnoreCase) ? 0 : 1);
    }

    /// <summary>
    /// The first instant at which a clock on the wall of the zone shows the time, or a later one: in the hour that is
    /// skipped in spring that is the moment of the jump, in the hour that comes twice in autumn the earlier.
    /// </summary>
    public static DateTimeOffset Instant(this TimeZoneInfo zone, DateTime wall)
    {
        // Working hours ask for the same few walls over and over, and each search walks the rules of the zone three times.
        var asked = (zone.Id, wall);
        if (Known.TryGetValue(asked, out var known)) return known;
        if (Known.Count >= MostKnown) Known.Clear();
        return Known[asked] = Searched(zone, wall);
    }

    /// <summary>The last such instant: in the hour that comes twice in autumn the later.</summary>
    public static DateTimeOffset LastInstant(this TimeZoneInfo zone, DateTime wall)
    {
        var (first, utc) = (zone.Instant(wall), new DateTimeOffset(wall, TimeSpan.Zero));
        var last = utc - zone.GetUtcOffset(utc + Reach);
        return last > first && zone.Wall(last) == wall ? last : first;
    }

    static DateTimeOffset Searched(TimeZoneInfo zone, DateTime wall)
    {
        // By offsets at instants on either side, not by IsInvalidTime and IsAmbiguousTime: those are wrong for zones whose winter
        // is the exception (Dublin, Casablanca) and do not know the day that a zone leaves out when it crosses the date line.
        var utc = new DateTimeOffset(wall, TimeSpan.Zero);
        var (before, after) = (utc - zone.GetUtcOffset(utc - Reach), utc - zone.GetUtcOffset(utc + Reach));
        return zone.Wall(before) == wall
            ? before
            : zone.Wall(after) == wall ? after
            : EndOfGap(zone, wall, utc - Reach, utc + Reach);
    }

    /// <summary>"New York".</summary>
    public static string City(this TimeZoneInfo zone) => zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    /// <summary>What a clock on the wall of the zone shows.</summary>
    public static DateTime Wall(this TimeZoneInfo zone, DateTimeOffset t) => TimeZoneInfo.ConvertTime(t, zone).DateTime;

    static DateTimeOffset EndOfGap(TimeZoneInfo zone, DateTime wall, DateTimeOffset before, DateTimeOffset after)
    {
        while (after - before > TimeSpan.FromTicks(1))
        {
            var middle = before + (after - before) / 2;
            if (zone.Wall(middle) < wall) before = middle;
            else after = middle;
        }
        return after;
    }

    static string City(string zone) => zone[(zone.LastIndexOf('/') + 1)..];
}
