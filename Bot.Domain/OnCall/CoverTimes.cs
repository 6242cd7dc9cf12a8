namespace Bot.Domain.OnCall;

/// <summary>When a request for cover that nobody has answered makes itself heard again.</summary>
public static class CoverTimes
{
    static readonly TimeSpan Notice = TimeSpan.FromMinutes(15);

    /// <summary>Whoever has read a question for less than this is not reminded of it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Hours that begin within so long cannot wait until somebody's working day begins.</summary>
    static readonly TimeSpan Soon = TimeSpan.FromDays(1);

    /// <summary>Shorter covers are not worth a message to anybody.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(30);

    /// <summary>
    /// When somebody hears of hours: at once where these are within a day, else when their own hours open next. Hours that begin
    /// before that are told on the last day before, by day.
    /// </summary>
    public static DateTimeOffset ReachesAt(DateTimeOffset now, Stretch hours, WorkingHours own)
    {
        if (hours.Starts - now <= Soon && now < hours.Ends) return now;
        var opens = own.OpensAt(now) ?? now;
        if (opens < hours.Starts || hours.Ends <= now) return opens;
        var last = hours.Starts - Soon;
        return (own with { Days = Weekdays.EveryDay }).OpensAt(last) is { } byDay && byDay < hours.Starts ? byDay : last;
    }

    /// <summary>15 minutes before the start; 15 minutes after asking when that is past already.</summary>
    public static DateTimeOffset EscalatesAt(DateTimeOffset asked, DateTimeOffset starts) =>
        starts - Notice > asked ? starts - Notice : asked + Notice;

    /// <summary>
    /// Two working days before the start, when hours open; null when that is too soon after the question reached the first.
    /// </summary>
    public static DateTimeOffset? RemindsAt(DateTimeOffset reached, DateTimeOffset starts, WorkingHours hours) =>
        WorkingDaysBefore(2, starts, hours) is var at && at - reached >= Patience ? at : null;

    /// <summary>When hours open on the nth working day before the day of the start.</summary>
    public static DateTimeOffset WorkingDaysBefore(int days, DateTimeOffset starts, WorkingHours hours)
    {
        var day = DateOnly.FromDateTime(hours.Zone.Wall(starts));
        for (var left = days; left > 0;)
        {
            day = day.AddDays(-1);
            if (hours.Days.Has(day.DayOfWeek)) left--;
        }
        return hours.Zone.Instant(day.ToDateTime(hours.From));
    }
}
