using System.Text.Json;
using Bot.Slack;

namespace Bot.Hosting;

/// <summary>
/// What people write where the bot can read it, handed to the features that listen in that kind of conversation. Slack
/// delivers all of it as one type of event; messages of bots and joins are left out, edits and deletions are told apart.
/// </summary>
public sealed class MessageEvents
{
    /// <summary>Kinds of conversation, as Slack's <c>channel_type</c> names them.</summary>
    public const string Direct = "im", Channel = "channel", Private = "group";

    // Written by people like any other, with a file or in another manner.
    static readonly string?[] OfPeople = [null, "file_share", "thread_broadcast", "me_message"];

    static readonly string[] OfChanges = ["message_changed", "message_deleted"];

    readonly Dictionary<(string Type, bool IsChange), List<Func<EventCallback, CancellationToken, Task>>> listeners = [];

    /// <summary>The listener is called before Slack is answered; when it throws, Slack sends the message again.</summary>
    public void Listen(string channelType, Func<EventCallback, CancellationToken, Task> listener) =>
        Add((channelType, false), listener);

    /// <summary>
    /// The same of messages that were edited or deleted, whoever wrote them; also where only somebody replied to one.
    /// </summary>
    public void Follow(string channelType, Func<EventCallback, CancellationToken, Task> listener) =>
        Add((channelType, true), listener);

    public async Task Hear(EventCallback message, CancellationToken stop)
    {
        var isChange = OfChanges.Contains(message["subtype"]);
        if ((!isChange && !IsOfPerson(message)) || message["channel_type"] is not { } type) return;
        foreach (var listener in listeners.GetValueOrDefault((type, isChange)) ?? []) await listener(message, stop);
    }

    void Add((string Type, bool IsChange) kind, Func<EventCallback, CancellationToken, Task> listener)
    {
        if (!listeners.TryGetValue(kind, out var those)) listeners[kind] = those = [];
        those.Add(listener);
    }

    /// <summary>Which message was edited or deleted.</summary>
    public static string? Changed(EventCallback message) => message["subtype"] switch
    {
        "message_changed" when message.Event.TryGetProperty("message", out var now) && now.ValueKind == JsonValueKind.Object
            && now.TryGetProperty("ts", out var ts) => ts.GetString(),
        "message_deleted" => message["deleted_ts"],
        _ => null,
    };

    static bool IsOfPerson(EventCallback message) =>
        message["user"] is not null && message["bot_id"] is null && OfPeople.Contains(message["subtype"]);
}
