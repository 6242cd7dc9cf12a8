using System.Text.Json.Nodes;
using Bot.Alerts.Json;
using Bot.Domain.Alerts;

namespace Bot.Alerts.Senders;

/// <summary>A message in its sender's own form, read field by field; any of them may be absent or null.</summary>
sealed class Message(string source, JsonReading reading)
{
    readonly JsonObject json = reading.Value!;

    /// <summary>What each message of a body says; one that cannot be read is a visible alert that shows it.</summary>
    /// <param name="source">Whose they are.</param>
    /// <param name="body">The body.</param>
    /// <param name="charset">The letters that its sender names.</param>
    /// <param name="sender">Who sends such messages, for people.</param>
    /// <param name="read">What one says; null where it is no such message.</param>
    public static IReadOnlyList<Heard> Each(
        string source, byte[] body, string? charset, string sender, Func<Message, Heard?> read) =>
        AlertBody.Each(AlertBody.Readings(body, charset), body, one => one.Value is null
            ? new(AlertBody.Unreadable(source, one.Problem!, one.Text), [])
            : read(new(source, one))
                ?? new(AlertBody.Unreadable(source, $"It is JSON but no message of {sender}.", one.Text), []));

    public JsonNode? this[params string[] path]
    {
        get
        {
            JsonNode? at = json;
            foreach (var name in path) at = at is JsonObject inside ? AlertFields.Field(inside, name) : null;
            return at;
        }
    }

    /// <summary>What stands there; null where it says nothing.</summary>
    public string? Text(params string[] path) => Said.Of(AlertFields.Text(this[path]));

    /// <summary>The message as an alert.</summary>
    /// <param name="alert">Its fields as the bot's own address takes them.</param>
    public Alert Alert(JsonObject alert) => AlertBody.Understood(source, alert, reading.Leniently)
        ?? AlertBody.Unreadable(source, "It says nothing of what it is about.", reading.Text);

    /// <summary>Values by their names, without those that say nothing.</summary>
    public static JsonObject Values(params (string Name, string? Value)[] values)
    {
        var all = new JsonObject();
        foreach (var (name, value) in values)
            if (value is not null) all[name] = value;
        return all;
    }
}
