using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Bot.Domain.OnCall;
using Cronos;

namespace Bot.Domain.Reviews;

/// <summary>
/// When a review is posted by itself, once a day at most: a day and a time, or a cron expression, on the wall of the zone that
/// stands behind it. "Mon 09:00 Europe/London".
/// </summary>
public sealed record DigestTime
{
    public const string Example = "Mon 09:00 Europe/London";

    const string Forms = $"Write it as {Example}, or as a cron expression: 0 9 * * 1 Europe/London.";
    const int CronFields = 5;

    static readonly DateTime AnyMonday = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    static readonly TimeSpan Least = TimeSpan.FromDays(1);

    // What is read is looked at every minute.
    static readonly ConcurrentDictionary<string, DigestTime> Read = new(StringComparer.Ordinal);

    readonly HandOff times;

    DigestTime(string written, string cron, TimeZoneInfo zone) =>
        (Written, times, Zone) = ($"{written} {zone.Id}", HandOff.Known(cron), zone);

    /// <summary>As it is kept and typed.</summary>
    public string Written { get; }

    public TimeZoneInfo Zone { get; }

    /// <summary>Reads what somebody typed; the problem is a sentence for them.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out DigestTime? time, [NotNullWhen(false)] out string? problem)
    {
        if (text is not null && Read.TryGetValue(text, out time))
        {
            problem = null;
            return true;
        }

        (time, problem) = Of((text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (time is not null) Read.TryAdd(time.Written, time);
        return time is not null;
    }

    static (DigestTime? Time, string? Problem) Of(string[] words)
    {
        var (written, cron, behind) = words is [var day, var at, ..] && Weekday(day) is { } weekday
            ? Simple(weekday, at, words)
            : (string.Join(' ', words.Take(CronFields)), string.Join(' ', words.Take(CronFields)), CronFields);
        if (cron is null) return (null, $"“{words[1]}” is no time of a day. {Forms}");
        if (Problem(cron) is { } problem) return (null, problem);
        if (words.Length == behind) return (null, $"Name the time zone behind it. {Forms}");
        var named = string.Join(' ', words.Skip(behind));
        return Zones.TryFind(named, out var zone)
            ? (new DigestTime(written, cron, zone), null)
            : (null, $"There is no time zone “{named}”. {Forms}");
    }

    static (string Written, string? Cron, int Behind) Simple(DayOfWeek day, string at, string[] words) =>
        TimeOnly.TryParseExact(at, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? (string.Create(CultureInfo.InvariantCulture, $"{day.ToString()[..3]} {time:HH:mm}"),
                string.Create(CultureInfo.InvariantCulture, $"{time.Minute} {time.Hour} * * {(int)day}"), 2)
            : (string.Join(' ', words), null, 2);

    static DayOfWeek? Weekday(string word)
    {
        const int Shortest = 3;
        var found = Enum.GetValues<DayOfWeek>().Where(day => word.Length >= Shortest
            && $"{day}s".StartsWith(word, StringComparison.OrdinalIgnoreCase)).ToList();
        return found is [var day] ? day : null;
    }

    static string? Problem(string cron)
    {
        if (cron.Split(' ').Length != CronFields || !CronExpression.TryParse(cron, out var expression))
            return $"“{cron}” is neither a day with a time nor a cron expression of five fields. {Forms}";
        if (expression.GetNextOccurrence(AnyMonday) is null) return $"“{cron}” names a date that never comes. {Forms}";
        var times = expression.GetOccurrences(AnyMonday, AnyMonday.AddYears(1)).Take(400).ToList();
        return times.Zip(times.Skip(1), (a, b) => b - a).Any(gap => gap < Least)
            ? $"“{cron}” comes more than once a day. Choose at most one time a day. {Forms}"
            : null;
    }

    /// <summary>The latest time behind one instant and not behind another; null where there is none.</summary>
    public DateTimeOffset? Last(DateTimeOffset after, DateTimeOffset now)
    {
        DateTimeOffset? last = null;
        for (var next = times.After(after, Zone); next <= now; next = times.After(next, Zone)) last = next;
        return last;
    }

    public bool Equals(DigestTime? other) => other?.Written == Written;

    public override int GetHashCode() => Written.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Written;
}
