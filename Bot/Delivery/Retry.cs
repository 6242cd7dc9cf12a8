using Bot.Slack;

namespace Bot.Delivery;

/// <summary>What to do after a subject failed: when to try again, and whether repeating can cure it at all.</summary>
sealed record Retry(TimeSpan In, string Reason, bool Final = false, bool Bug = false)
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static Retry After(Exception error, long tries) => error switch
    {
        NotYetException e => new Retry(e.Wait, e.Message),
        SlackUnreachableException e => new Retry(Backoff(tries), e.Message),
        UnkeptException { IsAway: true } e => new Retry(Backoff(tries), e.Message),
        SlackException e => new Retry(TimeSpan.Zero, e.Message, Final: true),
        _ => new Retry(Backoff(tries + 2), error.Message, Bug: true),
    };

    static TimeSpan Backoff(long tries)
    {
        var seconds = Math.Min(Longest.TotalSeconds, 0.5 * Math.Pow(2, Math.Min(tries, 10)));
        return TimeSpan.FromSeconds(seconds * (0.5 + Random.Shared.NextDouble() / 2));
    }
}
