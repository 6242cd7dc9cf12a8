using System.Text.RegularExpressions;
using Bot.Alerts;
using Bot.Alerts.Expressions;
using Bot.Tests.Laws;

namespace Bot.Tests.Alerts;

/// <summary>What docs/routes.md says of expressions is what they find.</summary>
public sealed partial class RoutesDocsTests
{
    static readonly string Page = File.ReadAllText(Path.Combine(Sources.Root(), "docs", "routes.md"));

    public static TheoryData<string, string> Examples => [.. Row().Matches(Page).Select(row => (
        row.Groups["expression"].Value.Replace(@"\|", "|", StringComparison.Ordinal), row.Groups["finds"].Value))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_expression_finds_what_the_page_says(string expression, string finds)
    {
        var body = System.Text.Encoding.UTF8.GetBytes(Json().Match(Page).Groups["json"].Value);
        var payload = OwnAttributes.PayloadOf(AlertBody.Read("ci", body)[0].Alert, body);
        var parsed = Expression.Parse(expression, out var problem);
        Assert.Null(problem);
        Assert.Equal([finds], parsed!.Values(payload));
    }

    [Fact]
    public void The_page_has_its_examples() => Assert.Equal(8, Examples.Count);

    [GeneratedRegex(@"^\| `(?<expression>.+)` \| `(?<finds>[^`|]+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"```json\n(?<json>.+?)```", RegexOptions.Singleline)]
    private static partial Regex Json();
}
