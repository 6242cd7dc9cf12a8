namespace Bot.Domain.Alerts;

/// <summary>The time in which whatever is posted is heard.</summary>
/// <param name="Since">Since when.</param>
/// <param name="Gaps">But for these, the earliest first.</param>
public sealed record HeardTime(DateTimeOffset Since, IReadOnlyList<(DateTimeOffset Began, DateTimeOffset Ended)> Gaps);

/// <summary>When a source that is expected to post has been silent for too long.</summary>
public static class Silence
{
    /// <summary>What one says how often a source posts.</summary>
    public static readonly IReadOnlyList<(TimeSpan Every, string Name)> Spans =
    [
        (TimeSpan.FromMinutes(5), "5 minutes"), (TimeSpan.FromMinutes(15), "15 minutes"),
        (TimeSpan.FromMinutes(30), "30 minutes"),
        (TimeSpan.FromHours(1), "hour"), (TimeSpan.FromHours(2), "2 hours"), (TimeSpan.FromHours(4), "4 hours"),
        (TimeSpan.FromHours(6), "6 hours"), (TimeSpan.FromHours(12), "12 hours"), (TimeSpan.FromDays(1), "day"),
        (TimeSpan.FromDays(2), "2 days"), (TimeSpan.FromDays(3), "3 days"), (TimeSpan.FromDays(7), "week"),
    ];

    /// <summary>So many posts tell how often a source posts.</summary>
    public const int Posts = 20;

    const int FewestGaps = 3;

    // A gap so long, of what lies between two posts, may well have swallowed one, and the time begins anew.
    const double Late = 1.5, Swallows = 0.1;

    /// <summary>"hour", "2 days", as it stands behind "every".</summary>
    public static string Name(TimeSpan every) =>
        Spans.FirstOrDefault(s => s.Every == every).Name ?? Words.Span(every);

    /// <summary>
    /// The median gap of its posts, rounded up to a plain span; null where they tell nothing, or of too long gaps.
    /// </summary>
    public static TimeSpan? Proposed(IReadOnlyList<DateTimeOffset> posts)
    {
        var times = posts.Distinct().Order().ToList();
        var gaps = times.Zip(times.Skip(1), (one, next) => next - one).Order().ToList();
        if (gaps.Count < FewestGaps) return null;
        var median = gaps[gaps.Count / 2];
        return Spans.Where(s => s.Every >= median).Select(s => (TimeSpan?)s.Every).FirstOrDefault();
    }

    /// <summary>From when on its silence is worth saying.</summary>
    /// <param name="every">How often it is expected.</param>
    /// <param name="expected">Since when it is.</param>
    /// <param name="heard">When whatever it posts would have been heard.</param>
    /// <param name="seen">When it posted last; null where it never did.</param>
    public static DateTimeOffset Begins(TimeSpan every, DateTimeOffset expected, HeardTime heard, DateTimeOffset? seen)
    {
        var since = expected > heard.Since ? expected : heard.Since;
        var (from, left) = (seen > since ? seen.Value : since, every * Late);
        foreach (var (began, ended) in heard.Gaps.Where(gap => gap.Ended > from))
        {
            var before = began > from ? began - from : TimeSpan.Zero;
            if (before >= left) break;
            left = ended - began >= every * Swallows ? every * Late : left - before;
            from = ended;
        }

        return from + left;
    }
}
