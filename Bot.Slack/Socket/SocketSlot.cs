using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>The one owner of one place for a socket: keeps it filled, with an overlap where Slack asks for a change.</summary>
sealed class SocketSlot(SocketParts parts, string name)
{
    // Slack counts sockets for a while after they are gone.
    const int PausesAfterTooMany = 4;

    static readonly TimeSpan ToSay = TimeSpan.FromSeconds(2);

    readonly Backoff backoff = new(parts.Options);
    readonly List<Task> retiring = [];
    int failures;
    bool suspects;

    /// <summary>Runs until cancelled; throws <see cref="SlackStoppedException"/> when Slack will not have us.</summary>
    public async Task Run(TimeSpan delay, CancellationToken stop)
    {
        SocketConnection? current = null;
        try
        {
            await Task.Delay(delay, parts.Options.WireTime, stop);
            while (true)
            {
                var next = await Ready(stop);
                if (current is not null) Retire(current, stop);
                current = next;
                var end = await Serve(current, stop);
                if (end.Refresh)
                {
                    await Pause(failures, stop);
                    continue;
                }

                await current.Close();
                current = null;
                await Failed(end, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        finally
        {
            if (current is not null) await current.Close();
            await Task.WhenAll(retiring);
        }
    }

    /// <summary>
    /// Waits until a connection is to be replaced. One that Slack sends away at once is no success: pauses grow all the same.
    /// </summary>
    async Task<SocketEnd> Serve(SocketConnection current, CancellationToken stop)
    {
        await Count(current, stop);
        var began = parts.Options.WireTime.GetTimestamp();
        var end = await Leaving(current, stop);
        parts.Log.LogInformation("{Socket} is to be replaced: {Reason}", name, end.Reason);
        var isShort = parts.Options.WireTime.GetElapsedTime(began) < parts.Options.ShortLife;
        if (!isShort) failures = 0;
        else if (end.Refresh) failures++;
        return end;
    }

    async Task<SocketEnd> Leaving(SocketConnection current, CancellationToken stop)
    {
        var wait = suspects ? parts.Options.CountAgain : parts.Options.CountEvery;
        try
        {
            return await current.Leaving(stop).WaitAsync(
                // Those that started together do not count together: each would take the others' new connections for strangers'.
                wait * (1 + Random.Shared.NextDouble()), parts.Options.WireTime, stop);
        }
        catch (TimeoutException)
        {
            // Slack counts an app's connections in its hello alone.
            return new("the app's connections are counted again") { Refresh = true };
        }
    }

    /// <summary>
    /// Judges what Slack counted, once the same bot's other processes have had a moment to say what is theirs; where nobody knows
    /// that, nothing is judged.
    /// </summary>
    async Task Count(SocketConnection current, CancellationToken stop)
    {
        if (current.Beside > 0 && parts.Status.LookElsewhere is { } look)
        {
            await Task.Delay(ToSay, parts.Options.WireTime, stop);
            if (!await look()) return;
        }

        Count(Math.Max(0, current.Beside - Math.Max(current.Elsewhere, parts.Status.Elsewhere)));
    }

    /// <summary>
    /// Connections of a process that has just gone are counted for a while, so only a second count is believed.
    /// </summary>
    void Count(int others)
    {
        var isSure = others == 0 || suspects;
        suspects = others > 0;
        if (isSure && parts.Status.Counted(others))
            parts.Log.LogWarning(
                "Another process uses the same tokens ({Others} connections): the two answer in turn. Stop one of them", others);
    }

    Task Pause(int failures, CancellationToken stop) =>
        failures == 0 ? Task.CompletedTask : Task.Delay(backoff.After(failures), parts.Options.WireTime, stop);

    /// <summary>Tries, with a new ticket each time, until a connection has had its hello.</summary>
    async Task<SocketConnection> Ready(CancellationToken stop)
    {
        while (true)
        {
            var connection = new SocketConnection(parts, name);
            SocketEnd? failed = new("it was stopped");
            try
            {
                failed = await Start(connection, stop);
            }
            finally
            {
                if (failed is not null) await connection.Close();
            }
            if (failed is null) return connection;
            await Failed(failed, stop);
        }
    }

    async Task<SocketEnd?> Start(SocketConnection connection, CancellationToken stop)
    {
        try
        {
            return await connection.Start(await parts.Api.OpenConnection(stop), stop);
        }
        catch (SlackException e)
        {
            return new(e.Message) { Final = FinalErrors.Of(e.Error) };
        }
        catch (Exception e)
        {
            // What fails as the bot ends, for whatever reason, is no failure.
            stop.ThrowIfCancellationRequested();
            return new(e.Message);
        }
    }

    async Task Failed(SocketEnd end, CancellationToken stop)
    {
        if (end.Final is { } final)
        {
            parts.Status.Failed(final.Message);
            throw final;
        }
        var sentence =
            $"Slack is not connected: {end.Reason.TrimEnd('.')}. The bot keeps trying; check the network if this goes on.";
        if (parts.Status.Ready > 0) parts.Log.LogInformation("{Socket} has no replacement yet: {Reason}", name, end.Reason);
        else if (parts.Status.Failed(sentence)) parts.Log.LogWarning("{Sentence}", sentence);
        failures++;
        await Pause(end.TooMany ? failures + PausesAfterTooMany : failures, stop);
    }

    void Retire(SocketConnection old, CancellationToken stop)
    {
        retiring.RemoveAll(t => t.IsCompleted);
        retiring.Add(old.Retire(stop));
    }
}
