using Bot.Slack;

namespace Bot.Hosting;

/// <summary>Slack cannot be asked again yet about something that may already have happened there.</summary>
public sealed class NotYetException(TimeSpan wait, string reason) : Exception(reason)
{
    /// <summary>Wire time until it is worth another look.</summary>
    public TimeSpan Wait => wait;
}

/// <summary>What to do after a subject failed: when to try again, and whether repeating can cure it at all.</summary>
sealed record Retry(TimeSpan In, string Reason, bool Final = false, bool Bug = false)
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static Retry After(Exception error, long tries) => error switch
    {
        NotYetException e => new Retry(e.Wait, e.Message),
        SlackUnreachableException e => new Retry(Backoff(tries), e.Message),
        SlackException e => new Retry(TimeSpan.Zero, e.Message, Final: true),
        _ => new Retry(Backoff(tries + 2), error.Message, Bug: true),
    };

    static TimeSpan Backoff(long tries)
    {
        var seconds = Math.Min(Longest.TotalSeconds, 0.5 * Math.Pow(2, Math.Min(tries, 10)));
        return TimeSpan.FromSeconds(seconds * (0.5 + Random.Shared.NextDouble() / 2));
    }
}

/// <summary>Independent steps of one subject, so that the trouble of one never keeps the others from Slack.</summary>
static class Steps
{
    /// <summary>Runs every step, then throws the trouble that is soonest worth another try.</summary>
    public static async Task All(params IEnumerable<Func<Task>> steps)
    {
        List<Exception> troubles = [];
        foreach (var step in steps)
            if (await Trouble(step) is { } trouble) troubles.Add(trouble);
        Throw(troubles);
    }

    /// <summary>The same, side by side: for steps that do not wait for each other.</summary>
    public static async Task Together(params IEnumerable<Func<Task>> steps)
    {
        var troubles = await Task.WhenAll(steps.Select(Trouble));
        Throw([.. troubles.OfType<Exception>()]);
    }

    static async Task<Exception?> Trouble(Func<Task> step)
    {
        try
        {
            await step();
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return e;
        }
    }

    static void Throw(IReadOnlyList<Exception> troubles)
    {
        if (troubles.Count > 0) throw troubles.MinBy(e => (Retry.After(e, 0).Final, !Retry.After(e, 0).Bug))!;
    }
}
