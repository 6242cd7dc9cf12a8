using System.Text.Json.Nodes;
using static Bot.Alerts.Hooks.Mapping;

namespace Bot.Alerts.Hooks;

/// <summary>
/// What Sentry's integrations and its older plugin post. The events tell of those who were there when it happened, with their
/// addresses: of what came only the named fields are kept.
/// </summary>
static class Sentry
{
    const string Id = "sentry", Sender = "Sentry";

    static readonly string[] Kept =
    [
        "action", "installation.uuid",
        "data.event.title", "data.event.issue_id", "data.event.web_url", "data.event.level", "data.event.culprit",
        "data.event.event_id", "data.event.datetime", "data.event.project", "data.event.platform", "data.event.release",
        "data.event.environment", "data.triggered_rule",
        "data.issue.id", "data.issue.title", "data.issue.web_url", "data.issue.permalink", "data.issue.culprit",
        "data.issue.level", "data.issue.status", "data.issue.shortId", "data.issue.project.slug", "data.issue.lastSeen",
        "data.metric_alert.id", "data.metric_alert.title", "data.metric_alert.alert_rule.id", "data.metric_alert.alert_rule.name",
        "data.metric_alert.alert_rule.environment", "data.description_title", "data.description_text", "data.web_url",
        "id", "project", "project_slug", "level", "culprit", "message", "url", "triggering_rules", "event.title",
        "event.environment",
    ];

    // The same issue is well by "issue" alone, so both have its number for their key.
    static readonly Preset Event = Of(
        "action && data.event.title",
        (Title, "data.event.title"), (Status, "'firing'"), (Key, "data.event.issue_id"), (Link, "data.event.web_url"),
        (Severity, "data.event.level"), (Description, "data.triggered_rule")) with
    {
        Metadata = Preset.Beside(
            ("environment", "data.event.environment"), ("culprit", "data.event.culprit"), ("release", "data.event.release")),
    };

    // Rules and issues count from one, each for itself.
    static readonly Preset MetricAlert = Of(
        "action && data.metric_alert",
        (Title, "data.metric_alert.alert_rule.name || data.metric_alert.title || data.description_title"),
        (Status, "action == 'resolved' && 'resolved' || 'firing'"),
        (Key, "alert_rule/{data.metric_alert.alert_rule.id}"), (Link, "data.web_url"),
        (Severity, "action != 'resolved' && action || ''"), (Description, "data.description_text")) with
    {
        Metadata = Preset.Beside(("environment", "data.metric_alert.alert_rule.environment")),
    };

    static readonly Preset Issue = Of(
        "action && data.issue.id",
        (Title, "data.issue.title"),
        (Status, "contains(['resolved', 'archived', 'ignored'], action) && 'resolved' "
            + "|| contains(['created', 'unresolved'], action) && 'firing' || 'ignore'"),
        (Key, "data.issue.id"), (Link, "data.issue.web_url || data.issue.permalink"), (Severity, "data.issue.level"),
        (Description, "data.issue.culprit")) with
    {
        Metadata = Preset.Beside(("project", "data.issue.project.slug"), ("issue", "data.issue.shortId")),
    };

    static readonly Preset Others = Of(
        "action && installation.uuid", (Title, "Sentry: {action}"), (Status, "'ignore'"), (Key, "sentry/{action}"));

    static readonly Preset Plugin = Of(
        "project && culprit && url && event",
        (Title, "event.title || message || culprit"), (Status, "'firing'"), (Key, "id"), (Link, "url"), (Severity, "level"),
        (Description, "culprit")) with
    {
        Metadata = Preset.Beside(("project", "project_slug || project"), ("environment", "event.environment")),
    };

    public static readonly IReadOnlyList<Preset> All = [Event, MetricAlert, Issue, Others, Plugin];

    internal const string UnreadableKey = "sentry/unreadable";

    /// <summary>A message of which nobody knows where in it persons are.</summary>
    public static HookReading NotKept(string source)
    {
        const string Problem = "It has another form than those that are known, or is longer than an alert may be.";
        var fields = new JsonObject
        {
            ["title"] = $"A message of Sentry that {source} cannot read",
            ["description"] = $"{Problem} As it may tell of persons, nothing of it is kept: look into Sentry.",
            ["deduplication_key"] = UnreadableKey,
        };
        var alert = AlertBody.Understood(source, fields, leniently: true)! with { Problem = Problem };
        return new([new(alert, [])], ReadHook.ByNobody, []);
    }

    static Preset Of(string shape, params (string, string)[] fields) => Preset.Of(Id, Sender, shape, fields) with
    {
        Event = Preset.Asked("action"),
        Prepare = Named,
        IsPersonal = true,
    };

    static JsonObject Named(JsonObject json)
    {
        var kept = new JsonObject();
        foreach (var path in Kept.Select(k => k.Split('.')))
        {
            JsonNode? found = json;
            foreach (var name in path) found = (found as JsonObject)?[name];
            // An object could hold anything.
            if (found is not JsonValue value) continue;
            var into = kept;
            foreach (var name in path[..^1]) into = (JsonObject)(into[name] ??= new JsonObject());
            into[path[^1]] = value.DeepClone();
        }

        return kept;
    }
}
