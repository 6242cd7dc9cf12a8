using System.Globalization;

namespace Bot.Tests.OnCall;

/// <summary>A VTIMEZONE read by the letter: at a time on the wall holds what began last.</summary>
sealed class StrictZone
{
    const int YearsKnown = 12;
    static readonly string[] Days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    readonly List<(DateTime Onset, TimeSpan Offset)> onsets = [];

    public static StrictZone Read(StrictCalendar.Component zone)
    {
        var read = new StrictZone();
        Assert.NotEmpty(zone.Children);
        foreach (var part in zone.Children)
        {
            _ = Offset(part["TZOFFSETFROM"].Value);
            var first = StrictCalendar.Wall(part["DTSTART"].Value);
            var rule = part.Properties.SingleOrDefault(p => p.Name == "RRULE")?.Value;
            read.onsets.AddRange(
                (rule is null ? [first] : Yearly(first, rule)).Select(o => (o, Offset(part["TZOFFSETTO"].Value))));
        }
        read.onsets.Sort();
        return read;
    }

    public DateTimeOffset Instant(DateTime wall)
    {
        Assert.True(onsets[0].Onset <= wall, $"No offset is defined for {wall:s}.");
        return new(wall, onsets.Last(o => o.Onset <= wall).Offset);
    }

    static IEnumerable<DateTime> Yearly(DateTime first, string rule)
    {
        var parts = rule.Split(';').Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
        Assert.Equal(["BYDAY", "BYMONTH", "FREQ"], parts.Keys.Order());
        Assert.Equal("YEARLY", parts["FREQ"]);
        var (nth, day) = (
            int.Parse(parts["BYDAY"][..^2], CultureInfo.InvariantCulture), (DayOfWeek)Array.IndexOf(Days, parts["BYDAY"][^2..]));
        for (var year = first.Year; year < first.Year + YearsKnown; year++)
        {
            var month = int.Parse(parts["BYMONTH"], CultureInfo.InvariantCulture);
            var days = Enumerable.Range(1, DateTime.DaysInMonth(year, month)).Select(d => new DateTime(year, month, d))
                .Where(d => d.DayOfWeek == day).ToList();
            var onset = days[nth > 0 ? nth - 1 : days.Count + nth] + first.TimeOfDay;
            if (year == first.Year) Assert.Equal(first, onset);
            yield return onset;
        }
    }

    static TimeSpan Offset(string text)
    {
        Assert.Matches("^[+-]([01][0-9]|2[0-3])[0-5][0-9]$", text);
        var size = new TimeSpan(
            int.Parse(text[1..3], CultureInfo.InvariantCulture), int.Parse(text[3..], CultureInfo.InvariantCulture), 0);
        return text[0] == '-' ? -size : size;
    }
}
