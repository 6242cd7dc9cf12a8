using Bot.Domain.OnCall;

namespace Bot.Domain.Incidents;

/// <summary>When whoever leads an open incident is asked whether it still is one.</summary>
public static class StillOpen
{
    /// <summary>For so many whole working days nothing is heard of it, and so many days later it is asked again.</summary>
    public const int Days = 3;

    /// <param name="days">The working days of its rotation, on the wall of this zone.</param>
    /// <param name="stirred">When anything was heard of it last.</param>
    /// <param name="asked">When it was asked about last.</param>
    /// <param name="isWell">Its job has run well often enough to believe it.</param>
    /// <param name="now">When.</param>
    public static bool IsAsked(
        (Weekdays On, TimeZoneInfo Zone) days, DateTimeOffset stirred, DateTimeOffset? asked, bool isWell, DateTimeOffset now) =>
        (isWell || Between(days, stirred, now) > Days) && (asked is not { } last || Between(days, last, now) >= Days);

    /// <summary>How many working days have begun since the day of the first.</summary>
    public static int Between((Weekdays On, TimeZoneInfo Zone) days, DateTimeOffset first, DateTimeOffset last)
    {
        var (day, end) = (DayOf(first), DayOf(last));
        // Nobody waits for years, nor in a rotation without days.
        var count = 0;
        for (var left = 60; day < end && count <= Days && left > 0; left--)
        {
            day = day.AddDays(1);
            if (days.On.Has(day.DayOfWeek)) count++;
        }

        return count;

        DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(days.Zone.Wall(at));
    }
}
