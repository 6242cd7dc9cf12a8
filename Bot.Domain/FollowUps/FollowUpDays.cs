using Bot.Domain.Incidents;
using Bot.Domain.OnCall;

namespace Bot.Domain.FollowUps;

/// <summary>The days of a follow-up: by which it is due where nobody says so, and on which a brief names it.</summary>
public static class FollowUpDays
{
    const int OfCritical = 2, OfMajor = 5, OfOthers = 10, Week = 7;

    /// <summary>By when a follow-up is due where nobody chose a day: so many working days from today.</summary>
    /// <param name="severity">How bad its incident is; null where it has none.</param>
    /// <param name="days">The working days of its owner.</param>
    /// <param name="today">On the owner's wall.</param>
    public static DateOnly DueBy(Severity? severity, Weekdays days, DateOnly today) => Later(days, today, severity switch
    {
        Severity.Critical => OfCritical,
        Severity.Major => OfMajor,
        _ => OfOthers,
    });

    /// <summary>The day so many working days after this one.</summary>
    public static DateOnly Later(Weekdays days, DateOnly day, int count)
    {
        for (var left = count; left > 0; left--) day = From(days, day.AddDays(1));
        return day;
    }

    /// <summary>
    /// Whether the brief of a working day names it: on the working day before it is due, on the day, and then weekly. What fell
    /// on a day without a brief is named in the next one, and each day's naming once.
    /// </summary>
    /// <param name="one">The follow-up.</param>
    /// <param name="named">On which day a brief named it last.</param>
    /// <param name="days">The working days of its owner.</param>
    /// <param name="today">On the owner's wall.</param>
    public static bool IsNamed(FollowUp one, DateOnly? named, Weekdays days, DateOnly today) =>
        one.IsOutstanding && Latest(one.Due, days, today) is { } naming && !(named >= naming);

    /// <summary>The last day until today on which a brief is to name what is due on that day; null before the first.</summary>
    static DateOnly? Latest(DateOnly due, Weekdays days, DateOnly today)
    {
        var weeks = Math.Max(0, today.DayNumber - due.DayNumber) / Week;
        // The day that falls to a week may be a later working day, which has not come yet.
        for (var week = weeks; week >= 0; week--)
            if (From(days, due.AddDays(week * Week)) is var day && day <= today) return day;
        return Before(days, due) is var eve && eve <= today ? eve : null;
    }

    /// <summary>The first working day that is not before this one.</summary>
    static DateOnly From(Weekdays days, DateOnly day)
    {
        while (!Has(days, day)) day = day.AddDays(1);
        return day;
    }

    /// <summary>The last working day before this one.</summary>
    static DateOnly Before(Weekdays days, DateOnly day)
    {
        do day = day.AddDays(-1);
        while (!Has(days, day));
        return day;
    }

    // Who has no working days is taken to work as most do.
    static bool Has(Weekdays days, DateOnly day) =>
        ((days & Weekdays.EveryDay) == Weekdays.None ? Weekdays.MondayToFriday : days).Has(day.DayOfWeek);
}
