namespace Bot.Domain.OnCall;

/// <summary>A working day: when people are told what waited for them, and until when that is worth telling.</summary>
public readonly record struct Morning(DateOnly Day, DateTimeOffset Opens, DateTimeOffset Until)
{
    static readonly TimeOnly Nine = new(9, 0);
    static readonly TimeSpan Longest = TimeSpan.FromHours(10);

    /// <summary>That of the day which t is in, on the wall of the hours' zone; null on a day without hours.</summary>
    public static Morning? Of(WorkingHours hours, DateTimeOffset t)
    {
        var day = DateOnly.FromDateTime(hours.Zone.Wall(t));
        // Who may be disturbed at any time is not woken for a brief at midnight.
        var from = hours.ClosesAt(t) is null ? Nine : hours.From;
        var opens = hours.Zone.Instant(day.ToDateTime(from));
        if (!hours.Days.Has(day.DayOfWeek) || !hours.Contains(opens)) return null;
        var latest = opens + Longest;
        return new(day, opens, hours.ClosesAt(opens) is { } closes && closes < latest ? closes : latest);
    }

    /// <summary>The last day with hours before the one that t is in.</summary>
    public static DateOnly WorkingDayBefore(WorkingHours hours, DateTimeOffset t)
    {
        var today = DateOnly.FromDateTime(hours.Zone.Wall(t));
        for (var back = 1; back <= 15; back++)
            if (hours.Days.Has(today.AddDays(-back).DayOfWeek) && hours.Contains(
                hours.Zone.Instant(today.AddDays(-back).ToDateTime(hours.From))))
                return today.AddDays(-back);
        return today.AddDays(-1);
    }
}
