namespace Bot.Alerts.Forwarding;

/// <summary>Waits of the wire around what is sent on.</summary>
public sealed record ForwardOptions
{
    /// <summary>So long a destination has for its answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From a try that failed to the next; twice as long after each, up to the longest.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What was not taken by then is given up.</summary>
    public TimeSpan GivenUpAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>So long an alert waits for the channel of its incident, to lead to it.</summary>
    public TimeSpan ChannelWithin { get; init; } = TimeSpan.FromSeconds(10);

    // Between the half and the whole of it, so that many do not come at once.
    public TimeSpan After(long failures)
    {
        var wait = First * Math.Pow(2, Math.Min(failures, 20));
        return (wait < Longest ? wait : Longest) * (0.5 + Random.Shared.NextDouble() / 2);
    }
}
