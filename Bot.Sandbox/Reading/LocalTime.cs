using System.Globalization;

namespace Bot.Sandbox;

/// <summary>Times as one person reads them: in their zone, on a clock of 24 or 12 hours.</summary>
static class LocalTime
{
    static readonly CultureInfo English = CultureInfo.InvariantCulture;

    public static DateTimeOffset Local(this Person person, DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, person.Zone);

    public static string Time(this Person person, DateTimeOffset at) => person.Clock(person.Local(at));

    /// <summary>A time of day that is local already, in another person's zone perhaps.</summary>
    public static string Clock(this Person person, DateTimeOffset local) =>
        local.ToString(person.Has24Hours ? "HH:mm" : "h:mm tt", English);

    public static string ClockWithSeconds(this Person person, DateTimeOffset local) =>
        local.ToString(person.Has24Hours ? "HH:mm:ss" : "h:mm:ss tt", English);

    /// <summary>"Tue 24 Nov 14:05".</summary>
    public static string Moment(this Person person, DateTimeOffset at) =>
        $"{person.Local(at).ToString("ddd d MMM", English)} {person.Time(at)}";
}
