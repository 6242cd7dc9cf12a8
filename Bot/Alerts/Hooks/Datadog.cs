using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.Domain.Alerts;
using static Bot.Alerts.Hooks.Mapping;

namespace Bot.Alerts.Hooks;

/// <summary>
/// Datadog's webhooks: the body that docs/alerts.md has to paste, and the one that Datadog begins with, whose title alone tells
/// what became of a monitor.
/// </summary>
static partial class Datadog
{
    public static readonly Preset Form = Preset.Of(
        "datadog", "Datadog", "title && (alert_transition || event_type && last_updated && org)",
        (Title, "title"), (Status, "transition == 'Recovered' && 'resolved' || transition || 'firing'"),
        (Key, "alert_id && join('/', [alert_id, alert_scope || '-'])"), (Link, "link"),
        (Severity, "alert_priority || priority"), (Description, "text || body")) with
    {
        Began = Preset.Asked("date"),
        Delivery = Preset.Asked("id"),
        Metadata = Preset.Beside(
            ("environment", "environment"), ("scope", "alert_scope"), ("tags", "tags"), ("monitor", "alert_id"),
            ("priority", "alert_priority || priority")),
        Prepare = Read,
    };

    static JsonObject Read(JsonObject sent)
    {
        var json = new JsonObject();
        // A variable that is not set stays as it was written.
        foreach (var (name, value) in sent)
            if (value is not JsonValue text || AlertFields.Text(text) is not { } said || !Unset().IsMatch(said))
                json[name] = value?.DeepClone();
        if (AlertFields.Text(json["title"]) is { } title && Titled().Match(title) is { Success: true } match)
        {
            var scope = match.Groups["scope"].Value.Trim('{', '}');
            // What a monitor is called while it fires and when it is well.
            json["title"] = scope.Length == 0 ? match.Groups["name"].Value : $"{match.Groups["name"].Value} ({scope})";
            json["priority"] ??= match.Groups["priority"] is { Success: true } priority ? priority.Value : null;
            json["transition"] = json["alert_transition"]?.DeepClone() ?? match.Groups["became"].Value;
        }
        else
        {
            json["transition"] = json["alert_transition"]?.DeepClone();
        }

        if (AlertFields.Text(json["transition"]) is { } became) json["transition"] = Since(became);
        if (AlertFields.Text(json["tags"]) is { } tags)
            json["environment"] ??= tags.Split(',', StringSplitOptions.TrimEntries).Select(Environment)
                .FirstOrDefault(e => e is not null);
        if (AlertFields.Text(json["body"]) is { } body) json["body"] = body.Trim('%', '\n', '\r', ' ');
        return json;
    }

    // It says so once more, as it lasts.
    static string Since(string became) => became.Trim().ToLowerInvariant() switch
    {
        "re-triggered" or "retriggered" or "renotify" or "re-notify" => "Triggered",
        "re-no data" => "No Data",
        "re-warn" => "Warn",
        _ => became,
    };

    static string? Environment(string tag) => tag.StartsWith("env:", StringComparison.OrdinalIgnoreCase) ? Said.Of(tag[4..])
        : tag.StartsWith("environment:", StringComparison.OrdinalIgnoreCase) ? Said.Of(tag[12..]) : null;

    [GeneratedRegex(@"^\$[A-Z][A-Z0-9_]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Unset();

    [GeneratedRegex(
        @"^(?:\[(?<priority>P[1-5])\] ?)?\[(?<became>[A-Za-z -]+?)(?: on (?<scope>\{[^}]*\}))?\] *(?<name>\S.*)$",
        RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Titled();
}
