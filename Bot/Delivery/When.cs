using System.Globalization;
using Bot.Domain.OnCall;
using Bot.Slack;

namespace Bot.Delivery;

/// <summary>
/// Times as people say them. An instant is shown by Slack in each reader's own zone; days are those on the wall of one zone: the
/// reader's own, or that of a rotation.
/// </summary>
public static class When
{
    const int NearMonths = 6;
    static readonly CultureInfo English = CultureInfo.InvariantCulture;

    /// <summary>"today at 10:05", "Mar 3 at 10:05".</summary>
    public static string At(DateTimeOffset at) => Mrkdwn.Date(at, "{date_short_pretty} at {time}", Utc(at));

    public static string At(long unixMilliseconds) => At(DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds));

    /// <summary>"10:05", for an instant whose day is said beside it.</summary>
    public static string Time(DateTimeOffset at) => Mrkdwn.Date(at, "{time}", at.UtcDateTime.ToString("HH:mm 'UTC'", English));

    /// <summary>"Wed 9 Dec"; with its year only where that is not within six months.</summary>
    public static string Day(DateOnly day, DateOnly today) =>
        day.ToString(IsNear(day, today) ? "ddd d MMM" : "ddd d MMM yyyy", English);

    public static string Day(DateTimeOffset at, TimeZoneInfo zone, DateTimeOffset now) => Day(Date(at, zone), Date(now, zone));

    /// <summary>"Wed 9 – Fri 11 Dec", "Mon 30 Nov – Mon 7 Dec", "Wed 9 Dec"; both days are meant.</summary>
    public static string Days(DateOnly first, DateOnly last, DateOnly today)
    {
        if (first == last) return Day(first, today);
        var year = IsNear(first, today) && IsNear(last, today) ? "" : " yyyy";
        var format = first.Year != last.Year ? $"ddd d MMM{year}" : first.Month != last.Month ? "ddd d MMM" : "ddd d";
        return $"{first.ToString(format, English)} – {last.ToString($"ddd d MMM{year}", English)}";
    }

    /// <summary>A day that has been, in the middle of a sentence: "today", "yesterday", "Tuesday", "Tue 12 May".</summary>
    public static string Since(DateTimeOffset at, TimeZoneInfo zone, DateTimeOffset now)
    {
        var (day, today) = (Date(at, zone), Date(now, zone));
        return (today.DayNumber - day.DayNumber) switch
        {
            0 => "today",
            1 => "yesterday",
            > 1 and < 7 => day.ToString("dddd", English),
            _ => Day(day, today),
        };
    }

    /// <summary>The days that hours touch; what ends at midnight ends on the day before.</summary>
    public static string Days(Stretch hours, TimeZoneInfo zone, DateTimeOffset now) =>
        Days(Date(hours.Starts, zone), LastDay(hours, zone), Date(now, zone));

    /// <summary>
    /// The end of hours: "today at 18:00", or "the end of today" where that is midnight to whoever reads it in this zone.
    /// </summary>
    public static string Until(DateTimeOffset end, TimeZoneInfo zone)
    {
        if (!IsMidnight(end, zone)) return At(end);
        var day = Date(end.AddMinutes(-1), zone).ToString("ddd d MMM", English);
        return Mrkdwn.Date(end.AddMinutes(-1), "the end of {date_short_pretty}", $"the end of {day}");
    }

    /// <summary>
    /// Hours in a message, for readers in this zone: "Wed 9 – Fri 11 Dec" where they are whole days, "today 10:10 – 18:00"
    /// inside a day, else "today at 10:10 – Mar 9 at 09:00".
    /// </summary>
    public static string Hours(Stretch hours, TimeZoneInfo zone, DateTimeOffset now) =>
        IsMidnight(hours.Starts, zone) && IsMidnight(hours.Ends, zone) ? Days(hours, zone, now)
        : Date(hours.Starts, zone) == Date(hours.Ends, zone)
            ? $"{Mrkdwn.Date(hours.Starts, "{date_short_pretty} {time}", Utc(hours.Starts))} – {Time(hours.Ends)}"
        : $"{(IsMidnight(hours.Starts, zone) ? Day(hours.Starts, zone, now) : At(hours.Starts))} – {Until(hours.Ends, zone)}";

    /// <summary>"Wed 9 Dec 09:00" on the wall of a zone, for forms, which name the zone beside it.</summary>
    public static string Wall(DateTimeOffset at, TimeZoneInfo zone, DateTimeOffset now) =>
        $"{Day(at, zone, now)} {Clock(at, zone)}";

    /// <summary>Hours in a form, which names the zone beside them; those that run begin "now".</summary>
    public static string Wall(Stretch hours, TimeZoneInfo zone, DateTimeOffset now)
    {
        var runs = hours.Starts <= now;
        if (!runs && IsMidnight(hours.Starts, zone) && IsMidnight(hours.Ends, zone)) return Days(hours, zone, now);
        var isOneDay = Date(runs ? now : hours.Starts, zone) == LastDay(hours, zone);
        var from = runs ? "now" : Wall(hours.Starts, zone, now);
        var end = !IsMidnight(hours.Ends, zone) ? isOneDay ? Clock(hours.Ends, zone) : Wall(hours.Ends, zone, now)
            : LastDay(hours, zone) == Date(now, zone) ? "the end of today"
            : isOneDay ? "24:00"
            : $"the end of {Day(LastDay(hours, zone), Date(now, zone))}";
        return $"{from} – {end}";
    }

    /// <summary>Whether a day of the zone begins at this instant; clocks may skip midnight itself.</summary>
    public static bool IsMidnight(DateTimeOffset at, TimeZoneInfo zone) => zone.Instant(zone.Wall(at).Date) == at;

    /// <summary>The day on the wall of a zone.</summary>
    public static DateOnly Date(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(zone.Wall(at));

    static bool IsNear(DateOnly day, DateOnly today) => day > today.AddMonths(-NearMonths) && day < today.AddMonths(NearMonths);

    static DateOnly LastDay(Stretch hours, TimeZoneInfo zone) =>
        Date(hours.Ends > hours.Starts ? hours.Ends.AddTicks(-1) : hours.Ends, zone);

    static string Clock(DateTimeOffset at, TimeZoneInfo zone) => zone.Wall(at).ToString("HH:mm", English);

    static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("ddd d MMM HH:mm 'UTC'", English);
}
