using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Domain.Alerts;

namespace Bot.Alerts.Forwarding;

/// <summary>What a destination is told of an alert. Rows keep it as JSON, so that no name is ever changed.</summary>
public sealed record ForwardedAlert
{
    /// <summary>Its own name, the same however often it is sent.</summary>
    public required string Id { get; init; }
    public required bool IsFiring { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Title { get; init; }
    public string Description { get; init; } = "";
    public required string Source { get; init; }
    public required string DeduplicationKey { get; init; }

    /// <inheritdoc cref="Alert.Subject"/>
    [JsonIgnore]
    public string Subject => $"{Source}/{DeduplicationKey}";

    public string? Link { get; init; }
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();
    public string? Route { get; init; }
    public ForwardSeverity Severity { get; init; }

    /// <summary>The incident that was opened for it, or that it joined.</summary>
    public long? Incident { get; init; }

    /// <summary>What of the thing it is about, as PagerDuty tells things apart.</summary>
    public string? Component { get; init; }
    public string? Group { get; init; }
    public string? Class { get; init; }

    /// <summary>Sent by somebody who tries whether it arrives.</summary>
    public bool IsTest { get; init; }

    static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public string Write() => JsonSerializer.Serialize(this, Options);

    public static ForwardedAlert Read(string kept) => JsonSerializer.Deserialize<ForwardedAlert>(kept, Options)!;

    public static string NewId(DateTimeOffset at) => $"evt_{Guid.CreateVersion7(at):n}";

    /// <summary>The same told once more, or told to be well.</summary>
    public ForwardedAlert Anew(bool isFiring, DateTimeOffset at) =>
        this with { Id = NewId(at), IsFiring = isFiring, At = at };
}
