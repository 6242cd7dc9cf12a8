using System.Text.Json;

namespace Bot.Slack;

/// <summary>Collects Slack's explanations from the places where it puts them.</summary>
static class ErrorDetails
{
    public static IReadOnlyList<string> Of(SlackResponse answer) =>
        [.. (answer.ResponseMetadata?.Messages ?? []).Concat(Errors(answer.Errors)).Distinct()];

    static IEnumerable<string> Errors(JsonElement? errors) => errors is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.String ? e.GetString()! : e.GetRawText())
        : [];
}
