using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.Alerts.Json;
using CsCheck;

namespace Bot.Tests.Alerts;

public sealed partial class LenientJsonTests
{
    static readonly long Cases = Environment.GetEnvironmentVariable("LONG") == "1" ? 10_000 : 1_000;

    [Fact]
    public void A_strict_object_reads_the_same_in_both_ways() =>
        JsonGen.StrictObject.Sample(text =>
        {
            var strict = One(text);
            var lenient = OneLeniently(text);
            // What says two things of one key is not certain.
            return (!strict.Leniently || Repeats(JsonDocument.Parse(text).RootElement))
                && lenient.Leniently && JsonNode.DeepEquals(strict.Value, lenient.Value);
        }, iter: Cases);

    [Fact]
    public void A_commit_message_put_raw_into_the_payload_is_recovered_whole()
    {
        var read = 0;
        Gen.Select(JsonGen.CommitMessage, Gen.Bool).Sample((message, last) =>
        {
            var body = CircleCi(message, last);
            if (IsAmbiguous(message, body)) return true;
            read++;
            var metadata = One(body).Value?["metadata"];
            return (string?)metadata?["github_commit_message"] == message && (string?)metadata["branch"] == "main";
        }, iter: Cases, threads: 1);
        Assert.True(read > Cases / 3, $"only {read} of {Cases} messages were unambiguous");
    }

    [Fact]
    public void Random_bytes_never_throw_and_always_give_an_object_or_a_reason() =>
        Gen.OneOf(
            Gen.Byte.Array[0, 200],
            Gen.OneOf(
                (byte)'{', (byte)'}', (byte)'"', (byte)'\\', (byte)',', (byte)':', (byte)'/', (byte)'*', (byte)'\n', (byte)0,
                (byte)0xC3).Array[0, 60])
            .Sample(body => LenientJson.Read(body) is { Count: > 0 } all
                && all.All(one => one.Value is null != one.Problem is null), iter: Cases);

