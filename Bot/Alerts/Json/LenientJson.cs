using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Alerts.Json;

/// <summary>What a body said: its one object and whether it had to be read leniently, or in one sentence why it cannot be read.</summary>
public sealed record JsonReading(JsonObject? Value, bool Leniently, string? Problem)
{
    internal static JsonReading Unreadable(string problem) => new(null, true, problem);
}

/// <summary>Reads a JSON object, strictly where possible, otherwise as it comes out of a shell script; never throws, and takes time in proportion to the body.</summary>
public static class LenientJson
{
    internal const int MaxDepth = 64;

    public static JsonReading Read(ReadOnlySpan<byte> body)
    {
        var (text, intact) = BodyText.Of(body);
        return Read(text, intact);
    }

    public static JsonReading Read(string text) => Read(text, intact: true);

    static JsonReading Read(string text, bool intact)
    {
        if (string.IsNullOrWhiteSpace(text)) return JsonReading.Unreadable("The body is empty.");
        return StrictJson.TryRead(text, out var value)
            ? Of(value, leniently: !intact)
            : ReadLeniently(text);
    }

    /// <summary>The second way alone; a strict JSON object reads the same in both.</summary>
    public static JsonReading ReadLeniently(string text)
    {
        try
        {
            return Of(new LenientReader(text).Read(), leniently: true);
        }
        catch (JsonException problem)
        {
            return JsonReading.Unreadable(problem.Message);
        }
    }

    static JsonReading Of(JsonNode? value, bool leniently) =>
        value is JsonObject found
            ? new(found, leniently, null)
            : JsonReading.Unreadable("The body is JSON but not an object: an alert begins with { and ends with }.");
}
