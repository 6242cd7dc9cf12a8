using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Sandbox;

/// <summary>Slack's date token, &lt;!date^unix^format^link|fallback&gt;, as a person reads it.</summary>
sealed partial class DateToken(string target, string fallback)
{
    static readonly CultureInfo English = CultureInfo.InvariantCulture;

    const int MonthsWithoutYear = 6;

    public string Read(Person reader, DateTimeOffset now)
    {
        var parts = target.Split('^');
        if (parts.Length < 3 || !long.TryParse(parts[1], NumberStyles.AllowLeadingSign, English, out var unix)) return fallback;
        var time = reader.Local(DateTimeOffset.FromUnixTimeSeconds(unix));
        var today = reader.Local(now);
        return Token().Replace(parts[2], match => One(match.Groups[1].Value, reader, time, today) ?? match.Value);
    }

    static string? One(string token, Person reader, DateTimeOffset time, DateTimeOffset now) => token switch
    {
        "date_num" => time.ToString("yyyy-MM-dd", English),
        "date" => $"{time.ToString("MMMM", English)} {Ordinal(time.Day)}{Year(time, now)}",
        "date_slash" => time.ToString("MM/dd/yyyy", English),
        "date_short" => $"{time.ToString("MMM d", English)}{Year(time, now)}",
        "date_long" => $"{time.ToString("dddd, MMMM", English)} {Ordinal(time.Day)}{Year(time, now)}",
        "date_pretty" or "date_short_pretty" or "date_long_pretty" => Near(time, now)
            ?? One(token[..^"_pretty".Length], reader, time, now),
        "time" => reader.Clock(time),
        "time_secs" => reader.ClockWithSeconds(time),
        "ago" => Ago(time - now),
        _ => null,
    };

    /// <summary>Slack leaves the year out of a date that is less than six months away.</summary>
    static string Year(DateTimeOffset time, DateTimeOffset now) =>
        time > now.AddMonths(-MonthsWithoutYear) && time < now.AddMonths(MonthsWithoutYear) ? ""
            : string.Create(English, $", {time.Year}");

    static string? Near(DateTimeOffset time, DateTimeOffset now) => (time.Date - now.Date).Days switch
    {
        -1 => "yesterday",
        0 => "today",
        1 => "tomorrow",
        _ => null,
    };

    static string Ago(TimeSpan away)
    {
        var (count, unit) = Math.Abs(away.TotalMinutes) switch
        {
            < 1 => ((int)Math.Abs(away.TotalSeconds), "second"),
            < 60 => ((int)Math.Abs(away.TotalMinutes), "minute"),
            < 24 * 60 => ((int)Math.Abs(away.TotalHours), "hour"),
            _ => ((int)Math.Abs(away.TotalDays), "day"),
        };
        var length = $"{count} {unit}{(count == 1 ? "" : "s")}";
        return away > TimeSpan.Zero ? $"in {length}" : $"{length} ago";
    }

    static string Ordinal(int day) => day + ((day % 100) is 11 or 12 or 13 ? "th"
        : (day % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Token();
}
