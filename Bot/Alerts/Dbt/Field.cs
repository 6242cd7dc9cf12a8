using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bot.Alerts.Dbt;

/// <summary>Fields of dbt's JSON, of which any may be absent or null in some version.</summary>
static partial class Field
{
    public static JsonElement Of(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A text that is not empty, a number as it stands there; else null.</summary>
    public static string? Text(JsonElement json, string name) => Of(json, name) switch
    {
        { ValueKind: JsonValueKind.String } value => Said(value) is { Length: > 0 } text ? text : null,
        { ValueKind: JsonValueKind.Number } value => value.GetRawText(),
        _ => null,
    };

    /// <summary>A text as a database and people can have it: nothing that only steers, and no half of a character.</summary>
    public static string Said(JsonElement text)
    {
        try
        {
            return VisibleText.Of(text.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return VisibleText.Of(JsonSerializer.Deserialize<string>(Half().Replace(text.GetRawText(), "\\ufffd"))!);
        }
    }

    // Somebody cut the text within an emoji.
    [GeneratedRegex(@"\\u[dD][89a-fA-F][0-9a-fA-F]{2}", RegexOptions.NonBacktracking)]
    private static partial Regex Half();

    /// <summary>A text alone.</summary>
    public static string? Words(JsonElement json, string name) =>
        Of(json, name).ValueKind == JsonValueKind.String ? Text(json, name) : null;

    /// <summary>The texts of a list; one that is written alone is a list too.</summary>
    public static IReadOnlyList<string> Texts(JsonElement json, string name) => Of(json, name) switch
    {
        { ValueKind: JsonValueKind.Array } list =>
            [.. list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(Said)],
        { ValueKind: JsonValueKind.String } one => [Said(one)],
        _ => [],
    };
}
