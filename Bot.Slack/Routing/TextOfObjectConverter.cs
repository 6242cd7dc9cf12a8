using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Slack;

/// <summary>Reads a text object as the string in it.</summary>
sealed class TextOfObjectConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "";
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
