using System.Globalization;

namespace Bot.Domain.Alerts;

/// <summary>Numbers and spans of time as a sentence wants them.</summary>
public static class Words
{
    static readonly string[] Ordinals =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    public static string Ordinal(int number) =>
        number is >= 1 and <= 10
            ? Ordinals[number - 1]
            : string.Create(CultureInfo.InvariantCulture, $"{number}{Suffix(number)}");

    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalMinutes: < 60 } => $"{(int)span.TotalMinutes} min",
        { TotalHours: < 48 } => $"{(int)span.TotalHours} h",
        _ => $"{(int)span.TotalDays} days",
    };

    /// <summary>"1 node", "1,200 nodes".</summary>
    public static string Number(long number, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many)}");

    static string Suffix(int number) => (number % 100, number % 10) switch
    {
        (11 or 12 or 13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
}
