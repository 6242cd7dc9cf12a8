using Bot.Operating.Checks;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Operating;

/// <summary>Looks at all that the bot needs, side by side, each for so long at most, and says what to do about it.</summary>
public sealed class Doctor(IEnumerable<ICheck> checks)
{
    /// <summary>For how long it waits for each.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>What it found, in the order of its checks.</summary>
    public async Task<IReadOnlyList<Finding>> Look(CancellationToken stop)
    {
        var found = await Task.WhenAll(checks.Select(check => Tried(check, stop)));
        return [.. found.SelectMany(findings => findings).DistinctBy(finding => finding.What)];
    }

    async Task<IReadOnlyList<Finding>> Tried(ICheck check, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            return await check.Look(patience.Token).WaitAsync(patience.Token);
        }
        catch (SlackException e)
        {
            return [Finding.Wrong($"Slack refused {e.Method} ({e.Error}), so {check.Of} could not be looked at.", e.Remedy)];
        }
        catch (SlackUnreachableException e)
        {
            return [ICheck.OutOfReach($"Slack does not answer ({e.Message.TrimEnd('.')}).")];
        }
        catch (StorageException e)
        {
            return [Finding.Wrong($"The database could not be read for {check.Of}.", e.Message)];
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return [check.Slow($"Looking at {check.Of} took longer than {Patience.TotalSeconds:0.#} s.")];
        }
    }
}
