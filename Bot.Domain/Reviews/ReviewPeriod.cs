using System.Globalization;
using Bot.Domain.OnCall;

namespace Bot.Domain.Reviews;

/// <summary>The periods that a review can be of.</summary>
public enum ReviewSpan
{
    SevenDays,
    ThirtyDays,
    NinetyDays,

    /// <summary>The quarter that runs, as far as it has run.</summary>
    Quarter,

    /// <summary>The quarter before that, whole.</summary>
    LastQuarter,
}

/// <summary>The period of a review, and the one before it with which it is compared.</summary>
/// <param name="Name">As people call it.</param>
/// <param name="During">The period.</param>
/// <param name="Before">The period before it, as long as far as there is one of that length.</param>
/// <param name="Zone">On whose wall its days are.</param>
public sealed record ReviewPeriod(string Name, Stretch During, Stretch Before, TimeZoneInfo Zone)
{
    static readonly TimeSpan Day = TimeSpan.FromDays(1), Week = TimeSpan.FromDays(7), Short = TimeSpan.FromDays(14);

    /// <summary>How long the columns of its pictures are: weeks, or days where two weeks hold it.</summary>
    public TimeSpan Step => During.Ends - During.Starts <= Short ? Day : Week;

    /// <summary>Into how many of those it falls; the last may be shorter.</summary>
    public int Steps => Of(During);

    /// <summary>How many columns show it beside the period before, which may be some days longer.</summary>
    public int Columns => Math.Max(Steps, Of(Before));

    int Of(Stretch stretch) => Math.Max(1, (int)Math.Ceiling((stretch.Ends - stretch.Starts) / Step));

    /// <summary>Quarters are those on the wall of the zone.</summary>
    public static ReviewPeriod Of(ReviewSpan span, DateTimeOffset now, TimeZoneInfo zone) => span switch
    {
        ReviewSpan.SevenDays => Last(7, now, zone),
        ReviewSpan.ThirtyDays => Last(30, now, zone),
        ReviewSpan.NinetyDays => Last(90, now, zone),
        ReviewSpan.Quarter => Running(now, zone),
        _ => Whole(now, zone),
    };

    static ReviewPeriod Last(int days, DateTimeOffset now, TimeZoneInfo zone) => new(
        string.Create(CultureInfo.InvariantCulture, $"Last {days} days"), new(now.AddDays(-days), now),
        new(now.AddDays(-2 * days), now.AddDays(-days)), zone);

    static ReviewPeriod Running(DateTimeOffset now, TimeZoneInfo zone)
    {
        var begins = Begins(now, zone);
        var (starts, before) = (zone.Instant(begins), zone.Instant(begins.AddMonths(-3)));
        var ends = before + (now - starts);
        return new($"{Named(begins)} so far", new(starts, now), new(before, ends < starts ? ends : starts), zone);
    }

    static ReviewPeriod Whole(DateTimeOffset now, TimeZoneInfo zone)
    {
        var ends = Begins(now, zone);
        var (begins, before) = (ends.AddMonths(-3), ends.AddMonths(-6));
        return new(
            Named(begins), new(zone.Instant(begins), zone.Instant(ends)), new(zone.Instant(before), zone.Instant(begins)), zone);
    }

    static DateTime Begins(DateTimeOffset now, TimeZoneInfo zone)
    {
        var wall = zone.Wall(now);
        return new(wall.Year, (wall.Month - 1) / 3 * 3 + 1, 1);
    }

    static string Named(DateTime begins) =>
        string.Create(CultureInfo.InvariantCulture, $"Q{(begins.Month + 2) / 3} {begins.Year}");
}
