using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Alerts.Json;
using Bot.Domain.Alerts;

namespace Bot.Alerts;

/// <summary>Understands the body of an alert; what cannot be understood becomes an alert that says so.</summary>
public static class AlertBody
{
    /// <summary>In bytes; what is longer is kept cut.</summary>
    public const int MaxLength = 256 * 1024;

    public static Alert Read(string source, ReadOnlySpan<byte> body)
    {
        var reading = LenientJson.Read(body);
        return reading.Value is { } json ? Understood(source, json, reading.Leniently) : Unreadable(source, reading.Problem!);
    }

    /// <summary>The alert about bodies that nobody could read: one key per source, so that there is one while it is open.</summary>
    public static Alert Unreadable(string source, string problem) => new()
    {
        Source = source,
        Title = $"Unreadable alert from {source}",
        Description = problem,
        DeduplicationKey = "unreadable",
        ReadLeniently = true,
    };

    /// <summary>The alert about bodies longer than <see cref="MaxLength"/>, likewise one per source.</summary>
    public static Alert Oversized(string source) => new()
    {
        Source = source,
        Title = $"Oversized alert from {source}",
        Description = $"The body is longer than {MaxLength / 1024} KB; its beginning was kept.",
        DeduplicationKey = "oversized",
        ReadLeniently = true,
    };

    static Alert Understood(string source, JsonObject json, bool leniently)
    {
        var metadata = Metadata(json["metadata"]);
        var description = Text(json["description"]) ?? "";
        var title = OneLine(Text(json["title"])) ?? OneLine(description) ?? $"Alert from {source}";
        var status = Text(json["status"]) ?? "";
        return new()
        {
            Source = source,
            Title = title,
            Description = description,
            Status = Alert.StatusOf(status),
            StatusWord = status,
            DeduplicationKey = DeduplicationKey.Of(Text(json["deduplication_key"]), source, title, metadata),
            SourceUrl = Url(Text(json["source_url"])) ?? Url(metadata.GetValueOrDefault("source_url")),
            Metadata = metadata,
            ReadLeniently = leniently,
        };
    }

    static Dictionary<string, string> Metadata(JsonNode? node)
    {
        var read = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (node is JsonObject values)
            foreach (var (name, value) in values)
                if (Text(value) is { } text) read.TryAdd(name, text);
        return read;
    }

    /// <summary>Text as it is, anything else as its JSON, without the control characters that no message can show.</summary>
    static string? Text(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => string.Concat(value.GetValue<string>().Where(IsShowable)),
        _ => node.ToJsonString(),
    };

    static bool IsShowable(char letter) => letter is '\n' or '\r' or '\t' || !char.IsControl(letter);

    static string? OneLine(string? text) =>
        text?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();

    static string? Url(string? text) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url.AbsoluteUri : null;
}
