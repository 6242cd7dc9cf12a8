using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.Domain.Alerts;

namespace Bot.Alerts.Senders;

/// <summary>Events and change events in the form of PagerDuty's Events API v2.</summary>
public static partial class PagerDuty
{
    const string Name = "PagerDuty's form";
    static readonly string[] Severities = ["critical", "error", "warning", "info"],
    Actions = ["trigger", "acknowledge", "resolve"];

    // Of free details, what tells in words what is wrong.
    static readonly string[] Telling = ["firing", "description", "message", "error", "reason", "details"];

    /// <summary>The source's token, which stands in the body; also where the body breaks off behind it.</summary>
    public static string? RoutingKey(byte[] body, string? charset) =>
        AlertBody.Readings(body, charset)[0].Value is { } json
            ? Said.Of(AlertFields.Text(AlertFields.Field(json, "routing_key"))) : Beginning(body);

    static string? Beginning(byte[] body)
    {
        var reader = new Utf8JsonReader(body, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
                if (reader is { CurrentDepth: 1, TokenType: JsonTokenType.PropertyName } && reader.ValueTextEquals("routing_key"))
                    return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What stands in front of the break was no key.
        }

        return null;
    }

    public static IReadOnlyList<Heard> Events(string source, byte[] body, string? charset) =>
        Message.Each(source, body, charset, Name, message => new(Event(message), []));

    public static IReadOnlyList<Heard> Changes(string source, byte[] body, string? charset) =>
        Message.Each(source, body, charset, Name, message => new(Change(message), []));

    /// <summary>What PagerDuty would not take of an event, in its words.</summary>
    public static IReadOnlyList<string> Problems(byte[] body, string? charset, bool isChange)
    {
        if (AlertBody.Readings(body, charset) is not [{ Value: not null } reading, ..]) return ["The body is no JSON object"];
        var message = new Message("", reading);
        List<string[]> needed = isChange ? [["payload", "summary"]] : [["event_action"], .. NeededFor(message)];
        var missing = needed.Where(path => message.Text(path) is null)
            .Select(path => $"'{string.Join('.', path)}' is missing or blank").ToList();
        if (!isChange && message.Text("event_action") is { } action && !Actions.Contains(action.ToLowerInvariant()))
            missing.Add("'event_action' must be one of: trigger, acknowledge, resolve");
        return missing;
    }

    static string[][] NeededFor(Message message) => message.Text("event_action")?.ToLowerInvariant() switch
    {
        "acknowledge" or "resolve" => [["dedup_key"]],
        _ => [["payload", "summary"], ["payload", "source"], ["payload", "severity"]],
    };

    static Alert Event(Message message)
    {
        var (key, action) = (message.Text("dedup_key"), message.Text("event_action")?.ToLowerInvariant());
        var alert = message.Alert(new()
        {
            ["title"] = Title(message) ?? key,
            ["description"] = Description(message),
            ["status"] = action == "resolve" ? "resolved" : "firing",
            ["deduplication_key"] = key,
            ["source_url"] = Link(message),
            ["metadata"] = Metadata(message),
        });
        return action == "acknowledge" && key is not null
            ? alert with { OfNoInterest = "Somebody works on it elsewhere: it is kept, and nobody is called." } : alert;
    }

    static Alert Change(Message message) => message.Alert(new()
    {
        ["title"] = Title(message) ?? "A change",
        ["deduplication_key"] = "change",
        ["source_url"] = Link(message),
        ["metadata"] = Metadata(message),
    }) with
    {
        OfNoInterest = "It tells of a change, not of a failure: it is kept, and opens nothing.",
    };

    // Alertmanager puts in front how many there are, which changes while the incident keeps its name.
    static string? Title(Message message) =>
        message.Text("payload", "summary") is { } summary ? Counted().Replace(summary, "") : null;

    static string? Description(Message message) => message["payload", "custom_details"] switch
    {
        JsonObject =>
            Telling.Select(name => message.Text("payload", "custom_details", name)).FirstOrDefault(text => text is not null),
        _ => message.Text("payload", "custom_details"),
    };

    static string? Link(Message message) =>
        (message["links"] as JsonArray)?.OfType<JsonObject>().Select(link => AlertFields.Text(AlertFields.Field(link, "href")))
            .FirstOrDefault(link => AlertBody.Url(link) is not null) ?? message.Text("client_url");

    /// <summary>Its details are free, so that a branch or an environment may be among them; its own fields come first.</summary>
    static JsonObject Metadata(Message message)
    {
        var values = Message.Values(
            ("severity", Severity(message)),
            ("component", message.Text("payload", "component")), ("group", message.Text("payload", "group")),
            ("class", message.Text("payload", "class")),
            ("host", message.Text("payload", "source")), ("client", message.Text("client")));
        foreach (var (name, value) in AlertFields.Metadata(message["payload", "custom_details"] as JsonObject))
            values.TryAdd(name, value);
        return values;
    }

    static string? Severity(Message message) => message["payload"] is null || message["event_action"] is null ? null
        : message.Text("payload", "severity")?.ToLowerInvariant() is { } word && Severities.Contains(word) ? word : "error";

    [GeneratedRegex(@"^\[(?:FIRING|RESOLVED)(?::[0-9]+)?\]\s+(?=\S)", RegexOptions.None, 1000)]
    private static partial Regex Counted();
}
