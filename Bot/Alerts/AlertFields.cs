using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Alerts.Json;
using Bot.Domain.Alerts;

namespace Bot.Alerts;

/// <summary>Fields of an alert as senders spell and nest them.</summary>
static class AlertFields
{
    static readonly string[] Names = ["key", "name", "label", "k"], Values = ["value", "val", "v"];

    /// <summary>By its name, without regard to case: "Title", "sourceUrl", "deduplication-key".</summary>
    public static JsonNode? Field(JsonObject json, string name) => json[name] ?? All(json, name).FirstOrDefault();

    /// <summary>Whether a field stands there in several spellings that do not say the same.</summary>
    public static bool Contradicts(JsonObject json, string name) => All(json, name).Select(Text).Distinct().Count() > 1;

    static IEnumerable<JsonNode> All(JsonObject json, string name) =>
        json.Where(p => string.Equals(Bare(p.Key), Bare(name), StringComparison.OrdinalIgnoreCase)).Select(p => p.Value)
            .OfType<JsonNode>();

    static string Bare(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Trim();

    /// <summary>Text as it is, anything else as its JSON, without what no message can show.</summary>
    public static string? Text(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => VisibleText.Of(value.GetValue<string>()),
        _ => node.ToJsonString(),
    };

    /// <summary>The same for people: a text that its sender escaped for a page of the web is what it was before.</summary>
    public static string? Shown(JsonNode? node) => Text(node) is { } text
        // Where a bracket stands as it is, nobody escaped the text, and its entities are meant.
        ? text.Contains('&') && !text.AsSpan().ContainsAny('<', '>') ? VisibleText.Of(WebUtility.HtmlDecode(text)) : text
        : null;

    /// <summary>
    /// Names and values: an object, one that was written as a text once too often, or a list of names with values. What is none
    /// of them is kept as it came, under the field's own name.
    /// </summary>
    public static Dictionary<string, string> Metadata(JsonNode? node)
    {
        var read = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Pairs(Written(node)))
            if (Shown(value) is { } text) read.TryAdd(VisibleText.Of(name).Trim(), text);
        return read;
    }

    static JsonNode? Written(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && text.TrimStart() is ['{' or '[', ..]
        && (StrictJson.TryRead(text, out var inside) || LenientJson.ReadLeniently(text) is [{ Value: { } read }]
            && (inside = read) is not null) ? inside : node;

    static IEnumerable<(string Name, JsonNode? Value)> Pairs(JsonNode? node) => node switch
    {
        null => [],
        JsonObject values => values.Select(v => (v.Key, v.Value)),
        JsonArray list when list.All(one => one is JsonObject || Pair(one) is not null) =>
            list.SelectMany(one => Pair(one) is { } pair ? [pair] : Pairs(one)),
        _ => Pair(node) is { } pair ? [pair] : Text(node) is { } text && Said.Of(text) is not null ? [("metadata", node)] : [],
    };

    /// <summary>{"key":"branch","value":"dev"}, ["branch","dev"] or "branch=dev".</summary>
    static (string Name, JsonNode? Value)? Pair(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                var (name, value) = (First(json, Names), First(json, Values));
                return name is JsonValue && value is not null ? (Text(name)!, value) : null;
            case JsonArray { Count: 2 } two when two[0] is JsonValue first && first.GetValueKind() == JsonValueKind.String:
                return (Text(first)!, two[1]);
            case JsonValue one when one.TryGetValue<string>(out var text) && text.IndexOfAny(['=', ':']) is > 0 and var at:
                return (text[..at], JsonValue.Create(text[(at + 1)..].Trim()));
            default:
                return null;
        }
    }

    static JsonNode? First(JsonObject json, string[] names) =>
        names.Select(name => Field(json, name)).FirstOrDefault(found => found is not null);
}
