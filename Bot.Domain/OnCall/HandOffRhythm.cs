using System.Globalization;

namespace Bot.Domain.OnCall;

/// <summary>A cron expression as people say when something comes: "Mondays 09:00".</summary>
static class HandOffRhythm
{
    static readonly string[] Names = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>Null for an expression that has several times of a day, or days without a common name.</summary>
    public static string? Of(string cron)
    {
        if (cron.Split(' ') is not [var minute, var hour, var dayOfMonth, "*", var weekday]) return null;
        if (Number(minute) is not { } m || Number(hour) is not { } h) return null;
        var days = (dayOfMonth, weekday) switch
        {
            ("1", "*" or "?") => "on the first of the month",
            ("*" or "?", "*" or "?") => "every day",
            ("*" or "?", _) => Weekdays(weekday),
            _ => null,
        };
        return days is null ? null : string.Create(CultureInfo.InvariantCulture, $"{days} {h:00}:{m:00}");
    }

    /// <summary>Whether it comes in every week, on named days at one time.</summary>
    public static bool IsWeekly(string cron) => Of(cron) is not null && cron.Split(' ')[2] is "*" or "?";

    static string? Weekdays(string field)
    {
        if (field.ToUpperInvariant() is "1-5" or "MON-FRI") return "weekdays";
        var days = field.Split(',').Select(Weekday).ToList();
        return days.Contains(null) ? null
            : days.Count == 1 ? days[0]
            : $"{string.Join(", ", days.SkipLast(1))} and {days[^1]}";
    }

    static string? Weekday(string text) =>
        Number(text) is { } number ? number > 7 ? null : Named(number % 7) : Named(Array.IndexOf(Names, text.ToUpperInvariant()));

    static string? Named(int day) => day < 0 ? null : $"{(DayOfWeek)day}s";

    static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
