using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Domain.OnCall;

namespace Bot.Domain.FollowUps;

/// <summary>A day to come as people type it: "tomorrow", "friday", "3d", "2 weeks", "2026-03-20", "20 Mar 2026".</summary>
public static partial class TypedDay
{
    const int LeastLetters = 3, DaysOfWeek = 7;

    public static DateOnly? Read(string text, DateOnly today)
    {
        text = text.Trim().ToLowerInvariant();
        if (text is "today") return today;
        // A day that is over is known as well as others: what is wrong with it can be said.
        if (text is "yesterday") return today.AddDays(-1);
        if (text is "tomorrow") return today.AddDays(1);
        if (text is "next week") return today.AddDays(DaysOfWeek);
        if (Span().Match(text) is { Success: true } span)
            return today.AddDays(
                int.Parse(span.Groups["count"].Value, CultureInfo.InvariantCulture)
                    * (span.Groups["unit"].Value[0] == 'w' ? DaysOfWeek : 1));
        if (Weekday(text) is { } weekday) return Next(today, weekday);
        return TypedDays.Read(text) is { Rest: "" } typed && typed.First == typed.Last ? typed.First : null;
    }

    static DayOfWeek? Weekday(string text) => text.Length < LeastLetters ? null
        : Enum.GetValues<DayOfWeek>().Select(day => (DayOfWeek?)day).FirstOrDefault(
            day => day.ToString()!.StartsWith(text, StringComparison.OrdinalIgnoreCase));

    static DateOnly Next(DateOnly today, DayOfWeek weekday)
    {
        var apart = ((int)weekday - (int)today.DayOfWeek + DaysOfWeek) % DaysOfWeek;
        return today.AddDays(apart == 0 ? DaysOfWeek : apart);
    }

    [GeneratedRegex("^(?:in )?(?<count>[0-9]{1,3}) ?(?<unit>d|days?|w|weeks?)$", RegexOptions.NonBacktracking)]
    private static partial Regex Span();
}
