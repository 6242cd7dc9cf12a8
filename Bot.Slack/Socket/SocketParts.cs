using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>
/// What every connection works with; Handling ends when a stopping bot has waited long enough for its handlers.
/// </summary>
sealed record SocketParts(
    SlackOptions Options, SlackApi Api, Dispatcher Dispatcher, SlackStatus Status, ILogger Log, CancellationToken Handling);
