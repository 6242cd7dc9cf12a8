using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Bot.Api.Reading;

namespace Bot.Api;

/// <summary>
/// Why a body cannot be read, by the names that its sender knows: what the reader of JSON says names types of the bot.
/// </summary>
static class BodyProblem
{
    // As the reader of JSON words them: what it could not place stands between.
    const string Unknown = "' could not be mapped to any", Twice = "' encountered during deserialization",
        Missing = "was missing required properties";

    /// <param name="json">What the reader of JSON said.</param>
    /// <param name="wanted">As what the body was read.</param>
    public static string Sentence(JsonException json, Type? wanted) => $"The body cannot be read: {Reason(json, wanted)}";

    static string Reason(JsonException json, Type? wanted)
    {
        if (json.InnerException is JsonException)
            return FormattableString.Invariant(
                $"it is no JSON from line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1} on.");
        var fields = wanted is null ? [] : ApiJson.Options.GetTypeInfo(wanted).Properties;
        if (Named(json.Message, Unknown) is { } unknown)
            return $"there is no “{FilterValues.Shown(unknown)}” here. {FilterValues.Known([.. fields.Select(f => f.Name)])}";
        if (Named(json.Message, Twice) is { } twice)
            return $"“{FilterValues.Shown(twice)}” stands there more than once. Say it once.";
        if (json.Message.Contains(Missing, StringComparison.Ordinal))
            return $"it needs {string.Join(", ", fields.Where(f => f.IsRequired).Select(f => $"“{f.Name}”"))}.";
        var path = json.Path ?? "";
        return fields.FirstOrDefault(f => path == $"$.{f.Name}" || path.StartsWith($"$.{f.Name}[", StringComparison.Ordinal))
            is { } field ? $"“{field.Name}” takes {Takes(field)}." : "it is no object of JSON. /docs says which.";
    }

    static string? Named(string message, string after)
    {
        var (begins, ends) = (message.IndexOf('\'', StringComparison.Ordinal), message.IndexOf(after, StringComparison.Ordinal));
        return begins >= 0 && ends > begins ? message[(begins + 1)..ends] : null;
    }

    static string Takes(JsonPropertyInfo field)
    {
        var type = Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType;
        return type == typeof(DateOnly) ? "a day, such as 2026-03-20"
            : type == typeof(long) ? "a whole number, such as 12"
            : type == typeof(bool) ? "true or false"
            : type == typeof(string) ? "a text" : "a list of texts";
    }
}
