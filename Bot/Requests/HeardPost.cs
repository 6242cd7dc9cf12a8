using System.Text.Json;
using Bot.Slack;

namespace Bot.Requests;

/// <summary>A message in a channel, as an event, a shortcut or another message carries it.</summary>
/// <param name="Channel">Where.</param>
/// <param name="Ts">Which.</param>
/// <param name="Author">Whoever wrote it; null of an app.</param>
/// <param name="Text">As Slack keeps it.</param>
public sealed record HeardPost(string Channel, string Ts, string? Author, string Text)
{
    /// <summary>The thread that it is in, or that it begins.</summary>
    public required string Thread { get; init; }

    public bool HasFiles { get; init; }

    /// <summary>It stands where not everybody can read it.</summary>
    public bool IsPrivate { get; init; }

    public bool IsReply => Thread != Ts;

    public ReadText Read => field ??= ReadText.Of(Text, HasFiles);

    /// <summary>Null where it is no message.</summary>
    public static HeardPost? Of(string channel, JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object || Field(message, "ts") is not { } ts) return null;
        return new(channel, ts, Field(message, "bot_id") is null ? Field(message, "user") : null, Field(message, "text") ?? "")
        {
            Thread = Field(message, "thread_ts") ?? ts,
            HasFiles = message.TryGetProperty("files", out var files) && files.ValueKind == JsonValueKind.Array
                && files.GetArrayLength() > 0,
        };
    }

    public static HeardPost Of(string channel, MessageEvent message) =>
        new(channel, message.Ts, message.BotId is null ? message.User : null, message.Text)
        {
            Thread = message.ThreadTs ?? message.Ts,
            HasFiles = message.Files.Count > 0,
        };

    public static HeardPost? Of(EventCallback message) =>
        message["channel"] is { } channel && Of(channel, message.Event) is { } post
            ? post with { IsPrivate = message["channel_type"] is not "channel" } : null;

    public static string? Field(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
