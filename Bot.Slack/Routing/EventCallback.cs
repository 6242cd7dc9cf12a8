using System.Text.Json;

namespace Bot.Slack;

/// <summary>An event; Event is Slack's inner object, raw.</summary>
public sealed record EventCallback
{
    /// <summary>The inner event's type, or the outer one where Slack sends no inner event.</summary>
    public required string Type { get; init; }
    public string EventId { get; init; } = "";
    public string? TeamId { get; init; }

    /// <summary>Unix seconds.</summary>
    public long EventTime { get; init; }
    public required JsonElement Event { get; init; }

    /// <summary>0 at the first delivery; a repeat may be the only delivery that arrives.</summary>
    public int RetryAttempt { get; init; }

    /// <summary>The text value of a field of the event; null when it has none.</summary>
    public string? this[string field] =>
        Event.ValueKind == JsonValueKind.Object && Event.TryGetProperty(field, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Slack has sent one message under several event ids, so a message is known by place, time and subtype.</summary>
    public string IdempotencyKey => Type == "message" && this["channel"] is { } channel && this["ts"] is { } ts
        ? $"message:{channel}:{ts}:{this["subtype"]}"
        : $"event:{EventId}";
}
