using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>The one owner of one place for a socket: keeps it filled, with an overlap where Slack asks for a change.</summary>
sealed class SocketSlot(SocketParts parts, string name)
{
    // Slack counts sockets for a while after they are gone.
    const int PausesAfterTooMany = 4;

    readonly Backoff _backoff = new(parts.Options);
    readonly List<Task> _retiring = [];
    int _failures;

    /// <summary>Runs until cancelled; throws <see cref="SlackStoppedException"/> when Slack will not have us.</summary>
    public async Task Run(TimeSpan delay, CancellationToken ct)
    {
        SocketConnection? current = null;
        try
        {
            await Task.Delay(delay, parts.Options.WireTime, ct);
            while (true)
            {
                var next = await Ready(ct);
                if (current is not null) Retire(current, ct);
                current = next;
                var end = await current.Leaving(ct);
                parts.Log.LogInformation("{Socket} is to be replaced: {Reason}", name, end.Reason);
                if (end.Refresh) continue;
                await current.Close();
                current = null;
                await Failed(end, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        finally
        {
            if (current is not null) await current.Close();
            await Task.WhenAll(_retiring);
        }
    }

    /// <summary>Tries, with a new ticket each time, until a connection has had its hello.</summary>
    async Task<SocketConnection> Ready(CancellationToken ct)
    {
        while (true)
        {
            var connection = new SocketConnection(parts, name);
            SocketEnd? failed = new("it was stopped");
            try
            {
                failed = await Start(connection, ct);
            }
            finally
            {
                if (failed is not null) await connection.Close();
            }
            if (failed is null)
            {
                _failures = 0;
                return connection;
            }
            await Failed(failed, ct);
        }
    }

    async Task<SocketEnd?> Start(SocketConnection connection, CancellationToken ct)
    {
        try
        {
            return await connection.Start(await parts.Api.OpenConnection(ct), ct);
        }
        catch (SlackException e)
        {
            return new(e.Message) { Final = FinalErrors.Of(e.Error) };
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return new(e.Message);
        }
    }

    async Task Failed(SocketEnd end, CancellationToken ct)
    {
        if (end.Final is { } final)
        {
            parts.Status.Failed(final.Message);
            throw final;
        }
        var sentence = $"Slack is not connected: {end.Reason.TrimEnd('.')}. The bot keeps trying; check the network if this goes on.";
        if (parts.Status.Failed(sentence)) parts.Log.LogWarning("{Sentence}", sentence);
        _failures++;
        await Task.Delay(_backoff.After(end.TooMany ? _failures + PausesAfterTooMany : _failures), parts.Options.WireTime, ct);
    }

    void Retire(SocketConnection old, CancellationToken ct)
    {
        _retiring.RemoveAll(t => t.IsCompleted);
        _retiring.Add(old.Retire(ct));
    }
}
