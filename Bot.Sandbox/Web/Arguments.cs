using System.Globalization;
using System.Text.Json;

namespace Bot.Sandbox;

/// <summary>The arguments of a call as they came, by form, query or JSON, read by name.</summary>
sealed class Arguments
{
    readonly Dictionary<string, JsonElement> values;

    Arguments(Dictionary<string, JsonElement> values) => this.values = values;

    public IEnumerable<string> Names => values.Keys;

    public bool Has(string name) => values.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public string? Text(string name) => !Has(name) ? null : values[name] switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.True } => "true",
        { ValueKind: JsonValueKind.False } => "false",
        var other => other.GetRawText(),
    };

    public bool Flag(string name) => Text(name) is "true" or "1" or "True";

    public int? Number(string name) => int.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
        out var number) ? number : null;

    /// <summary>A list given as JSON or as comma separated text.</summary>
    public IReadOnlyList<string> List(string name)
    {
        if (Element(name) is { ValueKind: JsonValueKind.Array } array)
            return [.. array.EnumerateArray().Select(item => item.ToString())];
        return (Text(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>A structured argument: JSON itself, or text that holds JSON; null when absent or unreadable.</summary>
    public JsonElement? Element(string name)
    {
        if (!Has(name)) return null;
        var value = values[name];
        if (value.ValueKind != JsonValueKind.String) return value;
        return Json.TryParse(value.GetString()!, out var parsed) ? parsed : null;
    }

    public string Shown() => Json.Write(JsonSerializer.SerializeToNode(values.Where(pair => pair.Key != "token")
        .ToDictionary())!);

    /// <summary>Reads the request; throws Slack's refusal for a body that is neither form nor JSON object.</summary>
    public static async Task<(Arguments Arguments, bool IsJson)> Read(HttpRequest request)
    {
        var values = request.Query.ToDictionary(pair => pair.Key, pair =>
            JsonSerializer.SerializeToElement(pair.Value.ToString()));
        if (request.HasFormContentType)
        {
            foreach (var (name, value) in await request.ReadFormAsync())
                values[name] = JsonSerializer.SerializeToElement(value.ToString());
            return (new Arguments(values), false);
        }
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true)
            return (new Arguments(await Body(request)), true);
        if (request.ContentLength > 0) throw new Refusal(request.ContentType is null ? "missing_post_type" : "invalid_post_type");
        return (new Arguments(values), false);
    }

    static async Task<Dictionary<string, JsonElement>> Body(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync();
        if (text.Length == 0) return [];
        if (!Json.TryParse(text, out var body)) throw new Refusal("invalid_json");
        if (body.ValueKind != JsonValueKind.Object) throw new Refusal("json_not_object");
        return body.EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
    }

    public static Arguments None { get; } = new([]);
}
