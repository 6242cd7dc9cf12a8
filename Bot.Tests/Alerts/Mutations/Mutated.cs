using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Tests.Alerts.Mutations;

/// <summary>A body after something happened to it on its way.</summary>
/// <param name="How">What happened.</param>
/// <param name="Bytes">What it is when it is unpacked.</param>
sealed record Mutated(string How, byte[] Bytes)
{
    static readonly UTF8Encoding Plain = new(encoderShouldEmitUTF8Identifier: false);

    // What stands where something else is expected.
    static readonly string[] Odd =
    [
        "null", "true", "false", "0", "-1", "1e999", "-0.0", "123456789012345678901234567890", "1.7976931348623157e309", "\"\"",
        "\" \"", "[]", "{}", "[null]", "[[]]", "{\"\": null}", "[1, \"a\", {}]", "\"\\ud800\"", "\"\\u0000\"", "\"null\"",
        "\"<!channel>\"", "\"${TITLE}\"", "\"0001-01-01T00:00:00Z\"", "\"9999-99-99\"", "{\"a\": {\"b\": {\"c\": [1]}}}",
    ];

    static readonly string?[] Types =
    [
        null, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=b",
        "application/xml", "application/json; charset=", "application/json; charset=nonsense", "application/json; charset=utf-16",
        "text/plain; charset=\"windows-1252\"", "///", ";", "application/json; charset=utf-7",
    ];

    static readonly int[] Depths = [5, 63, 64, 65, 500, 20_000];

    public string? ContentType { get; init; } = "application/json";

    public string? Packing { get; init; }

    /// <summary>As it goes over the line; null where that is not packed.</summary>
    public byte[]? Packed { get; init; }

    public byte[] Sent => Packed ?? Bytes;

    /// <summary>It says what it said before.</summary>
    public bool SaysTheSame { get; init; }

    /// <summary>Its end is missing.</summary>
    public bool IsCut { get; init; }

    public static Mutated Not(string body) => new("nothing", Plain.GetBytes(body)) { SaysTheSame = true };

    /// <summary>One of all the things that may happen to a body.</summary>
    public static Mutated Of(Random random, string body)
    {
        var bytes = Plain.GetBytes(body);
        return random.Next(16) switch
        {
            0 => Cut(random, bytes),
            1 => Flipped(random, bytes),
            2 => OfLetters(random, body),
            3 => WellPacked(random, bytes),
            4 => IllPacked(random, bytes),
            5 => new("another content type", bytes) { ContentType = Types[random.Next(Types.Length)], SaysTheSame = true },
            6 => Deep(random, body),
            7 => Doubled(random, body),
            8 => new("blanks around it", Plain.GetBytes($" \r\n\t{body}\n\n ")) { SaysTheSame = true },
            9 => new("a form", Plain.GetBytes($"payload={Uri.EscapeDataString(body)}"))
            {
                ContentType = "application/x-www-form-urlencoded",
            },
            10 => new("twice", Plain.GetBytes($"{body}\n{body}")),
            11 => new("as a text", Plain.GetBytes(JsonSerializer.Serialize(body))),
            12 => Random(random),
            _ => OtherValue(random, body),
        };
    }

    // Blanks behind it are no loss.
    static Mutated Cut(Random random, byte[] bytes) =>
        new("cut", bytes[..random.Next(Array.LastIndexOf(bytes, (byte)'}') + 1)]) { IsCut = true };

    static Mutated Flipped(Random random, byte[] bytes)
    {
        var flipped = bytes.ToArray();
        for (var times = random.Next(1, 9); times > 0; times--)
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        return new("bits flipped", flipped);
    }

    static Mutated OfLetters(Random random, string body) => random.Next(6) switch
    {
        0 => new("UTF-8 with a mark", [0xEF, 0xBB, 0xBF, .. Plain.GetBytes(body)]) { SaysTheSame = true },
        1 => new("UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(body)]) { SaysTheSame = true },
        2 => new("UTF-16, big end first", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(body)]) { SaysTheSame = true },
        3 => new("UTF-16 without a mark", Encoding.Unicode.GetBytes(body)) { SaysTheSame = true },
        4 => new("UTF-32", Encoding.UTF32.GetBytes(body)),
        _ => new("Latin 1 that is not named", [.. Encoding.Latin1.GetBytes(body), 0xE9]),
    };

