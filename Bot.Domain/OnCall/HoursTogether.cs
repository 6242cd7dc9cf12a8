namespace Bot.Domain.OnCall;

/// <summary>Hours that are open while any of several is.</summary>
public sealed record HoursTogether(params IReadOnlyList<WorkingHours> Each)
{
    public bool Contains(DateTimeOffset t) => Each.Any(h => h.Contains(t));

    /// <summary>The first open instant that is not before t; null when none ever opens.</summary>
    public DateTimeOffset? OpensAt(DateTimeOffset t) => Each.Min(h => h.OpensAt(t));

    /// <summary>The first instant that is not before t at which none is open; null when there is none.</summary>
    public DateTimeOffset? ClosesAt(DateTimeOffset t)
    {
        var end = t;
        while (end - t < TimeSpan.FromDays(8))
        {
            if (Each.FirstOrDefault(h => h.Contains(end)) is not { } open) return end;
            if (open.ClosesAt(end) is not { } closes) return null;
            end = closes;
        }

        return null;
    }

    /// <summary>The latest instant up to which any had been open when t came.</summary>
    public DateTimeOffset? OpenUntil(DateTimeOffset t) => Each.Max(h => h.OpenUntil(t));
}
