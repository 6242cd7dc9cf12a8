using System.Text.Json;

namespace Bot.Sandbox;

/// <summary>A message's metadata argument: {event_type, event_payload}.</summary>
static class MessageMetadata
{
    const int Largest = 8_000;

    public static JsonElement? Read(Call call)
    {
        if (!call.Arguments.Has("metadata")) return null;
        if (call.Arguments.Element("metadata") is not { ValueKind: JsonValueKind.Object } metadata)
            throw new Refusal("invalid_metadata_format");
        if (!metadata.EnumerateObject().Any()) return null;
        if (metadata.Text("event_type") is not { Length: > 0 }
            || metadata.Get("event_payload") is not { ValueKind: JsonValueKind.Object })
            throw new Refusal("invalid_metadata_format");
        return metadata.GetRawText().Length > Largest ? throw new Refusal("metadata_too_large") : metadata;
    }
}
