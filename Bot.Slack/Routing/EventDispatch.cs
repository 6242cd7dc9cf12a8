using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>Hands an event to its route; a handler that throws leaves it unacknowledged, and Slack sends it again.</summary>
sealed class EventDispatch(SlackRouter router, ILogger log)
{
    public async Task Handle(Envelope envelope, Reply reply, CancellationToken stop)
    {
        var callback = Read(envelope);
        // Nobody is let in here: see SlackRouter.LetIn.
        await Task.Yield();
        if (router.Find(new(RouteKind.Event, callback.Type)) is { } route)
            await ((Func<EventCallback, CancellationToken, Task>)route.Handler)(callback, stop);
        else
            log.LogInformation("No route for event {Type}", callback.Type);
        await reply.Ack(null, stop: stop);
    }

    static EventCallback Read(Envelope envelope)
    {
        // Some, such as app_rate_limited, have no inner event.
        var inner = envelope.Payload.TryGetProperty("event", out var found) && found.ValueKind == JsonValueKind.Object
            ? found
            : envelope.Payload;
        return new()
        {
            Type = inner.TryGetProperty("type", out var type) ? type.GetString() ?? "" : "",
            EventId = envelope.Text("event_id") ?? "",
            TeamId = envelope.Text("team_id"),
            EventTime = envelope.Payload.TryGetProperty("event_time", out var time) && time.TryGetInt64(out var seconds)
                ? seconds
                : 0,
            Event = inner,
            RetryAttempt = envelope.RetryAttempt,
        };
    }
}
