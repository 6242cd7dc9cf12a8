using System.Text;
using System.Text.Json.Nodes;
using Bot.Alerts.Hooks;
using Bot.Domain.Alerts;

namespace Bot.Tests.Alerts.Hooks;

/// <summary>What each sender posts by itself, without any setting, against values read off the files by hand.</summary>
public sealed class KnownFormTests
{
    static HookReading Read(string text) => ReadHook.Of("hooks", Encoding.UTF8.GetBytes(text), null, HookReader.ByItself);

    static Alert Only(string text) => Assert.Single(Read(text).Heard).Alert;

    static string Change(string name, string what, string into)
    {
        var text = Samples.Text(name);
        Assert.Contains(what, text, StringComparison.Ordinal);
        return text.Replace(what, into, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"alert_uid": "1", "title": "monit", "state": "alerting", "message": "slow"}""", "firing", "1")]
    [InlineData("""{"alert_uid": "1", "title": "monit", "state": "ok", "message": "fine"}""", "resolved", "1")]
    [InlineData("""{"ruleId": 7, "orgId": 1, "ruleName": "CPU", "state": "alerting"}""", "firing", "1/7")]
    [InlineData("""{"ruleId": 7, "orgId": 1, "ruleName": "CPU", "state": "no_data"}""", "firing", "1/7")]
    [InlineData("""{"ruleId": 7, "orgId": 1, "ruleName": "CPU", "state": "ok"}""", "resolved", "1/7")]
    [InlineData("""{"title": "disk", "state": "ok", "deduplication_key": "d"}""", "resolved", "d")]
    public void A_state_is_a_status(string body, string status, string key)
    {
        var alert = Only(body);
        Assert.Equal((status, key), (alert.Status.ToString().ToLowerInvariant(), alert.DeduplicationKey));
    }

    [Theory]
    [InlineData("airflow/openlineage.fail.json", "Airflow (OpenLineage)", "orders_daily.load_orders", "firing",
        "airflow-prod/orders_daily.load_orders", null, "000606 (57P03): No active warehouse selected in the current session.")]
    [InlineData("airflow/openlineage.complete.json", "Airflow (OpenLineage)", "orders_daily.load_orders", "resolved",
        "airflow-prod/orders_daily.load_orders", null, "")]
    [InlineData("airflow/http-notifier.own-template.json", "The bot's own form", "orders_daily.load_orders failed", "firing",
        "airflow/orders_daily/load_orders",
        "https://airflow.example.com/dags/orders_daily/runs/scheduled__2026-01-15T04:00:00+00:00/tasks/load_orders",
        "No active warehouse selected in the current session.")]
    [InlineData("dagster/webhook.own-template.json", "Dagster+", "Job daily_etl failed", "firing", "dagster/prod/JOB/daily_etl",
        "https://acme.dagster.cloud/prod/runs/abc123", "Step 'load_data' failed: ...")]
    [InlineData("prefect/webhook.own-template.json", "The bot's own form", "Flow run sturdy-lynx entered state Failed", "firing",
        "prefect/deployment/6f9a2f0e-6d1e-4b1e-9d3b-0f5a4f6f3a11",
        "https://prefect.example.com/runs/flow-run/2f1d7c1e-0a53-4b1a-8c52-7c7a1d2b9f00",
        "Flow run encountered an exception: ValueError: no rows")]
    [InlineData("elementary/slack-webhook.shape.json", "Elementary", "not_null_orders_id failed", "firing",
        "hooks||||not_null_orders_id failed", null, "*Table:* analytics.orders     |     *Column:* -")]
    [InlineData("great-expectations/pagerduty.json", "PagerDuty's form", "Great Expectations suite check orders_suite has failed",
        "firing", "orders_suite", null, "Great Expectations")]
    [InlineData("snowflake/pagerduty-template.json", "PagerDuty's form", "Task ORDERS_LOAD failed 3 times in a row", "firing",
        "hooks||||task orders_load failed 3 times in a row", null, "Snowflake monitoring")]
    [InlineData("soda/check-evaluation.json", "Soda",
        "checks for SODATEST_Customers_6f90f4ad: count same as SODATEST_RAWCUSTOMERS_7275c02c in postgres2", "firing",
        "sodaspark/bnm_orders/checks for SODATEST_Customers_6f90f4ad:\ncount same as SODATEST_RAWCUSTOMERS_7275c02c in postgres2",
        "https://cloud.soda.io/checks/39d706c3-5a48-b",
        "checks for SODATEST_Customers_6f90f4ad:\ncount same as SODATEST_RAWCUSTOMERS_7275c02c in postgres2")]
    [InlineData("soda/incident-created.json", "Soda", "Invalid customer ids", "firing", "e1f399a3-09ea-4a10-9d2e-1992d2744ef6",
        "https://cloud.soda.io/incidents/e1f399a3-09ea-4a10-9d2e-1992d2744ef6", "Invalid customer ids")]
    [InlineData("soda/validate.json", "Soda", "Soda: validate", "ignore", "soda/validate", null, "")]
    [InlineData("monte-carlo/anomaly.json", "Monte Carlo", "Has 42 rows vs. 101 expected", "firing",
        "f83867b6-8f25-428b-807c-08518f63384c", "https://getmontecarlo.com/incidents/f83867b6-8f25-428b-807c-08518f63384c",
        "artemis")]
    [InlineData("monte-carlo/custom-rule.json", "Monte Carlo", "test rule", "firing", "f83867b6-8f25-428b-807c-08518f63384c",
        "https://getmontecarlo.com/incidents/f83867b6-8f25-428b-807c-08518f63384c", "custom_metric_1234")]
    [InlineData("monte-carlo/derived.update-fixed.json", "Monte Carlo", "open_anomaly_incident", "resolved",
        "f83867b6-8f25-428b-807c-08518f63384c", "https://getmontecarlo.com/incidents/f83867b6-8f25-428b-807c-08518f63384c", "")]
    [InlineData("datadog/own-template.triggered.json", "Datadog", "Freshness of analytics.orders (table:orders)", "firing",
        "1234/table:orders,env:prod", "https://app.datadoghq.com/event/event?id=7716548234011234567",
        "Freshness of analytics.orders")]
    [InlineData("datadog/own-template.recovered.json", "Datadog", "Freshness of analytics.orders (table:orders)", "resolved",
        "1234/table:orders,env:prod", "https://app.datadoghq.com/event/event?id=7716548234011299999",
        "Freshness of analytics.orders")]
    [InlineData("datadog/default-template.json", "Datadog", "Freshness of analytics.orders (table:orders)", "firing",
        "hooks||||freshness of analytics.orders (table:orders)", null,
        "@webhook-bot Freshness of analytics.orders\n\n[Monitor status](https://app.datadoghq.com/monitors/1234)")]
    [InlineData("sentry/event-alert.json", "Sentry", "ReferenceError: heck is not defined", "firing", "1117540176",
        "https://sentry.io/organizations/test-org/issues/1117540176/events/e4874d664c3540c1a32eab185f12c5ab/",
        "Very Important Alert Rule!")]
    [InlineData("sentry/metric-alert.resolved.json", "Sentry", "Too many errors", "resolved", "alert_rule/7",
        "https://sentry.io/organizations/baz/alerts/1/", "1000 events in the last 10 minutes\\nFilter: level:error")]
    [InlineData("sentry/issue.created.json", "Sentry", "ReferenceError: blooopy is not defined", "firing", "1170820242", null,
        "?(runner)")]
    [InlineData("sns/notification.cloudwatch.json", "Amazon SNS", "orders-dlq-not-empty", "firing",
        "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:orders-dlq-not-empty", null,
        "Threshold Crossed: 1 datapoint (10.0) was greater than or equal to the threshold (1.0).")]
    public void Each_file_says_what_it_says(
        string name, string by, string title, string status, string key, string? link, string description)
    {
        var text = Samples.Text(name);
        Assert.Equal(by, Read(text).By);
        var alert = Only(text);
        Assert.Equal((title, key, link, description), (alert.Title, alert.DeduplicationKey, alert.SourceUrl, alert.Description));
        Assert.Equal(
            status, alert.OfNoInterest is not null ? "ignore" : alert.Status == AlertStatus.Firing ? "firing" : "resolved");
        Assert.False(alert.ReadLeniently);
    }

    [Fact]
    public void Of_what_no_form_is_known_all_is_shown()
    {
        var alert = Only("""{"what": "is this"}""");
        Assert.Equal("Unreadable alert from hooks", alert.Title);
        Assert.Contains("is this", alert.Description, StringComparison.Ordinal);
        Assert.Equal("Nothing: it was not recognised", Read("[1, 2]").By);
    }

    [Theory]
    [InlineData("START", "Airflow (OpenLineage) says START, which is neither a failure nor the end of one.")]
    [InlineData("RUNNING", "Airflow (OpenLineage) says RUNNING, which is neither a failure nor the end of one.")]
    [InlineData("ABORT", "Airflow (OpenLineage) says ABORT, which is neither a failure nor the end of one.")]
    public void Of_a_run_that_goes_on_nothing_is_made(string happened, string why) => Assert.Equal(
        why, Only(Change("airflow/openlineage.fail.json", "\"FAIL\"", $"\"{happened}\"")).OfNoInterest);

    [Theory]
    [InlineData(1, 2, "This try failed, and Airflow tries again.")]
    [InlineData(3, 2, null)]
    [InlineData(1, 0, null)]
    public void A_try_that_is_not_the_last_opens_nothing(int nth, int retries, string? why) => Assert.Equal(
        why, Only(Change(
            "airflow/openlineage.fail.json", "\"errorMessage\"",
            $$$"""
            "airflow": {"task": {"retries": {{{retries}}} }, "taskInstance": {"try_number": {{{nth}}},
             "log_url": "https://airflow.example.com/log"} }, "errorMessage"
            """)).OfNoInterest);

    [Theory]
    [InlineData("\"run_status\": \"FAILURE\"", "\"run_status\": \"SUCCESS\"", AlertStatus.Resolved, null)]
    [InlineData("\"is_sample\": \"false\"", "\"is_sample\": \"true\"", AlertStatus.Firing,
        "It is a sample, which tells of no failure.")]
    public void Dagsters_success_is_well_and_its_sample_nothing(string what, string into, AlertStatus status, string? why)
    {
        var alert = Only(Change("dagster/webhook.own-template.json", what, into));
        Assert.Equal((status, why), (alert.Status, alert.OfNoInterest));
    }

    [Fact]
    public void A_variable_of_Datadog_that_is_not_set_is_no_key()
    {
        var one = Only(Change("datadog/own-template.triggered.json", "\"1234\"", "\"$ALERT_ID\""));
        Assert.Equal("hooks|||prod|freshness of analytics.orders (table:orders)", one.DeduplicationKey);
        var other = Only(Change("datadog/own-template.triggered.json", "\"table:orders,env:prod\"", "\"$ALERT_SCOPE\""));
        Assert.Equal("1234/-", other.DeduplicationKey);
    }

    [Theory]
    [InlineData("env:prod,monitor,table:orders", "prod")]
    [InlineData("monitor,env:dev", "dev")]
    [InlineData("monitor", null)]
    [InlineData("$TAGS", null)]
    public void Datadogs_tags_say_which_environment_it_is(string tags, string? environment) => Assert.Equal(
        environment,
        Only(Change("datadog/own-template.triggered.json", "env:prod,monitor,table:orders", tags)).Environment);

    [Fact]
    public void Datadogs_default_body_is_well_when_its_title_says_so_and_has_the_same_key()
    {
        var (fires, well) = (
            Only(Samples.Text("datadog/default-template.json")),
            Only(Change("datadog/default-template.json", "[Triggered on", "[Recovered on")));
        Assert.Equal(AlertStatus.Resolved, well.Status);
        Assert.Equal(fires.DeduplicationKey, well.DeduplicationKey);
        Assert.Equal(AlertStatus.Firing, Only(Change("datadog/default-template.json", "[Triggered on", "[No data on")).Status);
    }

    [Theory]
    [InlineData("Re-Triggered", "Triggered")]
    [InlineData("Renotify", "Triggered")]
    [InlineData("Re-No Data", "No Data")]
    [InlineData("Re-Warn", "Warn")]
    public void What_Datadog_says_once_more_fires_as_it_did_before(string again, string became)
    {
        var alert = Only(Change("datadog/own-template.triggered.json", "\"Triggered\"", $"\"{again}\""));
        Assert.Equal((AlertStatus.Firing, became), (alert.Status, alert.StatusWord));
        var titled = Only(Change("datadog/default-template.json", "[Triggered on", $"[{again} on"));
        Assert.Equal((AlertStatus.Firing, became), (titled.Status, titled.StatusWord));
    }

    [Theory]
    [InlineData("created", false, false)]
    [InlineData("unresolved", false, false)]
    [InlineData("resolved", true, false)]
    [InlineData("archived", true, false)]
    [InlineData("assigned", false, true)]
    public void An_issue_of_Sentry_is_what_became_of_it(string action, bool isWell, bool isNothing)
    {
        var alert = Only(Change("sentry/issue.created.json", "\"created\"", $"\"{action}\""));
        Assert.Equal(
            (isWell ? AlertStatus.Resolved : AlertStatus.Firing, isNothing), (alert.Status, alert.OfNoInterest is not null));
    }

    [Fact]
    public void What_Sentry_tells_of_persons_is_neither_shown_nor_kept()
    {
        var reading = Read(Samples.Text("sentry/event-alert.json"));
        string[] kept = [Encoding.UTF8.GetString(reading.Body), Encoding.UTF8.GetString(reading.Heard[0].Body)];
        foreach (var text in kept)
        {
            Assert.DoesNotContain("192.0.2.90", text, StringComparison.Ordinal);
            Assert.Contains("heck is not defined", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_event_and_its_issue_are_one_thing_and_a_rule_of_the_same_number_another()
    {
        var number = Only(Samples.Text("sentry/event-alert.json")).DeduplicationKey;
        Assert.Equal(number, Only(Change("sentry/issue.created.json", "1170820242", number)).DeduplicationKey);
        Assert.NotEqual("7", Only(Samples.Text("sentry/metric-alert.resolved.json")).DeduplicationKey);
    }

    [Theory]
    [InlineData("fixed", true)]
    [InlineData("expected", true)]
    [InlineData("no_action_needed", true)]
    [InlineData("false_positive", true)]
    [InlineData("investigating", false)]
    [InlineData("work_in_progress", false)]
    public void Monte_Carlo_closes_by_feedback(string feedback, bool isWell) => Assert.Equal(
        isWell ? AlertStatus.Resolved : AlertStatus.Firing,
        Only(Change("monte-carlo/derived.update-fixed.json", "\"fixed\"", $"\"{feedback}\"")).Status);

    [Theory]
    [InlineData("pass", AlertStatus.Resolved)]
    [InlineData("warn", AlertStatus.Firing)]
    [InlineData("error", AlertStatus.Firing)]
    public void A_check_of_Soda_is_what_came_out(string outcome, AlertStatus status) => Assert.Equal(
        status, Only(Change("soda/check-evaluation.json", "\"fail\"", $"\"{outcome}\"")).Status);

    [Fact]
    public void Each_check_of_Soda_is_an_alert_of_its_own()
    {
        var soda = JsonNode.Parse(Samples.Text("soda/check-evaluation.json"))!;
        var checks = soda["checkResults"]!.AsArray();
        var other = checks[0]!.DeepClone();
        (other["name"], other["outcome"]) = ("row count", "pass");
        checks.Add(other);
        var heard = Read(soda.ToJsonString()).Heard;
        Assert.Equal(["sodaspark/bnm_orders/row count"], heard.Skip(1).Select(h => h.Alert.DeduplicationKey));
        Assert.Equal([AlertStatus.Firing, AlertStatus.Resolved], heard.Select(h => h.Alert.Status));
        checks.Clear();
        Assert.Equal("It lists no alerts.", Only(soda.ToJsonString()).OfNoInterest);
    }

    [Theory]
    [InlineData("""{"title": "Orders late", "status": "firing", "deduplication_key": "k"}""", "Orders late", "k")]
    [InlineData("Orders are late, says a script", "A subject", "arn:aws:sns:eu-west-1:1:t/A subject")]
    [InlineData("""{"odd": 1}""", "A subject", "arn:aws:sns:eu-west-1:1:t/A subject")]
    public void A_topic_may_hold_whatever_somebody_sends_to_it(string message, string title, string key)
    {
        var alert = Only(new JsonObject
        {
            ["Type"] = "Notification",
            ["MessageId"] = "m",
            ["TopicArn"] = "arn:aws:sns:eu-west-1:1:t",
            ["Subject"] = "A subject",
            ["Message"] = message,
        }.ToJsonString());
        Assert.Equal((title, key), (alert.Title, alert.DeduplicationKey));
    }

    [Theory]
    [InlineData("acknowledge", true)]
    [InlineData("resolve", false)]
    public void In_PagerDutys_form_an_acknowledgement_calls_nobody(string action, bool isNothing) => Assert.Equal(
        isNothing, Only(Change("great-expectations/pagerduty.json", "\"trigger\"", $"\"{action}\"")).OfNoInterest is not null);
}
