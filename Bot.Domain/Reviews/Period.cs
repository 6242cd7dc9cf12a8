using System.Globalization;
using Bot.Domain.OnCall;

namespace Bot.Domain.Reviews;

/// <summary>How long the periods are that are looked at.</summary>
public enum PeriodLength { FourWeeks, Quarter, Year }

/// <summary>A period that people know by a name; the running one ends now.</summary>
public sealed record Period(string Name, Stretch During)
{
    /// <summary>The running period and the one before it; quarters and years are those on the wall of the zone.</summary>
    public static (Period Running, Period Before) Of(PeriodLength length, DateTimeOffset now, TimeZoneInfo zone)
    {
        var wall = zone.Wall(now);
        return length switch
        {
            PeriodLength.FourWeeks => (
                new("Last 4 weeks", new(now.AddDays(-28), now)),
                new("The 4 weeks before", new(now.AddDays(-56), now.AddDays(-28)))),
            PeriodLength.Year =>
                Pair(new DateTime(wall.Year, 1, 1), 12, d => d.Year.ToString(CultureInfo.InvariantCulture), now, zone),
            _ => Pair(
                new DateTime(wall.Year, (wall.Month - 1) / 3 * 3 + 1, 1), 3,
                d => string.Create(CultureInfo.InvariantCulture, $"Q{(d.Month + 2) / 3} {d.Year}"), now, zone),
        };
    }

    static (Period, Period) Pair(DateTime begins, int months, Func<DateTime, string> name, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (before, start) = (begins.AddMonths(-months), zone.Instant(begins));
        return (new($"{name(begins)} so far", new(start, now)), new(name(before), new(zone.Instant(before), start)));
    }
}
