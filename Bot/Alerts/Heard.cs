using Bot.Domain.Alerts;

namespace Bot.Alerts;

/// <summary>An alert as a message says it, and where that message stands among others about the same thing.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Body">The part of the message that says it.</param>
public sealed record Heard(Alert Alert, byte[] Body)
{
    /// <summary>The sender's own name of the message, which is the same when it comes again; null where it has none.</summary>
    public string? Delivery { get; init; }

    /// <summary>When that of which it tells began, and when it ended; null where it does not say.</summary>
    public DateTimeOffset? Began { get; init; }

    public DateTimeOffset? Ended { get; init; }

    /// <summary>The run of which it tells, whose failure is one however many messages tell of it.</summary>
    public string? Run { get; init; }

    /// <summary>The part of the run that it is about; null where it is about all of it.</summary>
    public string? Part { get; init; }
}