    [Theory]
    [InlineData("\"")]
    [InlineData("\"/*")]
    [InlineData("\"//")]
    [InlineData("\"/*\"//")]
    [InlineData("\",\"")]
    [InlineData("\",\"\\\"")]
    [InlineData("\\")]
    [InlineData("\\\"")]
    [InlineData("\\\" ")]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("\"},")]
    [InlineData("\" \n\t,")]
    [InlineData("/*")]
    [InlineData("\"k\":1,")]
    public void A_hostile_body_of_full_size_is_answered(string piece)
    {
        var full = string.Concat(Enumerable.Repeat(piece, AlertBodyLength / piece.Length));
        Assert.NotNull(One(full).Problem);
        Assert.NotNull(One("{\"a\": \"" + full).Problem);
        Assert.NotNull(One("{\"a\": \"" + full + "*/" + new string(' ', AlertBodyLength)).Problem);
    }

    const int AlertBodyLength = 256 * 1024;

    [Theory]
    [InlineData("""{"a": 1, "a": 2}""", """{"a":1}""")]
    [InlineData("""{"a": 1, "a": 2,}""", """{"a":1}""")]
    [InlineData("""{"a": {"b": 1}, "b": 2,}""", """{"a":{"b":1},"b":2}""")]
    [InlineData("{\"a\": \"x\", // said \"twice\"\n /* and */ \"b\": [1, 2,],}", """{"a":"x","b":[1,2]}""")]
    [InlineData("{\"a\": \"one\ntwo\"}", "{\"a\":\"one\\ntwo\"}")]
    [InlineData("""{"a": "say "hi", she said", "b": "c"}""", """{"a":"say \u0022hi\u0022, she said","b":"c"}""")]
    [InlineData("""{"a": ["one "and" two", "three"],}""", """{"a":["one \u0022and\u0022 two","three"]}""")]
    [InlineData("""{"a": "jinja {"b": "c"} again",}""", """{"a":"jinja {\u0022b\u0022: \u0022c\u0022} again"}""")]
    [InlineData("""{"path": "C:\data\", "b": 1}""", """{"path":"C:\\data\\","b":1}""")]
    [InlineData("""{"a": "C:\new "x" \"", "b": 1}""", """{"a":"C:\\new \u0022x\u0022 \\\u0022","b":1}""")]
    [InlineData("""{"a": "escaped \"quotes\" and \n", }""", """{"a":"escaped \u0022quotes\u0022 and \n"}""")]
    [InlineData("""{"a": "\ud83d\ude00 \ud83d"}""", """{"a":"\uD83D\uDE00 \uFFFD"}""")]
    public void What_shell_scripts_send_is_understood(string body, string expected) =>
        Assert.Equal(expected, One(body).Value?.ToJsonString());

    [Theory]
    [InlineData("", "The body is empty.")]
    [InlineData(" \n ", "The body is empty.")]
    [InlineData("[1]", "The body is JSON but not an object: an alert begins with { and ends with }.")]
    [InlineData("hello", "It is no JSON.")]
    [InlineData("{\n\"a\": }", "In line 2, at “}”, a value is expected.")]
    [InlineData("{\"a\": 1", "In line 1 the text stops, but a comma or } is expected.")]
    [InlineData("{\"a\": \"b", "In line 1, at “\"b”, it cannot be told where this text ends.")]
    [InlineData("{\"a\": 1} x", "In line 1, at “x”, there is more text after the end.")]
    [InlineData("{a b: 1}", "In line 1, at “a b: 1}”, a quoted key is expected.")]
    public void What_stays_unclear_gets_one_sentence(string body, string problem) =>
        Assert.Equal(problem, One(body).Problem);

    [Fact]
    public void Too_deep_nesting_is_refused_in_words() =>
        Assert.Contains("nested more than 64 deep", One(string.Concat(Enumerable.Repeat("{\"a\":", 65))).Problem,
            StringComparison.Ordinal);

    [Fact]
    public void Other_encodings_are_recognised()
    {
        const string Body = """{"title": "überfällig"}""";
        Encoding[] encodings = [new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode];
        foreach (var encoding in encodings)
        {
            Assert.Equal("überfällig", Title([.. encoding.GetPreamble(), .. encoding.GetBytes(Body)], leniently: false));
            Assert.Equal("überfällig", Title(encoding.GetBytes(Body), leniently: false));
        }
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_shown_as_such_and_make_the_reading_lenient() =>
        Assert.Equal("caf\uFFFD", Title([.. "{\"title\": \"caf"u8, 0xE9, .. "\"}"u8], leniently: true));

    static bool Repeats(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().CountBy(p => p.Name).Any(p => p.Value > 1)
            || json.EnumerateObject().Any(p => Repeats(p.Value)),
        JsonValueKind.Array => json.EnumerateArray().Any(Repeats),
        _ => false,
    };

    static JsonReading One(string text) => Assert.Single(LenientJson.Read(text));

    static JsonReading One(byte[] body) => Assert.Single(LenientJson.Read(body));

    static JsonReading OneLeniently(string text) => Assert.Single(LenientJson.ReadLeniently(text));

    static string? Title(byte[] body, bool leniently)
    {
        var reading = One(body);
        Assert.Equal(leniently, reading.Leniently);
        return (string?)reading.Value?["title"];
    }

    static string CircleCi(string message, bool last) => $$"""
        {
          "title": "acme/dbt dbt_build failure",
          "status": "firing",
          "metadata": {
            "branch": "main",
            "github_commit_message": "{{message}}"{{(last ? "," : ",\n    \"repository\": \"acme/dbt\",")}}
          }
        }
        """;

    /// <summary>
    /// By the written rule: a quote of the message that could end the string, or a backslash that could be an escape because
    /// nothing in the message shows that it was never escaped.
    /// </summary>
    static bool IsAmbiguous(string message, string body)
    {
        var start = body.IndexOf("_message\": \"", StringComparison.Ordinal) + 12;
        for (var at = start; at < start + message.Length; at++)
            if (body[at] == '"' && EndOfString().IsMatch(body[(at + 1)..])) return true;
        return message.Contains('\\') && !RawQuote().IsMatch(message);
    }

    const string Space = @"(\s|//[^\r\n]*|/\*[\s\S]*?\*/)*";

    [GeneratedRegex($@"^{Space}(,{Space})?([}}\]]|""([^""\r\n]*|([^""\\\r\n]|\\.)*)""{Space}:)")]
    private static partial Regex EndOfString();

    [GeneratedRegex("(^|[^\\\\])\"")]
    private static partial Regex RawQuote();
}
