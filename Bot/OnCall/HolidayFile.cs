using Bot.Domain.OnCall;
using Ical.Net;
using Ical.Net.DataTypes;

namespace Bot.OnCall;

/// <summary>Reads the days of an iCal file: its all-day events, repeated ones for three years ahead.</summary>
public static class HolidayFile
{
    const int YearsAhead = 3, Most = 500;

    public static bool Looks(string text) => text.TrimStart().StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase);

    /// <summary>The days from a day on; the problem is a sentence for whoever gave the file.</summary>
    public static bool TryRead(string text, DateOnly from, out IReadOnlyList<Holiday> days, out string? problem)
    {
        (days, problem) = ([], null);
        try
        {
            var calendar = Calendar.Load(text) ?? throw new FormatException("it holds no calendar");
            days = [.. Read(calendar, from).DistinctBy(h => h.Day).OrderBy(h => h.Day).Take(Most)];
            if (days.Count == 0) problem = "The file has no all-day events that are still to come. Choose another file, or write the days.";
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A parser of foreign text fails in many ways; all of them mean the same to whoever chose the file.
            problem = "The file could not be read as an iCal calendar. Choose an .ics file, or write the days.";
        }
        return problem is null;
    }

    static IEnumerable<Holiday> Read(Calendar calendar, DateOnly from)
    {
        var (start, until) = (new CalDateTime(from.Year, from.Month, from.Day), from.AddYears(YearsAhead));
        foreach (var day in calendar.Events.Where(e => e.IsAllDay))
            foreach (var occurrence in day.GetOccurrences(start).TakeWhile(o => o.Period.StartTime.Date < until).Take(Most))
                // The end of an all-day event is the day after its last.
                for (var date = occurrence.Period.StartTime.Date; date < (occurrence.Period.EffectiveEndTime?.Date ?? date.AddDays(1)); date = date.AddDays(1))
                    if (date >= from)
                        yield return new Holiday(date, (day.Summary ?? "").Trim());
    }
}
