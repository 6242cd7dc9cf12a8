using Bot.Domain.OnCall;

namespace Bot.Domain.Incidents;

/// <summary>Something that people read, and since when what it is made from fails.</summary>
public sealed record ReadersHit(string Label, DateTimeOffset Since);

/// <summary>How a notice ended.</summary>
public enum NoticeEnd
{
    /// <summary>What it was about is well again.</summary>
    Over,

    /// <summary>It was no incident, so nothing was wrong.</summary>
    Mistaken,

    /// <summary>Nothing of it is said in public any more.</summary>
    Elsewhere,
}

/// <summary>Why the times of a notice cannot be so.</summary>
public enum NoticeProblem
{
    None,

    /// <summary>It is to have begun in the future.</summary>
    NotBegun,

    /// <summary>A day is chosen, and no time.</summary>
    DayAlone,

    /// <summary>It is to be well at a time that is over.</summary>
    Over,
}

/// <summary>What readers of data are told while an incident is open, and until when that is true.</summary>
public static class NoticeRules
{
    static readonly TimeSpan Again = TimeSpan.FromDays(1);

    /// <summary>
    /// Of what is hit that which readers can be told of: each once, with the earliest time, the longest first; what they are told
    /// of already is left out.
    /// </summary>
    public static IReadOnlyList<ReadersHit> Offered(IEnumerable<ReadersHit> hits, IEnumerable<string> told)
    {
        var known = told.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. hits.Where(h => !known.Contains(h.Label))
                .GroupBy(h => h.Label, StringComparer.OrdinalIgnoreCase)
                .Select(same => same.MinBy(h => h.Since)!)
                .OrderBy(h => h.Since).ThenBy(h => h.Label, StringComparer.Ordinal),
        ];
    }

    /// <summary>When the clock of a zone shows a time: on the day that is chosen, or else the next time that it does.</summary>
    public static DateTimeOffset? Expected(DateOnly? day, TimeOnly? time, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (time is not { } at) return null;
        if (day is { } chosen) return On(chosen);
        var today = DateOnly.FromDateTime(zone.Wall(now));
        var next = On(today);
        return next > now ? next : On(today.AddDays(1));

        // In the night in which clocks are put back they show some times twice.
        DateTimeOffset On(DateOnly day)
        {
            var first = zone.Instant(day.ToDateTime(at));
            return first > now ? first : zone.LastInstant(day.ToDateTime(at));
        }
    }

    /// <summary>
    /// Whether the times that a form was sent with can be so; one that was left as it stood may be over by now.
    /// </summary>
    /// <param name="since">Since when it is so.</param>
    /// <param name="expected">When it is to be well again; null where no time is promised.</param>
    /// <param name="isDayAlone">A day was chosen for that, and no time.</param>
    /// <param name="before">What was promised until now.</param>
    /// <param name="now">When the form is sent.</param>
    public static NoticeProblem Problem(
        DateTimeOffset since, DateTimeOffset? expected, bool isDayAlone, DateTimeOffset? before, DateTimeOffset now) =>
        since > now ? NoticeProblem.NotBegun
        : isDayAlone ? NoticeProblem.DayAlone
        : expected is { } at && at <= now && at != before ? NoticeProblem.Over
        : NoticeProblem.None;

    /// <summary>
    /// Whether readers were told that something was over which may not be: its incident was opened again within a day.
    /// </summary>
    public static bool IsBack(DateTimeOffset ended, DateTimeOffset opened) => ended <= opened && opened - ended <= Again;

    /// <summary>How the notices of an incident end with it.</summary>
    public static NoticeEnd EndOf(IncidentStatus status) =>
        status == IncidentStatus.Declined ? NoticeEnd.Mistaken : NoticeEnd.Over;
}
