using Bot.Storage;

namespace Bot.OnCall.Rows;

/// <summary>What the history of a rotation says of covers and of requests for them.</summary>
public static class CoverFacts
{
    public static readonly Verb
        Covered = new("cover"),
        Cancelled = new("cover cancelled");

    public static readonly Verb
        Asked = new("cover asked"),
        AskedAgain = new("cover asked again"),
        Declined = new("cover declined"),
        Unanswered = new("cover unanswered"),
        Reminded = new("cover reminder"),
        ReminderMissed = new("cover reminder missed");

    /// <summary>A request came to its end: the word for how, as the request keeps it.</summary>
    public static readonly IReadOnlyDictionary<string, Verb> Closed = new[]
    {
        CoverRequestRow.Taken, CoverRequestRow.Cancelled, CoverRequestRow.Ended, CoverRequestRow.Withdrawn,
        CoverRequestRow.Fallen, CoverRequestRow.Moot,
    }.ToDictionary(state => state, state => new Verb($"cover request {state}"));
}
