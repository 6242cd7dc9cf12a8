using Bot.Domain.OnCall;

namespace Bot.Domain.Reviews;

/// <summary>How long at least one of several things lasted.</summary>
public static class TimeTogether
{
    /// <summary>What lies outside of the period does not count, and what lies in several counts once.</summary>
    /// <param name="stretches">From when until when each lasted, in the order in which they began.</param>
    /// <param name="period">Where they are looked for.</param>
    public static TimeSpan Of(IEnumerable<Stretch> stretches, Stretch period)
    {
        var (sum, until) = (TimeSpan.Zero, period.Starts);
        foreach (var (starts, ends) in stretches)
        {
            var from = starts > until ? starts : until;
            var to = ends < period.Ends ? ends : period.Ends;
            if (to <= from) continue;
            sum += to - from;
            until = to;
        }

        return sum;
    }
}
