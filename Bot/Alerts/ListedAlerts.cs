using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Bot.Alerts.Json;
using Bot.Domain.Alerts;

namespace Bot.Alerts;

/// <summary>The alerts of a body that lists them with their labels, as Alertmanager and Grafana send it.</summary>
sealed class ListedAlerts
{
    /// <summary>A longer summary is no title that fits a phone.</summary>
    const int MostTitle = 120;

    static readonly string[] Links = ["panelURL", "dashboardURL", "generatorURL", "silenceURL"];

    // Alerts that Grafana raises about its own rules, in whose place the rule is named.
    static readonly Dictionary<string, string> AboutRules = new(StringComparer.OrdinalIgnoreCase)
    {
        ["DatasourceNoData"] = "no data",
        ["DatasourceError"] = "its data source fails",
    };

    static readonly Dictionary<string, string> Reasons = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MissingSeries"] = "what it watches has disappeared",
        ["NoData"] = "it has no data any more",
        ["Error"] = "its rule cannot be evaluated",
        ["Updated"] = "its rule was changed",
        ["Paused"] = "its rule was paused",
        ["RuleDeleted"] = "its rule was deleted",
    };

    readonly JsonObject entry, labels, notes;

    ListedAlerts(JsonObject entry)
    {
        this.entry = entry;
        labels = AlertFields.Field(entry, "labels")!.AsObject();
        notes = AlertFields.Field(entry, "annotations") as JsonObject ?? [];
    }

    /// <summary>Each of them, those that cannot be read too; null where it is no such body.</summary>
    public static IReadOnlyList<Heard>? Of(string source, JsonObject json, bool leniently) =>
        AlertFields.Field(json, "alerts") switch
        {
            // What is common to none is of some that were lost.
            JsonArray { Count: 0 } when AlertFields.Field(json, "commonLabels") is not JsonObject { Count: > 0 }
                && AlertBody.Understood(source, json, leniently) is null => [None(source, json, source)],
            JsonArray list when list.Any(HasLabels) => [.. Each(source, list, leniently, Cut(json)), .. Rest(source, list)],
            _ => null,
        };

    /// <summary>What a body says that lists no alerts.</summary>
    public static Heard None(string source, JsonObject json, string sender)
    {
        var fields = new JsonObject { ["title"] = $"{sender}: no alerts", ["deduplication_key"] = "no alerts" };
        var alert = AlertBody.Understood(source, fields, leniently: false)!;
        return new(alert with { OfNoInterest = "It lists no alerts." }, Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    static bool HasLabels(JsonNode? one) => one is JsonObject entry && AlertFields.Field(entry, "labels") is JsonObject;

    // One that cannot be read takes no other along with it.
    static IEnumerable<Heard> Each(string source, JsonArray list, bool leniently, long cut) =>
        list.Take(LenientJson.Most).Select(one => HasLabels(one) ? new ListedAlerts(one!.AsObject()).Of(source, leniently, cut)
            : Unreadable(source, "It is one of several alerts, and has no labels.", one?.ToJsonString() ?? "null"));

    static IEnumerable<Heard> Rest(string source, JsonArray list) => list.Count <= LenientJson.Most ? []
        : [Unreadable(source, LenientJson.TooMany(list.Count), new JsonArray([.. list.Skip(LenientJson.Most)
            .Select(one => one?.DeepClone())]).ToJsonString())];

    static Heard Unreadable(string source, string problem, string text) =>
        new(AlertBody.Unreadable(source, problem, text), Encoding.UTF8.GetBytes(text));

    /// <summary>How many alerts of the group its sender left out.</summary>
    static long Cut(JsonObject json) =>
        long.TryParse(
            AlertFields.Text(AlertFields.Field(json, "truncatedAlerts")), NumberStyles.None, CultureInfo.InvariantCulture,
            out var cut) ? cut : 0;

    Heard Of(string source, bool leniently, long cut)
    {
        var alert = AlertBody.Understood(source, Alert(cut), leniently)!;
        if (alert.Status == AlertStatus.Resolved && Note("grafana_state_reason") is { } reason)
        {
            var gone = Reasons.GetValueOrDefault(reason) ?? $"Grafana says {reason}";
            alert = alert with { Gone = gone, Metadata = With(alert.Metadata, "gone", gone) };
        }

        // What Grafana's button sends that tries a contact point.
        if (Label("alertname") == "TestAlert" && Label("instance") == "Grafana")
            alert = alert with { OfNoInterest = "It is Grafana's own test: it has arrived, and opens nothing." };
        return new(alert, Encoding.UTF8.GetBytes(entry.ToJsonString()))
        {
            Began = Earlier.Instant(Text(entry, "startsAt")),
            Ended = Earlier.Instant(Text(entry, "endsAt")),
        };
    }

    static Dictionary<string, string> With(IReadOnlyDictionary<string, string> values, string name, string value) =>
        new(values, StringComparer.OrdinalIgnoreCase) { [name] = value };

    /// <summary>The entry in the shape of an alert.</summary>
    JsonObject Alert(long cut)
    {
        var name = Label("alertname");
        var said = new[] { Note("summary"), Note("description"), Note("message") }.OfType<string>().Distinct().ToList();
        var title = name is not null && AboutRules.TryGetValue(name, out var about) && Label("rulename") is { } rule
            ? $"{rule}: {about}"
            : Note("summary") is { Length: <= MostTitle } summary ? summary : name ?? said.FirstOrDefault() ?? "Alert";
        if (Note("runbook_url") is { } runbook) said.Add($"Runbook: {runbook}");
        if (cut > 0)
            said.Add($"{Words.Number(cut, "more alert", "more alerts")} of this group did not fit into the message.");
        var metadata = labels.DeepClone().AsObject();
        if (Label("environment") is null && Label("env") is { } environment) metadata["environment"] = environment;
        return new()
        {
            ["title"] = title,
            ["description"] = string.Join('\n', said.Where(line => line != title)),
            ["status"] = Text(entry, "status"),
            ["deduplication_key"] = Said.Of(Text(entry, "fingerprint")) ?? Key(),
            ["source_url"] = Links.Select(link => Said.Of(Text(entry, link))).FirstOrDefault(link => link is not null),
            ["metadata"] = metadata,
        };
    }

    string? Label(string name) => Said.Of(Text(labels, name));

    string? Note(string name) => Said.Of(Text(notes, name));

    static string? Text(JsonObject json, string name) => AlertFields.Text(AlertFields.Field(json, name));

    /// <summary>Labels are what tells one alert from others.</summary>
    string Key() =>
        string.Join(',', labels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={AlertFields.Text(l.Value)}"));
}
