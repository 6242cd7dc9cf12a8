namespace Bot.Tests.Alerts.Mutations;

/// <summary>A body for each address, in its sender's form.</summary>
static class Sent
{
    public const string Native = """
        {"title": "orders failed on main", "description": "Got 3 results", "status": "firing",
         "deduplication_key": "orders-of-main", "source_url": "https://ci.example.com/1",
         "metadata": {"job": "orders", "branch": "main", "team": "data"} }
        """;

    /// <summary>As a shell puts it together: quotes and line breaks of a commit stand in it as they are.</summary>
    public const string Shell = """
        {
          "title": "acme/dbt dbt_build failure",
          "status": "firing",
          "metadata": {
            "repository": "acme/dbt",
            "branch": "main",
            "github_commit_message": "Revert "Add refunds"

        This reverts commit 9f8e7d6.",
          }
        }
        """;

    public const string Alertmanager = """
        {"version": "4", "status": "firing", "receiver": "bot", "groupKey": "{}:{}", "truncatedAlerts": 0,
         "groupLabels": {}, "commonLabels": {}, "commonAnnotations": {}, "externalURL": "http://example.com:9093",
         "alerts": [
          {"status": "firing", "fingerprint": "a1b2c3d4e5f60718", "labels": {"alertname": "OrdersAreLate", "team": "data"},
           "annotations": {"summary": "orders are late"}, "startsAt": "2026-03-02T09:00:00Z", "endsAt": "0001-01-01T00:00:00Z"},
          {"status": "resolved", "fingerprint": "b1b2c3d4e5f60718", "labels": {"alertname": "DiskIsFull"},
           "annotations": {}, "startsAt": "2026-03-02T08:00:00Z", "endsAt": "2026-03-02T09:00:00Z"}]}
        """;

    public const string Sources = """
        {"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/sources/v3.json", "dbt_version": "1.9.0",
          "generated_at": "2026-03-02T09:00:00Z", "invocation_id": "one"},
         "results": [
          {"unique_id": "source.acme.shop.orders", "status": "error", "max_loaded_at": "2026-03-01T00:00:00Z",
           "snapshotted_at": "2026-03-02T09:00:00Z", "max_loaded_at_time_ago_in_s": 118800.0,
           "criteria": {"warn_after": {"count": 6, "period": "hour"}, "error_after": {"count": 24, "period": "hour"} } },
          {"unique_id": "source.acme.shop.refunds", "status": "pass", "max_loaded_at": "2026-03-02T08:00:00Z",
           "snapshotted_at": "2026-03-02T09:00:00Z", "max_loaded_at_time_ago_in_s": 3600.0, "criteria": {} }]}
        """;

    public const string DbtCloud = """
        {"accountId": 1, "webhookId": "w", "eventId": "e", "eventType": "job.run.errored", "timestamp": "2026-03-02T09:00:00Z",
         "webhookName": "bot",
         "data": {"jobId": "123", "jobName": "Daily job", "runId": "12345", "environmentId": "1234",
          "environmentName": "Production", "dbtVersion": "1.9.0", "projectName": "Shop", "projectId": "67890",
          "runStatus": "Errored", "runStatusCode": 20, "runStatusMessage": "dbt build failed", "runReason": "Scheduled",
          "runStartedAt": "2026-03-02T08:59:00Z", "runErroredAt": "2026-03-02T09:00:00Z"} }
        """;

    public const string CircleCi = """
        {"id": "d", "type": "workflow-completed", "happened_at": "2026-03-02T09:00:00Z", "webhook": {"id": "w", "name": "bot"},
         "workflow": {"id": "f", "name": "dbt-hourly", "status": "failed", "created_at": "2026-03-02T08:50:00Z",
          "url": "https://ci.example.com/1"},
         "project": {"id": "p", "slug": "gh/acme/dbt", "name": "dbt"}, "organization": {"id": "o", "name": "acme"},
         "pipeline": {"id": "i", "number": 7, "vcs": {"branch": "main", "revision": "0a1b2c3",
          "commit": {"subject": "Add refunds", "author": {"name": "Ana"} } } } }
        """;

    public const string OpenLineage = """
        {"eventType": "FAIL", "eventTime": "2026-03-02T09:00:00Z", "run": {"runId": "r",
          "facets": {"errorMessage": {"message": "no warehouse", "programmingLanguage": "python"} } },
         "job": {"namespace": "airflow", "name": "orders.load"}, "inputs": [], "outputs": [], "producer": "https://example.com"}
        """;

    public const string CloudWatch = """
        {"AlarmName": "orders-queue-not-empty", "AlarmArn": "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:orders",
         "NewStateValue": "ALARM", "OldStateValue": "OK", "NewStateReason": "Threshold crossed",
         "StateChangeTime": "2026-03-02T09:00:00.000+0000", "Region": "EU (Ireland)", "AWSAccountId": "123456789012",
         "Trigger": {"MetricName": "Messages", "Dimensions": [{"name": "QueueName", "value": "orders"}], "Threshold": 0.0} }
        """;

    public const string Sentry = """
        {"action": "triggered", "installation": {"uuid": "i"}, "actor": {"id": "sentry", "name": "Sentry", "type": "application"},
         "data": {"event": {"title": "KeyError: 'amount'", "issue_id": "1117540176", "level": "error",
          "web_url": "https://sentry.example.com/1", "user": {"email": "somebody@example.com"} },
          "triggered_rule": "Loads fail"} }
        """;

    public const string PagerDuty = $$$"""
        {"routing_key": "{{{Afternoon.IntakeToken}}}", "event_action": "trigger", "dedup_key": "orders-late", "client": "cron",
         "client_url": "https://example.com", "links": [{"href": "https://example.com/run", "text": "Runbook"}],
         "payload": {"summary": "orders are late", "source": "db1", "severity": "error", "component": "loader",
          "custom_details": {"branch": "main", "error": "no rows"} } }
        """;

    public const string PagerDutyChange = $$$"""
        {"routing_key": "{{{Afternoon.IntakeToken}}}", "links": [],
         "payload": {"summary": "orders deployed", "source": "cd", "custom_details": {"branch": "main"} } }
        """;
}
