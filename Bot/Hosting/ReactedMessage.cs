using System.Text.Json;
using Bot.Slack;

namespace Bot.Hosting;

/// <summary>The message under which an emoji came or went.</summary>
public static class ReactedMessage
{
    /// <summary>Where it is; null where the emoji is under something else.</summary>
    public static (string Channel, string Ts)? Of(EventCallback reaction) =>
        reaction.Event.TryGetProperty("item", out var item) && item.ValueKind == JsonValueKind.Object
            && Text(item, "channel") is { } channel && Text(item, "ts") is { } ts ? (channel, ts) : null;

    static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
