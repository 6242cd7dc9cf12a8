using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Alerts.Json;

/// <summary>JSON by the book, except that of a repeated key the first occurrence wins.</summary>
static class StrictJson
{
    static readonly JsonDocumentOptions Options = new() { MaxDepth = LenientJson.MaxDepth };

    public static bool TryRead(string text, out JsonNode? value) => TryRead(text, out value, out _);

    /// <param name="text">The JSON.</param>
    /// <param name="value">What it says.</param>
    /// <param name="contradicts">Whether one of its keys comes again with another value.</param>
    public static bool TryRead(string text, out JsonNode? value, out bool contradicts)
    {
        (value, contradicts) = (null, false);
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            value = Copy(document.RootElement, ref contradicts);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as \ud800: well-formed JSON, but no text.
            return false;
        }
    }

    static JsonNode? Copy(JsonElement element, ref bool contradicts)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var copy = new JsonObject();
                foreach (var property in element.EnumerateObject())
                {
                    var value = Copy(property.Value, ref contradicts);
                    if (!copy.TryAdd(property.Name, value) && !contradicts)
                        contradicts = !JsonNode.DeepEquals(copy[property.Name], value);
                }
                return copy;
            case JsonValueKind.Array:
                var list = new JsonArray();
                foreach (var one in element.EnumerateArray()) list.Add(Copy(one, ref contradicts));
                return list;
            case JsonValueKind.String: return JsonValue.Create(element.GetString());
            case JsonValueKind.Null: return null;
            default: return JsonValue.Create(element.Clone());
        }
    }
}
