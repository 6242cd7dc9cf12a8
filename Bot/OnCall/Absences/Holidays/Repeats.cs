using System.Diagnostics;
using System.Text.RegularExpressions;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace Bot.OnCall.Absences.Holidays;

/// <summary>The first days of an event that comes again, found within bounds of years, number and time.</summary>
sealed partial class Repeats(DateOnly from)
{
    public const int YearsAhead = 3;
    const int Most = 1200, MostCount = 10_000, LongestRule = 2000;
    const string Often = "repeated more often than daily", Unclear = "repeats by a rule that gives no day, but for the first",
        NoneToCome = "repeats by a rule that gives no day to come";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    static readonly string[] NeedATime = ["BYHOUR", "BYMINUTE", "BYSECOND"];

    readonly long began = Stopwatch.GetTimestamp();

    public bool IsOutOfTime => Stopwatch.GetElapsedTime(began) > Patience;

    /// <summary>
    /// The days on which it begins, from so many days before the window on; and why it cannot be said of all. Of a rule that
    /// cannot be read the first day is sure all the same, and so are the days that are named beside it.
    /// </summary>
    public (SortedSet<DateOnly> Days, string? Problem) Of(IcalEntry entry, DayShape shape)
    {
        var (days, left) = (new SortedSet<DateOnly>(), new SortedSet<DateOnly>());
        var rules = entry.All("RRULE").Where(rule => !string.IsNullOrWhiteSpace(rule.Value)).ToList();
        var problem = Add(days, rules, shape);
        if (rules.Count == 0 || problem is not null and not Often) days.Add(shape.First);
        days.UnionWith(Named(entry, "RDATE", shape));
        problem = Add(left, entry.All("EXRULE"), shape) ?? problem;
        left.UnionWith(Named(entry, "EXDATE", shape));
        days.ExceptWith(left);
        var isOver = problem == Unclear && days.All(day => day.DayNumber + shape.Days <= from.DayNumber);
        return (days, isOver ? NoneToCome : problem);
    }

    string? Add(SortedSet<DateOnly> days, IEnumerable<IcalLine> rules, DayShape shape) =>
        rules.Select(rule => Add(days, rule.Value, shape)).ToList().Find(problem => problem is not null);

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
            if (ForDays(rule, shape) is not var (plain, ends)) return Often;
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
            return days.Count > before ? null : Unclear;
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
        if (OfVCalendar().Match(rule) is { Success: true } old) rule = Yearly(old);
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

    // "YM1 12 #0" of vCalendar 1.0: each year in December, for ever; "YD1 #5": each year, five times.
    static string Yearly(Match old)
    {
        string Of(string name) => old.Groups[name].Value.Trim();
        var (months, count, until) = (Of("months"), Of("count").TrimStart('0'), Of("until"));
        return $"FREQ=YEARLY;INTERVAL={Of("every")}"
            + (months.Length > 0 ? $";BYMONTH={months.Replace(' ', ',')}" : "") + (count.Length > 0 ? $";COUNT={count}" : "")
            + (until.Length > 0 ? $";UNTIL={until}" : "");
    }

    [GeneratedRegex(@"^\s*Y(?:M(?<every>[1-9][0-9]?)(?<months>(?: [0-9]{1,2})*)|D(?<every>[1-9][0-9]?))"
        + @"(?: #(?<count>[0-9]{1,4})| (?<until>[0-9]{8}(?:T[0-9]{6}Z?)?))?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex OfVCalendar();

    static DateOnly Until(string value, DayShape shape)
    {
        if (IcalMoment.Read(IcalLine.Read($"UNTIL:{value}")) is not { } until) throw new FormatException();
        var day = DateOnly.FromDateTime(until.Wall(shape.Zone));
        // "Until 23:00 of Greenwich" is a midnight elsewhere; "until 23:59:59" is the end of its day.
        if (until is { IsUtc: true, Time: { Minute: 0, Second: 0, Hour: >= 12 } } && shape.Zone is null) day = day.AddDays(1);
        return day;
    }
}
