using Bot.Domain.OnCall;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace Bot.OnCall.Calendar;

/// <summary>
/// A zone's clock changes as calendars read them, taken from the same data as the rest of the bot. What comes every year is a
/// rule; elsewhere (Casablanca, Santiago) each change stands by itself.
/// </summary>
static class CalendarZone
{
    // More than a year, so that each yearly change is seen on either side.
    static readonly TimeSpan Around = TimeSpan.FromDays(400);
    static readonly TimeSpan LongestYear = TimeSpan.FromDays(373);

    public static VTimeZone Of(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to)
    {
        var (first, last) = (from - Around, to + Around);
        var changes = ZoneChange.Between(zone, first, last);
        var described = new VTimeZone(zone.Id);
        if (changes.Count == 0 || changes[0].At > from) described.TimeZoneInfos.Add(Always(zone.GetUtcOffset(first)));
        foreach (var alike in changes.GroupBy(c => (c.From, c.To)))
            if (Rule([.. alike], last) is { } rule) described.TimeZoneInfos.Add(Observance(alike.First(), rule));
            else foreach (var change in alike) described.TimeZoneInfos.Add(Observance(change, null));
        return described;
    }

    static VTimeZoneInfo Always(TimeSpan offset) => new("STANDARD")
    {
        Start = new CalDateTime(new DateTime(1970, 1, 1), true),
        OffsetFrom = new UtcOffset(offset),
        OffsetTo = new UtcOffset(offset),
    };

    static VTimeZoneInfo Observance(ZoneChange change, RecurrenceRule? yearly) =>
        new(change.To > change.From ? "DAYLIGHT" : "STANDARD")
        {
            Start = new CalDateTime(change.Wall, true),
            OffsetFrom = new UtcOffset(change.From),
            OffsetTo = new UtcOffset(change.To),
            RecurrenceRule = yearly,
        };

    /// <summary>
    /// "The last Sunday of March", where that is exactly what the changes are as far as they were looked at; else null.
    /// </summary>
    static RecurrenceRule? Rule(List<ZoneChange> changes, DateTimeOffset lookedUntil)
    {
        var walls = changes.ConvertAll(c => c.Wall);
        var first = walls[0];
        var yearly = walls.Count > 1 && changes[^1].At + LongestYear > lookedUntil
            && walls.Index().All(w => w.Item.Year == first.Year + w.Index)
            && walls.TrueForAll(w => (w.Month, w.DayOfWeek, w.TimeOfDay) == (first.Month, first.DayOfWeek, first.TimeOfDay));
        var nth = walls.TrueForAll(IsLast) ? -1 : walls.TrueForAll(w => Nth(w) == Nth(first)) ? Nth(first) : 0;
        return !yearly || nth == 0
            ? null
            : new RecurrenceRule(FrequencyType.Yearly) { ByMonth = [first.Month], ByDay = [new WeekDay(first.DayOfWeek, nth)] };
    }

    static bool IsLast(DateTime wall) => wall.Day + 7 > DateTime.DaysInMonth(wall.Year, wall.Month);

    static int Nth(DateTime wall) => (wall.Day - 1) / 7 + 1;
}
