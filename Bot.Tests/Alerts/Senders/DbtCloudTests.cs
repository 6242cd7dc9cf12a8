using System.Text.Json.Nodes;
using Bot.Alerts.Senders;
using Bot.Domain.Alerts;
using Bot.Tests.Alerts.Dbt;

namespace Bot.Tests.Alerts.Senders;

public sealed class DbtCloudTests
{
    const string Channel = "#inc-1-daily-job-dbt-build-failed";

    [Fact]
    public async Task Errored_and_completed_of_one_run_are_one_alert_and_the_next_success_calms_it()
    {
        await using var dbt = await Signed.DbtCloud();
        Assert.Equal("It is about environment Production. Opened INC-1.", await dbt.Reason(Run(1, "errored")));
        Assert.Equal("The failure of the same run is known already, and counts once.", await dbt.Reason(Run(1, "completed", 20)));
        Assert.DoesNotContain("2 times", dbt.Afternoon.Card(Channel).Text, StringComparison.Ordinal);
        Assert.Contains("changes nothing", await dbt.Reason(Run(0, "completed", 10)), StringComparison.Ordinal);
        Assert.DoesNotContain("Monitoring", dbt.Afternoon.Card(Channel).Text, StringComparison.Ordinal);
        await dbt.Reason(Run(2, "completed", 10));
        Assert.Contains("Monitoring", dbt.Afternoon.Card(Channel).Text, StringComparison.Ordinal);
        // The failure of the run before is told late.
        Assert.Contains("changes nothing", await dbt.Reason(Run(1, "completed", 20, "again")), StringComparison.Ordinal);
        await dbt.Reason(Run(3, "errored"));
        Assert.Contains("2 times", dbt.Afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_artifact_of_a_run_and_its_webhook_are_one_incident()
    {
        var afternoon = await Afternoon.Begin(settings: new() { ["Intake:Secrets:circleci"] = "example-secret" });
        await using var dbt = new Signed(afternoon, "v1/dbt-cloud/circleci", "Authorization");
        await afternoon.Sends(OfCloud(1, "error stg_orders"), "?environment=prod");
        Assert.Equal("Joined INC-1, which is about the same job.", await dbt.Reason(Run(1, "errored")));
        // It passed, which says nothing of a node that it left out.
        Assert.Contains("Resolve is offered", await dbt.Reason(Run(2, "completed", 10)), StringComparison.Ordinal);
        await afternoon.Sends(OfCloud(3, "success stg_orders"), "?environment=prod");
        Assert.All(afternoon.Ledger(), alert => Assert.Equal(1, alert.Incident));
        await afternoon.Sends(OfCloud(4, "error stg_orders").Replace("\"123\"", "\"124\"", StringComparison.Ordinal));
        Assert.Equal(2, afternoon.Ledger()[0].Incident);
    }

    static string OfCloud(int run, params string[] nodes) => DbtFiles.Run(nodes).Replace(
        "\"dbt_version\"", $$"""
        "env": {"DBT_CLOUD_JOB_ID": "123", "DBT_CLOUD_RUN_ID": "{{run}}"}, "dbt_version"
        """, StringComparison.Ordinal);

    [Fact]
    public async Task The_completion_that_comes_alone_or_first_is_the_alert()
    {
        await using var dbt = await Signed.DbtCloud();
        await dbt.Reason(Run(1, "completed", 20));
        Assert.Contains("counts once", await dbt.Reason(Run(1, "errored")), StringComparison.Ordinal);
        dbt.Afternoon.Finn.Sees("INC-1", Channel);
    }

    [Fact]
    public async Task A_run_that_started_or_was_canceled_changes_nothing_and_makes_nothing_old()
    {
        await using var dbt = await Signed.DbtCloud();
        Assert.Equal("The bot takes no interest in job.run.started of dbt Cloud.", await dbt.Reason(Run(3, "started", 3)));
        await dbt.Reason(Run(1, "errored"));
        Assert.Equal("The run was canceled, which says neither that it failed nor that it is well.",
            await dbt.Reason(Run(2, "completed", 30)));
        Assert.DoesNotContain("Monitoring", dbt.Afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_event_again_changes_nothing()
    {
        await using var dbt = await Signed.DbtCloud();
        await dbt.Reason(Run(1, "errored"));
        Assert.Equal("The same delivery came before, so it changes nothing.", await dbt.Reason(Run(1, "errored")));
        Assert.Equal(2, dbt.Afternoon.Ledger().Count);
    }

    [Fact]
    public async Task The_link_leads_to_the_run_where_the_address_says_where_the_account_is()
    {
        await using var dbt = await Signed.DbtCloud("?access_url=ab123.us1.dbt.com/");
        await dbt.Reason(Samples.Text("dbt-cloud/errored.json"));
        Assert.Equal("https://ab123.us1.dbt.com/deploy/1/projects/167194/runs/12345", dbt.Afternoon.Ledger()[0].SourceUrl);
    }

    [Theory]
    [InlineData("completed.success", "Daily Job (dbt build) passed", AlertStatus.Resolved, null)]
    [InlineData("completed.errored", "Daily Job (dbt build) failed", AlertStatus.Firing, null)]
    [InlineData("errored", "Daily Job (dbt build) failed", AlertStatus.Firing, null)]
    [InlineData("old-2023.errored", "dbt Vault failed", AlertStatus.Firing, null)]
    [InlineData("started", "Daily Job (dbt build) runs", AlertStatus.Firing,
        "The bot takes no interest in job.run.started of dbt Cloud.")]
    [InlineData("derived.completed.canceled", "Daily Job (dbt build) was canceled", AlertStatus.Firing,
        "The run was canceled, which says neither that it failed nor that it is well.")]
    public void Real_messages_are_understood(string sample, string title, AlertStatus status, string? ofNoInterest)
    {
        var heard = Assert.Single(DbtCloud.Read(
            "ci", System.Text.Encoding.UTF8.GetBytes(Samples.Text($"dbt-cloud/{sample}.json")), null, null));
        Assert.Equal((title, status, ofNoInterest, "1/123", "12345"),
            (heard.Alert.Title, heard.Alert.Status, heard.Alert.OfNoInterest, heard.Alert.DeduplicationKey, heard.Run));
        Assert.DoesNotContain("None", heard.Alert.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cancelled", AlertStatus.Firing, true)]
    [InlineData("SUCCESS", AlertStatus.Resolved, false)]
    [InlineData("Error", AlertStatus.Firing, false)]
    [InlineData("Exploded", AlertStatus.Firing, false)]
    [InlineData(null, AlertStatus.Firing, true)]
    public void Without_a_code_the_word_counts_and_one_that_nobody_knows_is_a_failure(
        string? word, AlertStatus status, bool isOfNoInterest)
    {
        var body = new JsonObject
        {
            ["eventType"] = "job.run.completed",
            ["data"] = new JsonObject { ["jobId"] = "1", ["runStatus"] = word },
        };
        var alert = Assert.Single(DbtCloud.Read("ci", System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()), null, null)).Alert;
        Assert.Equal((status, isOfNoInterest), (alert.Status, alert.OfNoInterest is not null));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("x")]
    [InlineData("""{"eventType":"job.run.errored","data":"x"}""")]
    public async Task What_is_signed_and_cannot_be_read_is_shown(string body)
    {
        await using var dbt = await Signed.DbtCloud();
        Assert.Equal(202, (await dbt.Send(body)).Status);
        dbt.Afternoon.Finn.Sees("#inc-1-unreadable-alert-from-ci", "#data-incidents");
    }

    static string Run(int run, string type, int code = 20, string again = "") => new JsonObject
    {
        ["accountId"] = 1,
        ["eventId"] = $"wev_{run}_{type}{again}",
        ["eventType"] = $"job.run.{type}",
        ["data"] = new JsonObject
        {
            ["jobId"] = "123",
            ["jobName"] = "Daily Job (dbt build)",
            ["runId"] = $"{run}",
            ["environmentName"] = "Production",
            ["runStatusCode"] = code,
            ["runStartedAt"] = $"2026-03-03T09:{run + 20}:00Z",
        },
    }.ToJsonString();
}
