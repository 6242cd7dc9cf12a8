using System.Text.Json.Nodes;
using Bot.Alerts.Expressions;
using CsCheck;

namespace Bot.Tests.Alerts.Expressions;

/// <summary>Expressions that would take all memory, all time or the process are refused; what runs stays bounded.</summary>
public sealed class HostileExpressionTests
{
    public static TheoryData<string> Refused =>
    [
        new string('!', 50_000) + "a", new string('!', 300) + "a", string.Concat(Enumerable.Repeat("a||", 16_000)) + "a",
        string.Join('|', Enumerable.Repeat("[@,@]", 16)), string.Join('.', Enumerable.Repeat("[@,@]", 5)),
        "[[@,@,@],[@,@,@],[@,@,@]]|[@,@]", new string('(', 100) + "a" + new string(')', 100),
        "map(&map(&map(&@, `[1,2,3]`), `[1,2,3]`), `[1,2,3]`)", "[0:2147483647]", "[2147483646:2147483647:2]",
        string.Concat(Enumerable.Repeat("[*]", 20)), "let $r = @ in map(&map(&map(&'x', $r), $r), $r)",
        "join(a, b)", "pad_left(a, `1000000000`)", "replace(a, '', b)", "zip(@, @, @, @)", "split('', a)",
        "to_string([to_string([to_string([to_string(@)])])])", "merge(@,@,@,@,@,@,@,@,@)|[@,@]", $"'{new string('x', 500)}'",
        "@" + string.Concat(Enumerable.Repeat(".a", 40)), "trim(a, b)",
        string.Concat(Enumerable.Repeat("{a}{b}", 50)), string.Join("||", Enumerable.Repeat(new string('a', 99), 11)),
        new string('(', 13) + "a" + new string(')', 13),
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_could_grow_or_nest_without_end_is_refused_with_a_sentence(string text)
    {
        Assert.Null(Expression.Parse(text, out var problem));
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
        Assert.True(problem!.Length < 400, problem);
    }

    [Theory]
    [InlineData("[@,@,@,@]|[@,@,@,@]")]
    [InlineData("[@,@,@,@]|[@,@,@,@]|to_string(@)")]
    [InlineData("[*].[@]|[*].[@]|[*].[@]")]
    [InlineData("join('xxxxxxxxxxxxxxxx', map(&to_string(@), @))")]
    [InlineData("sort(map(&to_string(@), @))|reverse(@)")]
    public void What_runs_says_no_more_than_its_bound_of_the_largest_payload(string text)
    {
        var payload = Numbers(Payload.MostValues - 1);
        var expression = Expression.Parse(text, out var problem);
        Assert.True(expression is not null, problem);
        var refused = Assert.Throws<ExpressionException>(() => expression.Values(payload));
        Assert.Contains("Ask for less.", refused.Message, StringComparison.Ordinal);
    }

    static Payload Numbers(int count) =>
        Payload.Of(new JsonArray([.. Enumerable.Range(0, count).Select(i => JsonValue.Create(i))]));

    [Fact]
    public void A_payload_of_too_many_values_is_not_looked_into()
    {
        var payload = Numbers(Payload.MostValues);
        Assert.True(payload.IsTooLarge);
        var asked = Expression.Parse("[0]", out _)!;
        Assert.Contains("too many to look into", Assert.Throws<ExpressionException>(() => asked.Value(payload)).Message,
            StringComparison.Ordinal);
    }

    static readonly string[] Pieces =
    [
        "a", "title", ".", "[", "]", "[*]", "[]", "[?", "(", ")", "{", "}", "'x'", "\"y\"", "`1`", "`[1]`", "&", "&&", "||", "!",
        "==", "=", ",", ":", "@", "$", "*", "-", "1", "0", "join", "map", "length", "sort_by", "to_string", " ", "|", "'", "\"",
        "`", "\\", "é", "{a}", "let", "in",
    ];

    [Fact]
    public void Whatever_is_typed_is_an_expression_or_a_sentence_and_whatever_it_is_asked_of_ends() =>
        Gen.Select(Gen.OneOf(Pieces).Array[1, 14], JsonGen.StrictObject).Sample((typed, json) =>
        {
            var text = string.Concat(typed);
            if (Expression.Parse(text, out var problem) is not { } expression) return problem is { Length: > 0 };
            if (Payload.Of(json) is not { } payload) return true;
            try
            {
                var values = expression.Values(payload);
                return values.All(v => v.Length > 0) && values.Sum(v => v.Length) <= Expression.MostText;
            }
            catch (ExpressionException e)
            {
                return e.Message.Length > 0;
            }
        });
}
