using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Bot.Delivery;

namespace Bot.Api.Reading;

/// <summary>How what is read over HTTP is written: JSON, and the same as a table.</summary>
static class ApiJson
{
    public static readonly JsonSerializerOptions Options = Set(new(JsonSerializerDefaults.Web));

    /// <summary>The same for options that exist.</summary>
    public static JsonSerializerOptions Set(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.NumberHandling = JsonNumberHandling.Strict;
        // Which of two values is meant nobody can say.
        options.AllowDuplicateProperties = false;
        // Signs that mean something in a page are escaped, letters are not.
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.TypeInfoResolver ??= new DefaultJsonTypeInfoResolver();
        return options;
    }

    /// <summary>A column for each property, under its name in JSON; values in a list stand in one cell.</summary>
    public static string ToCsv<T>(IEnumerable<T> items)
    {
        var columns = Options.GetTypeInfo(typeof(T)).Properties.Select(p => p.Name).ToList();
        return Csv.Of(columns, items.Select(item =>
        {
            var fields = JsonSerializer.SerializeToNode(item, Options)!.AsObject();
            return columns.Select(column => Cell(fields[column]));
        }));
    }

    /// <summary>One thing as a table of two columns: each of its values under the way to it.</summary>
    public static string ToPairs<T>(T item) => Csv.Of(
        ["name", "value"],
        Pairs("", JsonSerializer.SerializeToNode(item, Options)).Select(pair => (IEnumerable<string?>)[pair.Name, pair.Value]));

    static IEnumerable<(string Name, string? Value)> Pairs(string name, JsonNode? node) => node switch
    {
        JsonObject all => all.SelectMany(part => Pairs(name.Length == 0 ? part.Key : $"{name}.{part.Key}", part.Value)),
        JsonArray all => all.SelectMany((one, nth) => Pairs(FormattableString.Invariant($"{name}.{nth + 1}"), one)),
        _ => [(name, Cell(node))],
    };

    static string? Cell(JsonNode? value) => value switch
    {
        null => null,
        JsonArray values => string.Join("; ", values.Select(Cell)),
        JsonValue text when text.TryGetValue<string>(out var said) => said,
        _ => string.Create(CultureInfo.InvariantCulture, $"{value.ToJsonString()}"),
    };
}
