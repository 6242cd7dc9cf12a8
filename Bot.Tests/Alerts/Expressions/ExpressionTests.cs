using System.Text.Json.Nodes;
using Bot.Alerts.Expressions;

namespace Bot.Tests.Alerts.Expressions;

/// <summary>Expressions as people write them, and what is said where they are wrong.</summary>
public sealed class ExpressionTests
{
    const string Json = """
        {"a": {"b": "x", "c": 1.5, "d": true, "e": null, "f": ""}, "l": [1, 2, null, "z", ["y"]], "a-b": "ab",
         "id": 7716548234011234567, "huge": 123456789012345678901234567890, "at": "2026-01-15T04:10:38.9Z"}
        """;

    static readonly Payload Sample = Payload.Of(Json)!;

    static Expression Parsed(string text) =>
        Expression.Parse(text, out var problem) ?? throw new InvalidOperationException(problem);

    [Fact]
    public void Every_expression_of_the_reference_says_what_it_should()
    {
        var samples = JsonNode.Parse(Samples.Text("jmespath.json"))!.AsArray();
        Assert.Equal(21, samples.Count);
        foreach (var sample in samples)
        {
            var payload = Payload.Of(Samples.Text((string)sample!["file"]!))!;
            if ((string?)sample["unwrap"] is { } unwrap) payload = Payload.Of(Parsed(unwrap).Value(payload)!)!;
            if ((string?)sample["each"] is { } each) payload = Assert.Single(Parsed(each).Parts(payload));
            foreach (var field in new[] { "title", "status", "key", "link", "text" })
                Assert.Equal((string?)sample["expected"]![field], Parsed((string)sample[field]!).Value(payload));
        }
    }

    [Theory]
    [InlineData("a.b", "x")]
    [InlineData("a.c", "1.5")]
    [InlineData("a.d", "true")]
    [InlineData("a.e", "")]
    [InlineData("a.f", "")]
    [InlineData("nothing.here", "")]
    [InlineData("l", "1|2|z|y")]
    [InlineData("id", "7716548234011234567")]
    [InlineData("huge", "123456789012345678901234567890")]
    [InlineData("at", "2026-01-15T04:10:38.9Z")]
    [InlineData("{x: a.b}", """{"x":"x"}""")]
    [InlineData("@.\"a-b\" == 'ab'", "true")]
    [InlineData("\"a-b\"", "ab")]
    [InlineData("not_null(\"no-such\", \"a-b\")", "ab")]
    [InlineData("contains(['x', 'y'], a.b) && 'resolved' || 'firing'", "resolved")]
    [InlineData("starts_with(a.b, '{') && 'brace' || 'none'", "none")]
    [InlineData("a.d == `true`", "true")]
    [InlineData("a.c - a.c", "0")]
    [InlineData("a.c > `1`", "true")]
    [InlineData("at > '2026-01-01'", "true")]
    [InlineData("to_number(a.c) > `1`", "true")]
    public void Values_are_texts_and_what_is_not_there_is_nothing(string text, string said) =>
        Assert.Equal(said.Split('|', StringSplitOptions.RemoveEmptyEntries), Parsed(text).Values(Sample));

    [Theory]
    [InlineData("{a.b}/{a.c}", "x/1.5")]
    [InlineData("Build {a.b} failed", "Build x failed")]
    [InlineData("It's {a.b}", "It's x")]
    [InlineData("{{x}} {a.b}", "{x} x")]
    [InlineData("{a.b}/{nothing}", "x/")]
    [InlineData("{nothing}/{a.e}", null)]
    [InlineData("{l[:2]}", "1, 2")]
    [InlineData("{a.b == 'x' && '}' || '{'}", "}")]
    public void Templates_put_values_into_a_text_and_say_nothing_without_any(string text, string? said) =>
        Assert.Equal(said, Parsed(text).Value(Sample));

    [Theory]
    [InlineData("a == \"b\"", "\"b\" at character 6 names a field, as all in double quotes does. Write 'b' for the text, or b ")]
    [InlineData("\"a-b\"=='ab'", "Write 'a-b' for the text, or @.\"a-b\" where the field is meant.")]
    [InlineData("a.b && \"firing\"", "Write 'firing' for the text")]
    [InlineData("contains(l, \"z z\")", "Write 'z z' for the text")]
    [InlineData("a == `prod`", "`prod` at character 6 is no JSON. Write text as 'prod'.")]
    [InlineData("a = 'b'", "The = at character 3 is written ==")]
    [InlineData("a and b", "at character 3, near “and b”")]
    [InlineData("a.", "something is missing behind .")]
    [InlineData("a || 'b", "The ' at character 6 has no other that ends what it begins.")]
    [InlineData("a[", "The [ at character 2 is never closed.")]
    [InlineData("a)", "The ) at character 2 closes nothing.")]
    [InlineData("a, b", "The , at character 2 parts nothing.")]
    [InlineData("{a.b", "The { at character 1 is never closed.")]
    [InlineData("Build {a.} failed", "In the braces that begin at character 7: ")]
    [InlineData("split('/', a)", "There is no function split here (at character 1).")]
    [InlineData("a.git-branch", "git-branch at character 3 is read as git less branch. Write \"git-branch\" for the field.")]
    [InlineData("a.d == true", "true at character 8 names a field. Write `true` for the value.")]
    [InlineData("false != a.d", "false at character 1 names a field. Write `false` for the value.")]
    [InlineData("a.c > '10'", "The > at character 5 compares with a text, by its letters. Write the number as `10`")]
    [InlineData("alert.metadata.cost > `10`", "The > at character 21 compares what stands under alert, which is all text.")]
    [InlineData("`10` <= alert.metadata.cost", "Write to_number(…) around it.")]
    [InlineData("a.équipe", "“é” at character 3: a name with other letters than a to z stands in double quotes")]
    [InlineData("a == “b”", "““” at character 6 means nothing")]
    [InlineData("$.a", "The $ at character 1 is not known here")]
    [InlineData("", "It is empty.")]
    public void What_is_wrong_is_said_with_its_place_and_what_to_do(string text, string said)
    {
        Assert.Null(Expression.Parse(text, out var problem));
        Assert.Contains(said, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sum(l)", "sum(l) cannot be worked out: ")]
    [InlineData("join('/', [a.b, a.c])", "join('/', [a.b, a.c]) cannot be worked out: ")]
    public void Values_that_do_not_go_together_are_one_kind_of_failure(string text, string said) => Assert.StartsWith(
        said, Assert.Throws<ExpressionException>(() => Parsed(text).Values(Sample)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parts_are_documents_of_their_own()
    {
        var payload = Payload.Of("""{"list": [{"a": 1}, null, {"a": 2}], "one": {"a": 3}}""")!;
        Assert.Equal(["1", "2"], Parsed("list").Parts(payload).Select(p => Parsed("a").Value(p)));
        Assert.Equal("3", Parsed("a").Value(Assert.Single(Parsed("one").Parts(payload))));
        Assert.Empty(Parsed("none").Parts(payload));
        Assert.Null(Payload.Of("no json"));
    }
}
