using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Domain.Alerts;
using Bot.Incidents;
using Bot.Slack;

namespace Bot.Alerts.Forwarding;

/// <summary>An alert as an event of PagerDuty's Events API v2, within its limits.</summary>
public static class PagerDutyEvent
{
    /// <summary>In characters, as PagerDuty counts.</summary>
    public const int LongestKey = 255, LongestSummary = 1024;

    // So that all of it stays well under its 512 KB, whatever letters it is of.
    const int LongestText = 4000, LongestValue = 500, LongestName = 100, MostDetails = 60, LongestLink = 2048;

    /// <param name="alert">What is told.</param>
    /// <param name="routingKey">Of the service that it is for.</param>
    /// <param name="channel">Where the channel of its incident opens; null while it has none.</param>
    public static byte[] Of(ForwardedAlert alert, string routingKey, string? channel)
    {
        var sent = new JsonObject
        {
            ["routing_key"] = routingKey,
            ["event_action"] = alert.IsFiring ? "trigger" : "resolve",
            ["dedup_key"] = Key(alert.Subject),
        };
        if (alert.IsFiring)
        {
            sent["payload"] = Payload(alert);
            sent["client"] = "Data Responder";
            if (Links(alert, channel) is { Count: > 0 } links) sent["links"] = links;
        }

        return JsonSerializer.SerializeToUtf8Bytes(sent);
    }

    /// <summary>The same for the same alert; one that is too long is its beginning and its SHA-256.</summary>
    public static string Key(string subject)
    {
        if (subject.Length <= LongestKey) return subject;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject)));
        return $"{Limits.First(subject, LongestKey - hash.Length - 1)}-{hash}";
    }

    public static string Word(ForwardSeverity severity) => severity switch
    {
        ForwardSeverity.Critical => "critical",
        ForwardSeverity.Error => "error",
        ForwardSeverity.Warning => "warning",
        _ => "info",
    };

    static JsonObject Payload(ForwardedAlert alert)
    {
        var payload = new JsonObject
        {
            ["summary"] = Filled(alert.Title, LongestSummary),
            ["source"] = Filled(alert.Source, LongestSummary),
            ["severity"] = Word(alert.Severity),
            ["timestamp"] = alert.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in new[]
            { ("component", alert.Component), ("group", alert.Group), ("class", alert.Class) })
            if (value is not null) payload[name] = Limits.Truncate(value, LongestValue);
        payload["custom_details"] = Details(alert);
        return payload;
    }

    // What it asks for may not be blank.
    static string Filled(string text, int most) => string.IsNullOrWhiteSpace(text) ? "An alert" : Limits.Truncate(text, most);

    static JsonObject Details(ForwardedAlert alert)
    {
        var details = new JsonObject();
        foreach (var (name, values) in alert.Attributes.Take(MostDetails))
            details[Limits.Truncate(name, LongestName)] = Limits.Truncate(string.Join(", ", values), LongestValue);
        if (alert.Description.Length > 0) details["description"] = Limits.Truncate(alert.Description, LongestText);
        if (alert.Route is { } route) details["route"] = Limits.Truncate(route, LongestValue);
        return details;
    }

    static JsonArray Links(ForwardedAlert alert, string? channel)
    {
        var links = new JsonArray();
        if (alert.Link is { Length: <= LongestLink } link && Uri.TryCreate(link, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https")
            links.Add(new JsonObject { ["href"] = uri.AbsoluteUri, ["text"] = "Where it comes from" });
        if (channel is not null && alert.Incident is { } number)
            links.Add(new JsonObject { ["href"] = channel, ["text"] = $"{IncidentRow.LabelOf(number)} in Slack" });
        return links;
    }
}
