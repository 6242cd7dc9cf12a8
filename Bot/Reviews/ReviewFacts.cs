using Bot.Storage;

namespace Bot.Reviews;

/// <summary>What the history says of reviews.</summary>
public static class ReviewFacts
{
    /// <summary>Somebody put one into a channel, which is after.</summary>
    public static readonly Verb Posted = new("review posted");

    /// <summary>One that was due by itself was not posted.</summary>
    public static readonly Verb WeekMissed = new("review of a week missed");
}
