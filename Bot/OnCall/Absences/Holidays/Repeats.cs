using System.Diagnostics;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace Bot.OnCall.Absences.Holidays;

/// <summary>The first days of an event that comes again, found within bounds of years, number and time.</summary>
sealed class Repeats(DateOnly from)
{
    public const int YearsAhead = 3;
    const int Most = 1200, MostCount = 10_000, LongestRule = 2000;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    static readonly string[] NeedATime = ["BYHOUR", "BYMINUTE", "BYSECOND"];

    readonly long began = Stopwatch.GetTimestamp();

    public bool IsOutOfTime => Stopwatch.GetElapsedTime(began) > Patience;

    /// <summary>The days on which it begins, from so many days before the window on; or why it cannot be said.</summary>
    public (SortedSet<DateOnly> Days, string? Problem) Of(IcalEntry entry, DayShape shape)
    {
        var days = new SortedSet<DateOnly>();
        var rules = entry.All("RRULE").ToList();
        if (rules.Count == 0) days.Add(shape.First);
        foreach (var rule in rules)
            if (Add(days, rule.Value, shape) is { } problem) return (days, problem);
        days.UnionWith(Named(entry, "RDATE", shape));
        var left = new SortedSet<DateOnly>(Named(entry, "EXDATE", shape));
        foreach (var rule in entry.All("EXRULE"))
            if (Add(left, rule.Value, shape) is { } problem) return (days, problem);
        days.ExceptWith(left);
        return (days, null);
    }

    /// <summary>The days that a property of the event names.</summary>
    static IEnumerable<DateOnly> Named(IcalEntry entry, string name, DayShape shape) =>
        entry.All(name).SelectMany(IcalMoment.ReadAll).Select(moment => Day(moment, shape));

    /// <summary>The day that a moment is in the zone of the event, which says it as a date or with a time.</summary>
    public static DateOnly Day(IcalMoment moment, DayShape shape) =>
        // On its own wall a time of day belongs to its day, however late.
        moment.IsDate || !moment.IsUtc && shape.Zone is null ? moment.Day : IcalMoment.Nearest(moment.Wall(shape.Zone));

    string? Add(SortedSet<DateOnly> days, string rule, DayShape shape)
    {
        if (IsOutOfTime) return "taking too long to work out";
        var before = days.Count;
        try
        {
            if (ForDays(rule, shape) is not var (plain, ends)) return "repeated more often than daily";
            var start = from.DayNumber > shape.Days ? from.AddDays(-shape.Days) : from;
            // The library takes a number or an end, and not both.
            var until = ends < from.AddYears(YearsAhead) ? ends.AddDays(1) : from.AddYears(YearsAhead);
            var repeated = new CalendarEvent { DtStart = Date(shape.First), RecurrenceRule = new RecurrenceRule(plain) };
            foreach (var found in repeated.GetOccurrences(Date(start),
                new() { MaxUnmatchedIncrementsLimit = MostUnmatched(plain) }).Take(Most))
            {
                var day = DateOnly.FromDateTime(found.Period.StartTime.Value);
                if (day >= until || IsOutOfTime) break;
                days.Add(day);
            }
            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The library fails in many ways on a rule from outside; what it found before it ran out of years or dates stands.
            return days.Count > before ? null : "repeated by a rule that gives no day";
        }
    }

    // Eight years of days, so that a 29 February is reached; of years a century.
    static int MostUnmatched(string rule) => rule.Contains("DAILY", StringComparison.Ordinal) ? 3000
        : rule.Contains("YEARLY", StringComparison.Ordinal) ? 100 : 600;

    static CalDateTime Date(DateOnly day) => new(day.Year, day.Month, day.Day);

    /// <summary>A rule as one for whole days, or null where no holiday repeats like that.</summary>
    static (string Plain, DateOnly Until)? ForDays(string rule, DayShape shape)
    {
        if (rule.Length > LongestRule) throw new FormatException();
        var parts = rule.Trim().Trim(';').ToUpperInvariant()
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2)).Where(part => part.Length == 2 && !NeedATime.Contains(part[0]));
        var (kept, ends) = (new List<string>(), DateOnly.MaxValue);
        foreach (var (name, value) in parts.Select(part => (part[0].Trim(), part[1].Replace(" ", "", StringComparison.Ordinal))))
        {
            if (name == "FREQ" && value is "SECONDLY" or "MINUTELY" or "HOURLY") return null;
            if (name == "COUNT" && int.TryParse(value, out var count) && count > MostCount) return null;
            if ((name, value) is ("RSCALE", "GREGORIAN") or ("SKIP", "OMIT") || name.StartsWith("X-", StringComparison.Ordinal))
                continue;
            if (name == "UNTIL") ends = Until(value, shape);
            else kept.Add($"{name}={value}");
        }
        return kept.Exists(part => part.StartsWith("FREQ=", StringComparison.Ordinal)) ? (string.Join(';', kept), ends)
            : throw new FormatException();
    }

    static DateOnly Until(string value, DayShape shape)
    {
        if (IcalMoment.Read(IcalLine.Read($"UNTIL:{value}")) is not { } until) throw new FormatException();
        var day = DateOnly.FromDateTime(until.Wall(shape.Zone));
        // "Until 23:00 of Greenwich" is a midnight elsewhere; "until 23:59:59" is the end of its day.
        if (until is { IsUtc: true, Time: { Minute: 0, Second: 0, Hour: >= 12 } } && shape.Zone is null) day = day.AddDays(1);
        return day;
    }
}
