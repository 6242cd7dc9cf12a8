using System.Text.Json.Nodes;
using Bot.Alerts.Expressions;
using static Bot.Alerts.Hooks.Mapping;

namespace Bot.Alerts.Hooks;

/// <summary>The forms that are known, in the order in which they are tried: those that say more come first.</summary>
static class Presets
{
    // Each try of a task fails by itself; how many there may be stands beside it where Airflow sends it. Only the last counts.
    static readonly Preset OpenLineage = Preset.Of(
        "openlineage", "Airflow (OpenLineage)", "eventType && run.runId && job.namespace && job.name",
        (Title, "job.name"),
        (Status, "eventType == 'FAIL' && run.facets.airflow.task.retries "
            + "&& run.facets.airflow.taskInstance.try_number <= run.facets.airflow.task.retries "
            + "&& 'ignore: This try failed, and Airflow tries again.' || eventType == 'FAIL' && 'firing' "
            + "|| eventType == 'COMPLETE' && 'resolved' || 'ignore'"),
        (Key, "{job.namespace}/{job.name}"),
        (Link, "run.facets.airflow.taskInstance.log_url"),
        (Description, "run.facets.errorMessage.message")) with
    {
        Event = Preset.Asked("eventType"),
        Began = Preset.Asked("eventTime"),
        Run = Preset.Asked("run.runId"),
        Metadata = Preset.Beside(("job", "job.name"), ("namespace", "job.namespace")),
    };

    static readonly Preset Dagster = Preset.Of(
        "dagster", "Dagster+", "title && deduplication_key && metadata.notification_type && metadata.run_status",
        (Title, "title"),
        (Status, "metadata.is_sample == 'true' && 'ignore: It is a sample, which tells of no failure.' "
            + "|| metadata.run_status == 'SUCCESS' && 'resolved' || status"),
        (Key, "deduplication_key"), (Link, "source_url"), (Description, "description")) with
    {
        Metadata = Preset.Beside(
            ("run_status", "metadata.run_status"), ("notification_type", "metadata.notification_type"),
            ("environment", "metadata.environment"), ("alert_policy", "metadata.alert_policy_name")),
    };

    // It knows but Slack, to which it posts what is to be shown: no status, and nothing where all is well.
    static readonly Preset Elementary = Preset.Of(
        "elementary", "Elementary", "type(blocks) == 'array' && type(attachments) == 'array'",
        (Title, "blocks[?type == 'header'].text.text | [0] || text"), (Status, "'firing'"),
        (Description, """join(`"\n"`, attachments[].blocks[].text.text)""")) with
    {
        Wants200 = true,
    };

    static readonly Preset PagerDuty = Preset.Of(
        "pagerduty", "PagerDuty's form", "event_action && (payload.summary || dedup_key)",
        (Title, "payload.summary || dedup_key"),
        (Status, "event_action == 'resolve' && 'resolved' || event_action == 'acknowledge' "
            + "&& 'ignore: Somebody works on it elsewhere.' || 'firing'"),
        (Key, "dedup_key"), (Link, "links[0].href || client_url"),
        (Severity, "lower(to_string(payload.severity || 'error'))"),
        (Description, "payload.source"));

    static readonly Preset MonteCarlo = Preset.Of(
        "monte_carlo", "Monte Carlo", "payload.incident_id && type && version",
        (Title, "payload.event_list[0].event_details || payload.rule.description || payload.event_list[0].rule.description "
            + "|| type"),
        (Status, "contains(['fixed', 'expected', 'no_action_needed', 'false_positive'], "
            + "payload.alert_feedback || alert_feedback || 'none') && 'resolved' || 'firing'"),
        (Key, "payload.incident_id"), (Link, "payload.url"),
        (Severity, "payload.declared_alert_severity || declared_alert_severity"),
        (Description, "payload.event_list[0].table_name || payload.event_list[0].data.metric_display_name")) with
    {
        Metadata = Preset.Beside(("feedback", "payload.alert_feedback || alert_feedback"), ("group", "payload.group_id")),
    };

    static readonly Preset CloudWatch = Preset.Of(
        "cloudwatch", "CloudWatch", "AlarmName && NewStateValue",
        (Title, "AlarmName"),
        (Status, "NewStateValue == 'ALARM' && 'firing' || NewStateValue == 'OK' && 'resolved' || 'ignore'"),
        (Key, "AlarmArn || AlarmName"), (Description, "NewStateReason")) with
    {
        Event = Preset.Asked("NewStateValue"),
        Began = Preset.Asked("StateChangeTime"),
        Metadata = Preset.Beside(("region", "Region"), ("account", "AWSAccountId"), ("about", "AlarmDescription")),
    };

    // Alerting before its tenth version, and Grafana OnCall's own form, which others send as well.
    static readonly Preset OldGrafana = Preset.Of(
        "grafana_old", "Grafana (old alerting)", "ruleName && ruleId && state",
        (Title, "ruleName"), (Status, "contains(['paused', 'pending'], state) && 'ignore' || state"),
        (Key, "{orgId || 'org'}/{ruleId}"), (Link, "ruleUrl"), (Description, "message"));

    static readonly Preset GrafanaOnCall = Preset.Of(
        "grafana_oncall", "Grafana OnCall's form", "alert_uid && state",
        (Title, "title"), (Status, "state"), (Key, "alert_uid"), (Link, "link_to_upstream_details"), (Description, "message"));

    public static readonly IReadOnlyList<Preset> All =
    [
        OpenLineage, Dagster, Elementary, PagerDuty, .. Soda.All, MonteCarlo, Datadog.Form, .. Sentry.All, CloudWatch, OldGrafana,
        GrafanaOnCall,
    ];

    /// <summary>The form that a payload has, or null.</summary>
    public static Preset? For(JsonObject json) => For(json, All);

    public static Preset? For(JsonObject json, IEnumerable<Preset> among)
    {
        var payload = Payload.Of(json);
        // Of what is too large as it came, what is asked for may be little.
        return among.FirstOrDefault(p => p.Fits(
            payload.IsTooLarge && p.Prepare is { } prepare ? Payload.Of(prepare(json)) : payload));
    }

    /// <summary>The forms of a sender.</summary>
    public static IEnumerable<Preset> Of(string id) => All.Where(p => p.Id == id);
}
