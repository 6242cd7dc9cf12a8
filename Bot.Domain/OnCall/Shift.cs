namespace Bot.Domain.OnCall;

/// <summary>One person's time from hand-off to hand-off, round the clock, and why it is theirs.</summary>
public sealed record Shift(string Rotation, string Person, DateTimeOffset Starts, DateTimeOffset Ends, string Why)
{
    public bool Holds(DateTimeOffset t) => Starts <= t && t < Ends;
}
