using System.Text.Json;

namespace Bot.Slack;

/// <summary>What every answer of the Web API has.</summary>
public record SlackResponse
{
    public bool Ok { get; init; }
    public string? Error { get; init; }
    public string? Needed { get; init; }
    public string? Warning { get; init; }
    public ResponseMetadata? ResponseMetadata { get; init; }

    /// <summary>Sentences for blocks, objects for invitations: raw.</summary>
    public JsonElement? Errors { get; init; }
}

/// <summary>Explanations and the cursor of the next page ("" or null at the end).</summary>
public sealed record ResponseMetadata
{
    public IReadOnlyList<string>? Messages { get; init; }
    public string? NextCursor { get; init; }
}
