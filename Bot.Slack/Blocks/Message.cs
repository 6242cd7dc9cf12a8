using System.Text.Json;

namespace Bot.Slack;

/// <summary>A message to post or to update to; Text is what notifications and screen readers use when there are blocks.</summary>
public sealed record Message
{
    public required string Text { get; init; }
    public IReadOnlyList<Block>? Blocks { get; init; }
    public MessageMetadata? Metadata { get; init; }
    public string? ThreadTs { get; init; }
    public bool? ReplyBroadcast { get; init; }
    public bool? UnfurlLinks { get; init; }
    public bool? UnfurlMedia { get; init; }

    /// <summary>The message as sent, to tell whether two would look the same.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SlackJson.Default.Message);

    public static implicit operator Message(string text) => new() { Text = text };
}

/// <summary>Data for machines that travels with a message.</summary>
public sealed record MessageMetadata(string EventType, JsonElement EventPayload)
{
    /// <summary>The text value of a field of the payload; null when it has none.</summary>
    public string? this[string field] =>
        EventPayload.ValueKind == JsonValueKind.Object && EventPayload.TryGetProperty(field, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static MessageMetadata Of(string eventType, params (string Field, string Value)[] payload) =>
        new(eventType, JsonSerializer.SerializeToElement(
            payload.ToDictionary(p => p.Field, p => p.Value), SlackJson.Default.DictionaryStringString));
}
