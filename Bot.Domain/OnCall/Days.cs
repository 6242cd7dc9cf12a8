using System.Globalization;

namespace Bot.Domain.OnCall;

/// <summary>Dates as stored and typed: "2026-12-25".</summary>
public static class Days
{
    const string Format = "yyyy-MM-dd";

    public static string Text(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    public static DateOnly Read(string day) => DateOnly.ParseExact(day, Format, CultureInfo.InvariantCulture);

    public static bool TryRead(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>From the first day's midnight to the end of the last, on the wall of a zone.</summary>
    public static Stretch Hours(DateOnly first, DateOnly last, TimeZoneInfo zone) =>
        new(zone.Instant(first.ToDateTime(TimeOnly.MinValue)), zone.Instant(last.AddDays(1).ToDateTime(TimeOnly.MinValue)));
}
