using Bot.Domain.OnCall;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Bot.OnCall.Calendar;

/// <summary>
/// A feed as iCalendar text (RFC 5545), with the names that calendars in use look for beside the standard's own.
/// </summary>
public static class CalendarText
{
    /// <summary>How often a calendar should ask again. Asking is cheap: it is answered 304 while nothing has changed.</summary>
    const string Refresh = "PT15M";

    static readonly DateTimeOffset AnyTime = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string Of(CalendarFeed feed)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//Data Responder//On call//EN" };
        calendar.AddProperty("CALSCALE", "GREGORIAN");
        calendar.AddProperty("NAME", feed.Name);
        calendar.AddProperty("X-WR-CALNAME", feed.Name);
        calendar.AddProperty("X-PUBLISHED-TTL", Refresh);
        var refresh = new CalendarProperty("REFRESH-INTERVAL", Refresh);
        refresh.AddParameter("VALUE", "DURATION");
        calendar.Properties.Add(refresh);
        foreach (var zone in Zones(feed)) calendar.TimeZones.Add(zone);
        foreach (var stretch in feed.Events) calendar.Events.Add(Event(stretch));
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    // A calendar without any component is no calendar, so a feed without events shows its zone.
    static IEnumerable<VTimeZone> Zones(CalendarFeed feed) => feed.Events.Count == 0
        ? [CalendarZone.Of(feed.Zone, AnyTime, AnyTime)]
        : feed.Events.Where(e => !IsUtc(e.Zone)).GroupBy(e => e.Zone.Id)
            .Select(events => CalendarZone.Of(events.First().Zone, events.Min(e => e.Starts), events.Max(e => e.Ends)));

    static CalendarEvent Event(FeedEvent stretch)
    {
        var utc = IsUtc(stretch.Zone) || ComesTwice(stretch.Starts, stretch.Zone) || ComesTwice(stretch.Ends, stretch.Zone);
        return new()
        {
            Uid = stretch.Uid,
            Summary = stretch.Summary,
            DtStart = Time(stretch.Starts, stretch.Zone, utc),
            DtEnd = Time(stretch.Ends, stretch.Zone, utc),
            Sequence = (int)stretch.Sequence,
            // In a calendar without a method the stamp is that of the last change.
            DtStamp = Utc(stretch.Modified),
            LastModified = Utc(stretch.Modified),
            Status = EventStatus.Confirmed,
            // Being on call keeps nobody from meeting people.
            Transparency = TransparencyType.Transparent,
        };
    }

    static CalDateTime Time(DateTimeOffset at, TimeZoneInfo zone, bool utc) =>
        utc ? Utc(at) : new CalDateTime(zone.Wall(at), zone.Id, true);

    static CalDateTime Utc(DateTimeOffset at) =>
        new(DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds()).UtcDateTime, true);

    // So is one that is always as far from it: no other calendar knows its name.
    static bool IsUtc(TimeZoneInfo zone) => zone.Id is "Etc/UTC" || zone.Id.StartsWith("UTC", StringComparison.Ordinal);

    // A time on the wall means the first of the two; the second can be said in UTC only.
    static bool ComesTwice(DateTimeOffset t, TimeZoneInfo zone) => zone.Instant(zone.Wall(t)) != t;
}
