using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Alerts.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Bot.Alerts.Expressions;

/// <summary>A document that expressions are asked of, read once.</summary>
public sealed class Payload
{
    /// <summary>Values of all kinds; what holds more would keep expressions busy for too long.</summary>
    public const int MostValues = 20_000;
    const int MostDepth = 64;

    readonly JToken root;

    Payload(JToken root, bool isTooLarge = false) => (this.root, IsTooLarge) = (root, isTooLarge);

    /// <summary>Whether it holds more than expressions may be asked of; each then says so.</summary>
    public bool IsTooLarge { get; }

    /// <summary>The document, or null where the text is no JSON.</summary>
    public static Payload? Of(string json) => StrictJson.TryRead(json, out var node) ? Of(node) : null;

    public static Payload Of(JsonNode? node)
    {
        var left = MostValues;
        return Copy(node, MostDepth, ref left) is { } root ? new(root) : new(JValue.CreateNull(), isTooLarge: true);
    }

    /// <summary>A part of a document that was read before.</summary>
    internal static Payload Of(JToken part) => new(part);

    internal JToken Root => IsTooLarge
        ? throw new ExpressionException($"The payload holds more than {MostValues:N0} values, too many to look into.")
        : root;

    /// <summary>As JSON.</summary>
    public override string ToString() => root.ToString(Formatting.None);

    /// <summary>The same as the library for expressions wants it; null where it is too large.</summary>
    static JToken? Copy(JsonNode? node, int depth, ref int left)
    {
        if (--left < 0 || depth == 0) return null;
        switch (node)
        {
            case JsonObject json:
                var copy = new JObject();
                foreach (var (name, value) in json)
                {
                    if (Copy(value, depth - 1, ref left) is not { } inside) return null;
                    copy[name] = inside;
                }
                return copy;
            case JsonArray list:
                var all = new JArray();
                foreach (var one in list)
                {
                    if (Copy(one, depth - 1, ref left) is not { } inside) return null;
                    all.Add(inside);
                }
                return all;
            default: return Scalar(node as JsonValue);
        }
    }

    static JValue Scalar(JsonValue? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => JValue.CreateNull(),
        JsonValueKind.String => new(value.GetValue<string>()),
        JsonValueKind.True => new(true),
        JsonValueKind.False => new(false),
        _ => Number(value.ToJsonString()),
    };

    // A number that is too large to count with still names something.
    static JValue Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? new(whole)
        : text.AsSpan().ContainsAny('.', 'e', 'E')
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? new(number) : new(text);
}
