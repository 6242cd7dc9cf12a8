using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Alerts.Json;

/// <summary>JSON by the book, except that of a repeated key the first occurrence wins.</summary>
static class StrictJson
{
    static readonly JsonDocumentOptions Options = new() { MaxDepth = LenientJson.MaxDepth };

    public static bool TryRead(string text, out JsonNode? value)
    {
        value = null;
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            value = Copy(document.RootElement);
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

    static JsonNode? Copy(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => CopyObject(element),
        JsonValueKind.Array => new JsonArray([.. element.EnumerateArray().Select(Copy)]),
        JsonValueKind.String => JsonValue.Create(element.GetString()),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(element.Clone()),
    };

    static JsonObject CopyObject(JsonElement element)
    {
        var copy = new JsonObject();
        foreach (var property in element.EnumerateObject())
            copy.TryAdd(property.Name, Copy(property.Value));
        return copy;
    }
}
