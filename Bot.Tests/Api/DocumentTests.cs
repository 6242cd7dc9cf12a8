using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.Tests.Laws;
using NJsonSchema;
using static Bot.Tests.Api.Programs;

namespace Bot.Tests.Api;

/// <summary>The document of the API says what the API does.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public async Task Each_address_that_it_reads_answers_as_it_says()
    {
        await using var afternoon = await Demo.Begin();
        var token = await afternoon.Ivy.MakesToken(Reads, Private);
        var document = await Document(afternoon);
        List<string> asked = [];
        foreach (var (path, operation) in Operations(document, "get"))
        {
            var answer = await afternoon.Asks(path.Replace("{number}", "2", StringComparison.Ordinal), token);
            var wrong = await Schema(document, operation, ("200", "application/json"), answer);
            Assert.True(wrong.Count == 0, $"{path}: {string.Join('\n', wrong)}\n{answer.Text}");
            var refused = await afternoon.Asks(path.Replace("{number}", "2", StringComparison.Ordinal), null);
            Assert.Empty(await Schema(document, operation, ("401", "application/problem+json"), refused));
            asked.Add(path);
        }

        Assert.Equal(
            [
                .. Demo.Lists.Concat(["oncall", "incidents/{number}", "review"]).Select(l => $"/v1/{l}")
                    .Order(StringComparer.Ordinal),
            ],
            asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_filter_that_it_names_is_taken()
    {
        await using var afternoon = await Afternoon.Begin();
        var token = await afternoon.Ivy.MakesToken();
        foreach (var (path, operation) in Operations(await Document(afternoon), "get"))
            foreach (var parameter in (operation["parameters"] as JsonArray ?? []).Where(p => (string)p!["in"]! == "query"))
            {
                var (name, schema) = ((string)parameter!["name"]!, parameter["schema"]!);
                if (name == "cursor") continue;
                var value = parameter["example"]?.ToString() ?? schema["enum"]?[0]?.ToString() ?? Value(schema);
                var answer = await afternoon.Asks($"{path}?{name}={value}", token);
                Assert.True(answer.Code == System.Net.HttpStatusCode.OK, $"{path}?{name}={value}: {answer.Text}");
            }
    }

    static string Value(JsonNode schema) => ((string)schema["type"]!, (string?)schema["format"]) switch
    {
        ("integer", _) => "1",
        ("boolean", _) => "true",
        (_, "date-time") => "2026-03-03T00:00:00Z",
        (_, "date") => "2026-03-03",
        _ => "x",
    };

    [Fact]
    public async Task The_page_for_people_names_each_address_and_its_filters()
    {
        await using var afternoon = await Afternoon.Begin();
        var document = await Document(afternoon);
        var page = await File.ReadAllTextAsync(
            Path.Combine(Sources.Root(), "docs", "api.md"), TestContext.Current.CancellationToken);
        var named = Address().Matches(page).Select(m => $"{m.Groups["method"].Value} {m.Groups["path"].Value}");
        IEnumerable<string> Of(string method) =>
            Operations(document, method).Select(o => $"{method.ToUpperInvariant()} {o.Path}");
        Assert.Equal(
            Of("get").Concat(Of("post")).Order(StringComparer.Ordinal),
            named.Order(StringComparer.Ordinal));
        foreach (var (path, operation) in Operations(document, "get"))
        {
            var row = page.Split('\n').Single(line => line.StartsWith($"| `GET {path}` |", StringComparison.Ordinal));
            var filters = (operation["parameters"] as JsonArray ?? []).Where(p => (string)p!["in"]! == "query")
                .Select(p => (string)p!["name"]!).Except(["limit", "cursor", "format"]);
            Assert.Equal(filters, Filter().Matches(row.Split('|')[3]).Select(m => m.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"^\| `(?<method>GET|POST) (?<path>/[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Address();

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Filter();

    [Fact]
    public async Task A_linter_of_others_finds_no_error_in_it()
    {
        await using var afternoon = await Afternoon.Begin();
        var file = Path.Combine(afternoon.Folder, "openapi.json");
        await File.WriteAllTextAsync(
            file, (await afternoon.Asks("openapi/v1.json", null)).Text, TestContext.Current.CancellationToken);
        var (exit, said) = await Npm.Node("node_modules/@redocly/cli/bin/cli.js", "lint", file);
        Assert.True(exit == 0, said);
        Assert.Contains("Your API description is valid", said, StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9] (problem|warning)", said);
    }

    public static async Task<JsonNode> Document(Afternoon afternoon) => (await afternoon.Asks("openapi/v1.json", null)).Json;

    internal static IEnumerable<(string Path, JsonNode Operation)> Operations(JsonNode document, string method) =>
        from path in document["paths"]!.AsObject()
        where path.Value![method] is not null
        select (path.Key, path.Value![method]!);

    /// <summary>
    /// What is wrong with an answer by the schema that the document gives it; what it does not name is wrong too.
    /// </summary>
    internal static async Task<List<string>> Schema(
        JsonNode document, JsonNode operation, (string Code, string Type) of, Answer answer)
    {
        var (code, type) = of;
        Assert.Equal(type, answer.Type);
        var schema = new JsonObject
        {
            ["allOf"] = new JsonArray(operation["responses"]![code]!["content"]![type]!["schema"]!.DeepClone()),
            ["definitions"] = document["components"]!["schemas"]!.DeepClone(),
        };
        Strict(schema);
        var text = schema.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
        var read = await JsonSchema.FromJsonAsync(text, TestContext.Current.CancellationToken);
        return [.. read.Validate(answer.Text).Select(e => e.ToString())];
    }

    // What is not named is not there; problem details may say more.
    static void Strict(JsonNode? node)
    {
        if (node is JsonArray many)
            foreach (var one in many) Strict(one);
        if (node is not JsonObject json) return;
        foreach (var (_, value) in json) Strict(value);
        if (json["properties"] is JsonObject properties && !properties.ContainsKey("detail"))
            json["additionalProperties"] = false;
    }
}
