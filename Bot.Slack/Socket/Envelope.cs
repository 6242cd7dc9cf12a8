using System.Text.Json;

namespace Bot.Slack;

/// <summary>A frame from Slack: hello, disconnect (with a reason), or an envelope to acknowledge.</summary>
sealed record Envelope
{
    static readonly string[] Kinds =
    [
        "slash_commands", "events_api", "block_actions", "view_submission", "view_closed", "block_suggestion", "shortcut",
        "message_action",
    ];

    public string Type { get; init; } = "";
    public string? EnvelopeId { get; init; }
    public JsonElement Payload { get; init; }
    public bool AcceptsResponsePayload { get; init; }
    public int RetryAttempt { get; init; }
    public string? Reason { get; init; }
    public int NumConnections { get; init; }

    /// <summary>A text of the payload; null when it has none.</summary>
    public string? Text(string field) =>
        Payload.ValueKind == JsonValueKind.Object && Payload.TryGetProperty(field, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>What it is, for logs.</summary>
    public string What => Type == "interactive" ? Text("type") ?? Type : Type;

    /// <summary>The same out of the few kinds that there are.</summary>
    public string Kind => Kinds.Contains(What) ? What : SlackTelemetry.Other;
}
