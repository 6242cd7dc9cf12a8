using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Alerts.Json;

/// <summary>
/// What a document said: its one object and whether it had to be read leniently, or in one sentence why it cannot be read.
/// </summary>
/// <param name="Text">The document as it came.</param>
public sealed record JsonReading(JsonObject? Value, bool Leniently, string? Problem, string Text);

/// <summary>
/// Reads JSON objects, one or several in a row, strictly where possible, otherwise as they come out of a shell script; never
/// throws, and takes time in proportion to the body.
/// </summary>
public static class LenientJson
{
    internal const int MaxDepth = 64;

    /// <summary>How many documents one body may hold; what comes after them is one that cannot be read.</summary>
    public const int Most = 1000;

    public static IReadOnlyList<JsonReading> Read(ReadOnlySpan<byte> body)
    {
        var (text, intact) = BodyText.Of(body);
        return Read(text, intact);
    }

    public static IReadOnlyList<JsonReading> Read(string text) => Read(text, intact: true);

    static List<JsonReading> Read(string sent, bool intact)
    {
        // A record separator begins each document of a sequence.
        var text = (sent.Contains('\u001E') ? sent.Replace('\u001E', '\n') : sent).Trim('\0');
        if (string.IsNullOrWhiteSpace(text)) return [Unreadable("The body is empty.", text)];
        if (StrictJson.TryRead(text, out var value, out var contradicts))
            return [.. Of(value, leniently: !intact || contradicts, text)];
        return Strict(text, intact) ?? [.. ReadLeniently(text)];
    }

    /// <summary>Several documents that are all by the book, or null.</summary>
    static List<JsonReading>? Strict(string text, bool intact)
    {
        var (bytes, read) = (Encoding.UTF8.GetBytes(text), new List<JsonReading>());
        var reader = new Utf8JsonReader(bytes, new() { AllowMultipleValues = true, MaxDepth = MaxDepth });
        try
        {
            while (read.Count < Most && reader.Read())
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                var one = Encoding.UTF8.GetString(bytes, start, (int)reader.BytesConsumed - start);
                if (!StrictJson.TryRead(one, out var value, out var contradicts) || value is not JsonObject) return null;
                read.AddRange(Of(value, leniently: !intact || contradicts, one));
            }
            if (read.Count == Most) Rest(read, Encoding.UTF8.GetString(bytes.AsSpan((int)reader.BytesConsumed)));
            return read;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// The second way alone; strict JSON objects read the same in both. What stands behind something unclear stays with it.
    /// </summary>
    public static IReadOnlyList<JsonReading> ReadLeniently(string text)
    {
        var (reader, read, start) = (new LenientReader(Dialect.Straight(text)), new List<JsonReading>(), 0);
        try
        {
            do
            {
                start = reader.At;
                var value = reader.Read();
                read.AddRange(Of(value, leniently: true, text[start..reader.At].Trim().TrimEnd(',', ';')));
            }
            while (reader.HasMore() && read.Count < Most);
            if (reader.HasMore()) Rest(read, text[reader.At..]);
        }
        catch (JsonException problem)
        {
            read.Add(Unreadable(problem.Message, text[start..]));
        }
        return read;
    }

    static void Rest(List<JsonReading> read, string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
            read.Add(Unreadable($"One body holds at most {Most} alerts; this is what came after them.", text));
    }

    /// <summary>
    /// A list of objects is as good as one after the other, and JSON that was written as a text, once too often, as itself.
    /// </summary>
    static IEnumerable<JsonReading> Of(JsonNode? value, bool leniently, string text) => value switch
    {
        JsonObject found => [new(found, leniently, null, text)],
        JsonValue written when written.TryGetValue<string>(out var inside) && inside.TrimStart() is ['{' or '[', ..] =>
            Read(inside, intact: !leniently),
        JsonArray { Count: > 0 and <= Most } list when list.All(one => one is JsonObject) =>
            list.Select(one => new JsonReading(one!.AsObject(), leniently, null, one.ToJsonString())),
        JsonArray { Count: > Most } list when list.All(one => one is JsonObject) => [Unreadable(TooMany(list.Count), text)],
        _ => [Unreadable("The body is JSON but not an object: an alert begins with { and ends with }.", text)],
    };

    /// <summary>What is wrong with a body that holds so many.</summary>
    public static string TooMany(int count) => $"One body holds at most {Most} alerts; this one holds {count}.";

    static JsonReading Unreadable(string problem, string text) => new(null, true, problem, text);
}
