namespace Bot.Domain.OnCall;

/// <summary>
/// Hours of one person's shift that somebody else has agreed to take. <paramref name="Number"/> is the order of agreement;
/// a cover that was cancelled ends where it was cancelled.
/// </summary>
public sealed record Cover(
    long Number, string Rotation, DateTimeOffset Starts, DateTimeOffset Ends, string Away, string Covering, string Why);
