namespace Bot.Domain.OnCall;

/// <summary>
/// One person's time from hand-off to hand-off, or the part of it that is theirs to work, round the clock, and why it is theirs.
/// </summary>
public sealed record Shift(string Rotation, string Person, DateTimeOffset Starts, DateTimeOffset Ends, string Why)
{
    /// <summary>Whose hours these are, when somebody covers them.</summary>
    public string? CoveredFor { get; init; }

    public bool Holds(DateTimeOffset t) => Starts <= t && t < Ends;
}
