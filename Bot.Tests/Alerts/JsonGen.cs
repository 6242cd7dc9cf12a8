using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;

namespace Bot.Tests.Alerts;

/// <summary>Random JSON and commit messages, made of what is hard to read.</summary>
static class JsonGen
{
    static readonly JsonSerializerOptions Raw = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly Gen<string> Hard = Gen.OneOf(
        "\"", "\"", "\\", "\n", "\r\n", "\t", ",", ":", "{", "}", "[", "]", "//", "/*", "*/", " ", "\", \"", "\"}", "a", "key",
        "true", "é", "😀", "\\n", "\\\"");

    public static readonly Gen<string> Text = Hard.Array[0, 12].Select(string.Concat);

    /// <summary>As <see cref="Text"/>, but readable: words between the hard pieces.</summary>
    public static readonly Gen<string> CommitMessage =
        Gen.Select(Gen.OneOf("Revert ", "fix", "it's ", "orders", " and ", ""), Hard, (word, hard) => word + hard).Array[0, 10]
            .Select(string.Concat);

    static readonly Gen<string> Space = Gen.OneOf("", "", " ", "\n  ", "\t");

    static readonly Gen<string> Leaf = Gen.OneOf(
        Text.Select(Quoted), Gen.OneOf("true", "false", "null", "0", "-1.5e3", "12345678901234567890"));

    /// <summary>The text of a strict JSON object, white space, nesting and repeated keys included.</summary>
    public static readonly Gen<string> StrictObject = Gen.Int[0, 3].SelectMany(ObjectOf);

    static Gen<string> Value(int depth) =>
        depth == 0 ? Leaf : Gen.Frequency((3, Leaf), (1, ObjectOf(depth - 1)), (1, ListOf(depth - 1)));

    static Gen<string> ObjectOf(int depth)
    {
        var key = Gen.Frequency((3, Gen.OneOf("title", "status", "a", ":x", "")), (1, Text)).Select(Quoted);
        var property = Gen.Select(key, Space, Value(depth), Space, (k, s, v, t) => $"{k}{s}:{t}{v}{s}");
        return Gen.Select(property.Array[0, 4], Space, (all, s) => $"{{{s}{string.Join("," + s, all)}{s}}}");
    }

    static Gen<string> ListOf(int depth) =>
        Gen.Select(Value(depth).Array[0, 4], Space, (all, s) => $"[{s}{string.Join(s + "," + s, all)}{s}]");

    static string Quoted(string text) => JsonSerializer.Serialize(text, Raw);
}
