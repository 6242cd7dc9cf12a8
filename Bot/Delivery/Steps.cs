namespace Bot.Delivery;

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

    // Less than people wait before they think that nothing happens.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(45), Later = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A step beside what matters, left for later where Slack holds it back: it keeps the other steps waiting no longer.
    /// </summary>
    public static async Task Briefly(Func<CancellationToken, Task> step, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        either.CancelAfter(Patience);
        try
        {
            await step(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new NotYetException(Later, "Slack holds it back");
        }
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
