using System.Text.Json.Nodes;
using Bot.Alerts.Json;
using Bot.Domain.Alerts;

namespace Bot.Alerts;

/// <summary>The alerts of a body that lists them with their labels, as Alertmanager and Grafana send it.</summary>
static class ListedAlerts
{
    /// <summary>Each of them in the shape of an alert; what is no such body stays as it is.</summary>
    public static IReadOnlyList<JsonReading> Of(IReadOnlyList<JsonReading> readings) =>
        readings is [{ Value: { } json } only]
        && AlertFields.Field(json, "alerts") is JsonArray { Count: > 0 and <= LenientJson.Most } list
        && list.All(one => one is JsonObject entry && AlertFields.Field(entry, "labels") is JsonObject)
            ? [.. list.Select(one => only with { Value = Alert(one!.AsObject()), Text = one.ToJsonString() })]
            : readings;

    static JsonObject Alert(JsonObject entry)
    {
        var labels = AlertFields.Field(entry, "labels")!.AsObject();
        var notes = AlertFields.Field(entry, "annotations") as JsonObject ?? [];
        string? Note(string name) => Said.Of(AlertFields.Text(AlertFields.Field(notes, name)));
        var said = new[] { Note("summary"), Note("description"), Note("message") }.OfType<string>().Distinct().ToList();
        return new()
        {
            ["title"] = Said.Of(AlertFields.Text(AlertFields.Field(labels, "alertname"))) ?? said.FirstOrDefault() ?? "Alert",
            ["description"] = string.Join('\n', said),
            ["status"] = AlertFields.Text(AlertFields.Field(entry, "status")),
            ["deduplication_key"] = Said.Of(AlertFields.Text(AlertFields.Field(entry, "fingerprint"))) ?? Key(labels),
            ["source_url"] = AlertFields.Text(AlertFields.Field(entry, "generatorURL")),
            ["metadata"] = labels.DeepClone(),
        };
    }

    /// <summary>Labels are what tells one alert from others.</summary>
    static string Key(JsonObject labels) =>
        string.Join(',', labels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={AlertFields.Text(l.Value)}"));
}
