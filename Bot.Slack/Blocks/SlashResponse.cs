using System.Text.Json.Serialization;

namespace Bot.Slack;

/// <summary>Who sees an answer.</summary>
public enum ResponseType
{
    [JsonStringEnumMemberName("ephemeral")] Ephemeral,
    [JsonStringEnumMemberName("in_channel")] InChannel,
}

/// <summary>
/// An answer to a slash command, or a message for a response_url; only the person sees it unless it says InChannel.
/// </summary>
public sealed record SlashResponse
{
    public string? Text { get; init; }
    public IReadOnlyList<Block>? Blocks { get; init; }
    public ResponseType ResponseType { get; init; }

    /// <summary>Through a response_url only: edit the message that the button was on.</summary>
    public bool? ReplaceOriginal { get; init; }

    /// <summary>Through a response_url only: delete the message that the button was on.</summary>
    public bool? DeleteOriginal { get; init; }
    public string? ThreadTs { get; init; }

    public static implicit operator SlashResponse(string text) => new() { Text = text };
}
