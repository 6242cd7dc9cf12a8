using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Incidents;

namespace Bot.Alerts.Forwarding;

/// <summary>An alert as webhooks get it, and how that is signed; <c>docs/alerts.md</c> says both to those who take it.</summary>
public static class WebhookBody
{
    /// <param name="alert">What is told.</param>
    /// <param name="channel">Where the channel of its incident opens; null while it has none.</param>
    public static byte[] Of(ForwardedAlert alert, string? channel)
    {
        var attributes = new JsonObject();
        foreach (var (name, values) in alert.Attributes)
            attributes[name] = new JsonArray([.. values.Select(v => (JsonNode?)JsonValue.Create(v))]);
        var body = new JsonObject
        {
            ["id"] = alert.Id,
            ["status"] = alert.IsFiring ? "firing" : "resolved",
            ["at"] = alert.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["title"] = alert.Title,
            ["description"] = alert.Description,
            ["severity"] = PagerDutyEvent.Word(alert.Severity),
            ["source"] = alert.Source,
            ["deduplication_key"] = alert.DeduplicationKey,
            ["link"] = alert.Link,
            ["route"] = alert.Route,
            ["attributes"] = attributes,
            ["incident"] = alert.Incident is { } number
                ? new JsonObject { ["number"] = number, ["name"] = IncidentRow.LabelOf(number), ["channel"] = channel } : null,
        };
        if (alert.IsTest) body["test"] = true;
        return JsonSerializer.SerializeToUtf8Bytes(body);
    }

    /// <summary>The value of <c>webhook-signature</c>, by Standard Webhooks.</summary>
    public static string Signature(string secret, string id, long seconds, byte[] body)
    {
        var key = Convert.FromBase64String(secret[SealedAddress.Prefix.Length..]);
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.")), .. body];
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}";
    }
}
