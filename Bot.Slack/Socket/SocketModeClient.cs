using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>Keeps the sockets to Slack open and hands what arrives to the router.</summary>
public sealed class SocketModeClient
{
    readonly SlackOptions options;
    readonly Func<CancellationToken, SocketParts> parts;

    internal SocketModeClient(
        SlackOptions options, SlackApi api, Dispatcher dispatcher, SlackStatus status, ILogger<SocketModeClient> log)
    {
        this.options = options;
        parts = handling => new(options, api, dispatcher, status, log, handling);
    }

    /// <summary>
    /// Runs until cancelled, then finishes the acknowledgements in hand and returns; throws <see cref="SlackStoppedException"/>
    /// when Slack will not have this app until somebody changes something.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        if (FinalErrors.Of(options) is { } wrong) throw wrong;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var handling = new CancellationTokenSource();
        var parts = this.parts(handling.Token);
        var slots = Enumerable.Range(0, Math.Max(1, options.Sockets))
            .Select(i => new SocketSlot(parts, $"Socket {i + 1}").Run(i * options.SocketStagger, end.Token)).ToArray();
        await Task.WhenAny(slots);
        await end.CancelAsync();
        try
        {
            await Task.WhenAll(slots);
        }
        finally
        {
            await handling.CancelAsync();
        }
    }
}
