using Bot.Slack;
using Bot.Storage;

namespace Bot.Delivery;

/// <summary>
/// Looks once a wire second for rows whose workspace time has come. Nothing is kept in timers, so a bot that was down
/// catches up at its first look.
/// </summary>
public sealed class Ticker(TimeProvider clock, Turns turns, OpenWork work, ILogger<Ticker> log) : IDisposable
{
    const string Turn = "ticks";

    readonly List<(string What, Func<DateTimeOffset, CancellationToken, Task> Look)> looks = [];
    readonly SemaphoreSlim one = new(1);
    readonly RepeatedFailure failures = new(log);
    long looked = TimeProvider.System.GetTimestamp();

    /// <summary>Wire time since the last look at what is due was over; since the start before the first.</summary>
    public TimeSpan SinceLook => TimeProvider.System.GetElapsedTime(Volatile.Read(ref looked));

    /// <summary>
    /// Calls <paramref name="look"/> with workspace time about once a second; it finds what is due in the database itself.
    /// </summary>
    public void Each(string what, Func<DateTimeOffset, CancellationToken, Task> look) => looks.Add((what, look));

    /// <summary>
    /// The same once in each minute of workspace time, for what takes longer to find; a look that fails is repeated.
    /// </summary>
    public void EachMinute(string what, Func<DateTimeOffset, CancellationToken, Task> look)
    {
        var looked = long.MinValue;
        Each(what, async (now, stop) =>
        {
            var minute = now.ToUnixTimeSeconds() / 60;
            if (minute == looked) return;
            await look(now, stop);
            looked = minute;
        });
    }

    public async Task RunAsync(CancellationToken stop)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            do
            {
                await LookInTurn(stop);
            }
            while (await second.WaitForNextTickAsync(stop));
        }
        finally
        {
            await GiveUp();
        }
    }

    // Of several bots one looks, for all of them.
    async Task LookInTurn(CancellationToken stop)
    {
        if (await IsOurTurn(stop) is not { } isOurs) return;
        if (isOurs) await Look(stop);
        else Volatile.Write(ref looked, TimeProvider.System.GetTimestamp());
    }

    /// <returns>Null where it cannot be known.</returns>
    async Task<bool?> IsOurTurn(CancellationToken stop)
    {
        const string What = "The turn to look at what is due";
        try
        {
            var isOurs = await turns.Has(Turn);
            failures.Worked(What);
            return isOurs;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            failures.Failed(What, e);
            return null;
        }
    }

    async Task GiveUp()
    {
        try
        {
            await turns.GiveUp(Turn);
        }
        catch (Exception e)
        {
            failures.Failed("The turn to look at what is due, given up,", e);
        }
    }

    /// <summary>One look now; returns when all that was due has been changed.</summary>
    public async Task Look(CancellationToken stop)
    {
        await one.WaitAsync(stop);
        try
        {
            using var open = work.Begin("tick");
            foreach (var (what, look) in looks) await Guarded(what, look, stop);
            Volatile.Write(ref looked, TimeProvider.System.GetTimestamp());
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    async Task Guarded(string what, Func<DateTimeOffset, CancellationToken, Task> look, CancellationToken stop)
    {
        using var span = Telemetry.Tick(what);
        try
        {
            await look(clock.GetUtcNow(), stop);
            failures.Worked(Due(what));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            failures.Failed(Due(what), e);
        }
    }

    static string Due(string what) => $"What is due of {what}";
}
