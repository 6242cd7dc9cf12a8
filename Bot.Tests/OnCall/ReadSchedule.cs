using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Domain.OnCall;

namespace Bot.Tests.OnCall;

/// <summary>A line of a schedule as a person reads it: who has which days, or hours where they are said.</summary>
sealed record ScheduleLine(string Person, string? CoveredFor, ScheduleEdge From, ScheduleEdge To)
{
    /// <summary>Days alone say nothing of the hour, nor of a zone's midnight, so the days around are looked at too.</summary>
    public bool MayHold(DateTimeOffset t, TimeZoneInfo zone) =>
        (From.Exact is { } starts ? starts <= t : From.Day <= On(t, zone).AddDays(1))
        && (To.Exact is { } ends ? t < ends : On(t, zone).AddDays(-1) <= To.Day);

    public bool EndsAfter(DateTimeOffset t, TimeZoneInfo zone) =>
        To.Exact is { } ends ? t < ends : On(t, zone).AddDays(1) < To.Day;

    static DateOnly On(DateTimeOffset t, TimeZoneInfo zone) => DateOnly.FromDateTime(zone.Wall(t));
}

/// <summary>Where hours begin or end, as it is written.</summary>
sealed record ScheduleEdge(DateTimeOffset? Exact, DateOnly Day);

/// <summary>Reads the lines of <c>/cover schedule</c>.</summary>
static partial class ReadSchedule
{
    public static List<ScheduleLine> Lines(string text, DateTimeOffset now) =>
        [.. Line().Matches(text).Select(m => Read(m, now))];

    static ScheduleLine Read(Match line, DateTimeOffset now)
    {
        var hours = line.Groups["hours"].Value.Split(" – ");
        var to = Edge(hours[^1], hours[^1], now);
        // "Wed 9 – Fri 11 Dec": the month stands once, at the end.
        var from = hours.Length == 1 ? to : Edge(hours[0], hours[^1], now);
        return new(line.Groups["who"].Value, line.Groups["away"] is { Success: true } away ? away.Value : null, from, to);
    }

    static ScheduleEdge Edge(string text, string month, DateTimeOffset now)
    {
        if (text == "now") return new(now, default);
        if (Token().Match(text) is { Success: true } token)
        {
            var exact = DateTimeOffset.FromUnixTimeSeconds(long.Parse(token.Groups[1].Value, CultureInfo.InvariantCulture));
            return new(text.Contains("the end of", StringComparison.Ordinal) ? exact.AddMinutes(1) : exact, default);
        }

        var day = Day().Match(text) is { Success: true } whole ? whole : Day().Match($"{text}{month[month.LastIndexOf(' ')..]}");
        Assert.True(day.Success, text);
        var (date, english) = ($"{day.Groups[2].Value} {day.Groups[3].Value}", CultureInfo.InvariantCulture);
        var candidates = Enumerable.Range(now.Year - 1, 3).Select(year =>
            DateOnly.TryParseExact($"{date} {year}", "d MMM yyyy", english, DateTimeStyles.None, out var read) ? read : default);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var nearest = candidates.Where(d => d != default).MinBy(d => Math.Abs(d.DayNumber - today.DayNumber));
        Assert.StartsWith(day.Groups[1].Value, nearest.DayOfWeek.ToString(), StringComparison.Ordinal);
        return new(null, nearest);
    }

    [GeneratedRegex(
        @"^(?::telephone_receiver: )?<@(?<who>\w+)> · (?<hours>.+?)(?: :left_right_arrow: covers <@(?<away>\w+)>)?$",
        RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"^<!date\^(\d+)\^")]
    private static partial Regex Token();

    [GeneratedRegex(@"^(\w{3}) (\d{1,2}) ([A-Z][a-z]{2})")]
    private static partial Regex Day();
}
