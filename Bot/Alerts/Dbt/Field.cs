using System.Text.Json;

namespace Bot.Alerts.Dbt;

/// <summary>Fields of dbt's JSON, of which any may be absent or null in some version.</summary>
static class Field
{
    public static JsonElement Of(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A text that is not empty, a number as it stands there; else null.</summary>
    public static string? Text(JsonElement json, string name) => Of(json, name) switch
    {
        { ValueKind: JsonValueKind.String } value => value.GetString() is { Length: > 0 } text ? text : null,
        { ValueKind: JsonValueKind.Number } value => value.GetRawText(),
        _ => null,
    };

    /// <summary>A text alone.</summary>
    public static string? Words(JsonElement json, string name) =>
        Of(json, name).ValueKind == JsonValueKind.String ? Text(json, name) : null;

    /// <summary>The texts of a list; one that is written alone is a list too.</summary>
    public static IReadOnlyList<string> Texts(JsonElement json, string name) => Of(json, name) switch
    {
        { ValueKind: JsonValueKind.Array } list =>
            [.. list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)],
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        _ => [],
    };
}