    static Mutated WellPacked(Random random, byte[] bytes)
    {
        var packing = random.Next(3) switch { 0 => "gzip", 1 => "br", _ => "deflate" };
        return new("packed", bytes) { Packing = packing, Packed = Pack(packing, bytes), SaysTheSame = true };
    }

    static Mutated IllPacked(Random random, byte[] bytes)
    {
        var packed = Pack("gzip", bytes);
        return random.Next(5) switch
        {
            0 => Sends("gzip that was cut", "gzip", packed[..random.Next(1, packed.Length)]),
            1 => Sends("gzip with a wrong bit", "gzip", Flipped(random, packed).Bytes),
            2 => Sends("gzip that is none", "gzip", bytes),
            3 => Sends("packed as nobody packs", "zstd", packed),
            _ => Sends("packed twice, said once", "gzip", Pack("gzip", packed)),
        };

        static Mutated Sends(string how, string packing, byte[] sent) => new(how, sent) { Packing = packing, Packed = sent };
    }

    static byte[] Pack(string packing, byte[] bytes)
    {
        using var to = new MemoryStream();
        using (Stream packer = packing switch
        {
            "gzip" => new GZipStream(to, CompressionMode.Compress),
            "br" => new BrotliStream(to, CompressionMode.Compress),
            _ => new ZLibStream(to, CompressionMode.Compress),
        })
            packer.Write(bytes);
        return to.ToArray();
    }

    static Mutated Deep(Random random, string body)
    {
        var depth = Depths[random.Next(Depths.Length)];
        var (open, close) = random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        var deep = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
        return new($"nested {depth} deep", Plain.GetBytes(With(body, $"\"deep\": {deep}")));
    }

    /// <summary>A key that stands there already, once more with another value behind it.</summary>
    static Mutated Doubled(Random random, string body)
    {
        if (Parsed(body) is not { Count: > 0 } json) return Mutated.Not(body);
        var key = json.ElementAt(random.Next(json.Count)).Key;
        return new("a key twice", Plain.GetBytes(With(body, $"\"{key}\": {Odd[random.Next(Odd.Length)]}")));
    }

    static string With(string body, string member) => $"{body.TrimEnd().TrimEnd('}')}{Ends(body)}, {member}}}";

    // All brackets at its end but the last.
    static string Ends(string body) => new('}', body.TrimEnd().Length - body.TrimEnd().TrimEnd('}').Length - 1);

    static Mutated Random(Random random)
    {
        var bytes = new byte[random.Next(2000)];
        random.NextBytes(bytes);
        return new("nothing but noise", bytes);
    }

    /// <summary>One value, be it deep inside, is of another kind, or gone.</summary>
    static Mutated OtherValue(Random random, string body)
    {
        // Of what is no JSON there are no values.
        if (Parsed(body) is not { } json) return Cut(random, Plain.GetBytes(body));
        var places = Places(json).ToList();
        var (within, at) = places[random.Next(places.Count)];
        // A value that no parser has read yet: numbers that are too large for any type, halves of letters.
        const string mark = "\"5b8c1e9f\"";
        var odd = Odd[random.Next(Odd.Length)];
        var how = $"{at} is {odd}";
        if (random.Next(6) == 0)
        {
            how = $"{at} is gone";
            if (within is JsonObject parent) parent.Remove((string)at);
            else within.AsArray().RemoveAt((int)at);
        }
        else if (within is JsonObject parent) parent[(string)at] = mark.Trim('"');
        else within.AsArray()[(int)at] = mark.Trim('"');
        return new(how, Plain.GetBytes(json.ToJsonString().Replace(mark, odd, StringComparison.Ordinal)));
    }

    static JsonObject? Parsed(string body)
    {
        try { return JsonNode.Parse(body) as JsonObject; }
        catch (JsonException) { return null; }
    }

    static IEnumerable<(JsonNode Within, object At)> Places(JsonNode node) => node switch
    {
        JsonObject json => json.SelectMany(p => Inside(json, p.Key, p.Value)),
        JsonArray list => list.SelectMany((one, i) => Inside(list, i, one)),
        _ => [],
    };

    static IEnumerable<(JsonNode, object)> Inside(JsonNode within, object at, JsonNode? value) =>
        value is null ? [(within, at)] : Places(value).Prepend((within, at));
}
