namespace Bot.Sandbox;

/// <summary>Times of many tries of one thing.</summary>
sealed class Latencies
{
    readonly List<double> milliseconds = [];

    public int Count => milliseconds.Count;

    public void Add(IEnumerable<TimeSpan> times) => milliseconds.AddRange(times.Select(t => t.TotalMilliseconds));

    /// <summary>The time in milliseconds that this part of the tries took at most.</summary>
    public double At(double part)
    {
        if (milliseconds.Count == 0) return double.NaN;
        milliseconds.Sort();
        return milliseconds[Math.Min(milliseconds.Count - 1, (int)(part * milliseconds.Count))];
    }

    public int Over(TimeSpan limit) => milliseconds.Count(m => m > limit.TotalMilliseconds);
}
