using System.Text.Json.Nodes;
using Bot.Alerts.Senders;
using Bot.Domain.Alerts;
using Dapper;

namespace Bot.Tests.Alerts.Senders;

public sealed class CircleCiTests
{
    const string Channel = "#inc-1-dbt-failed-on-main";

    [Fact]
    public async Task A_failed_workflow_opens_an_incident_that_its_success_on_the_same_branch_calms()
    {
        await using var circle = await Signed.CircleCi();
        Assert.Equal("It is about branch main. Opened INC-1.", await circle.Reason(Workflow(1, "failed")));
        var card = circle.Afternoon.Card(Channel).Text;
        Assert.Contains("acme/dbt · main", card, StringComparison.Ordinal);
        Assert.Contains("0a1b2c3 Add refunds", card, StringComparison.Ordinal);
        Assert.Equal(
            "Kept, nobody told: feature/x is no production branch.", await circle.Reason(Workflow(2, "success", "feature/x")));
        Assert.DoesNotContain("Monitoring", circle.Afternoon.Card(Channel).Text, StringComparison.Ordinal);
        Assert.Equal(
            "It is resolved: INC-1 is in Monitoring and Resolve is offered.", await circle.Reason(Workflow(3, "success")));
    }

    [Theory]
    [InlineData("failed", "opened")]
    [InlineData("error", "opened")]
    [InlineData("unauthorized", "opened")]
    [InlineData("canceled", "stored")]
    [InlineData("on_hold", "stored")]
    [InlineData("success", "stored")]
    public async Task What_ended_badly_opens_an_incident_and_nothing_else_does(string status, string decision)
    {
        await using var circle = await Signed.CircleCi();
        await circle.Reason(Workflow(1, status));
        Assert.Equal(decision, Assert.Single(circle.Afternoon.Ledger()).Decision);
    }

    [Fact]
    public async Task A_canceled_workflow_says_neither()
    {
        await using var circle = await Signed.CircleCi();
        await circle.Reason(Workflow(1, "failed"));
        Assert.Equal(
            "It was canceled, which says neither that it failed nor that it is well.",
            await circle.Reason(Workflow(2, "canceled")));
        Assert.DoesNotContain("Monitoring", circle.Afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_delivery_again_changes_nothing_and_says_so()
    {
        await using var circle = await Signed.CircleCi();
        var failed = Workflow(1, "failed");
        await circle.Reason(failed);
        await circle.Reason(Workflow(2, "success"));
        await circle.Afternoon.Pass(TimeSpan.FromHours(24));
        Assert.Equal("The same delivery came before, so it changes nothing.", await circle.Reason(failed));
        Assert.Contains("Monitoring", circle.Afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delivery_that_could_not_be_kept_is_told_so_and_counts_when_it_comes_again()
    {
        await using var circle = await Signed.CircleCi();
        IntakeTests.Fill(circle.Afternoon);
        Assert.Equal(503, (await circle.Send(Workflow(1, "failed"))).Status);
        await using (var db = circle.Afternoon.Store.Open())
            db.Execute($"drop trigger {(TestStore.IsPostgres ? "is_full on alerts" : "full")}");
        Assert.Equal("It is about branch main. Opened INC-1.", await circle.Reason(Workflow(1, "failed")));
    }

    [Fact]
    public async Task A_delivery_with_a_name_of_any_length_is_known_again()
    {
        await using var circle = await Signed.CircleCi();
        var body = $$"""{"type":"ping","id":"{{string.Concat(Enumerable.Range(0, 9000).Select(i => $"{i} "))}}"}""";
        await circle.Reason(body);
        Assert.Contains("came before", await circle.Reason(body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_began_before_the_last_changes_nothing()
    {
        await using var circle = await Signed.CircleCi();
        await circle.Reason(Workflow(5, "success"));
        Assert.Contains("4 min before the last", await circle.Reason(Workflow(1, "failed")), StringComparison.Ordinal);
        Assert.Null(circle.Afternoon.Finn.Look("INC-1"));
        await circle.Reason(Workflow(6, "failed"));
        Assert.Contains("changes nothing", await circle.Reason(Workflow(4, "success")), StringComparison.Ordinal);
        Assert.DoesNotContain("Monitoring", circle.Afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_and_its_workflow_are_one_failure_and_the_workflow_says_when_it_is_well()
    {
        await using var circle = await Signed.CircleCi();
        Assert.Equal("It is about branch main. Opened INC-1.", await circle.Reason(Job(1, "build", "failed")));
        Assert.Contains("Job build failed.", circle.Afternoon.Card(Channel).Text, StringComparison.Ordinal);
        Assert.Equal(
            "The failure of the same run is known already, and counts once.", await circle.Reason(Workflow(1, "failed")));
        Assert.Equal(
            "build passed, but that all of its run did is not said yet.", await circle.Reason(Job(2, "build", "success")));
        Assert.DoesNotContain("Monitoring", circle.Afternoon.Card(Channel).Text, StringComparison.Ordinal);
        await circle.Reason(Workflow(2, "success"));
        Assert.Contains("Monitoring", circle.Afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_jobs_alone_are_told_it_is_well_when_the_last_that_failed_has_passed()
    {
        await using var circle = await Signed.CircleCi();
        await circle.Reason(Job(1, "build", "failed"));
        await circle.Reason(Job(1, "test", "failed"));
        await circle.Reason(Job(1, "lint", "success"));
        Assert.Equal("build passed, but test of its run did not.", await circle.Reason(Job(2, "build", "success")));
        Assert.DoesNotContain("Monitoring", circle.Afternoon.Card(Channel).Text, StringComparison.Ordinal);
        Assert.Equal("It is resolved: INC-1 is in Monitoring and Resolve is offered.",
            await circle.Reason(Job(2, "test", "success")));
        Assert.Contains("Monitoring", circle.Afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ping_is_kept_and_opens_nothing()
    {
        await using var circle = await Signed.CircleCi();
        Assert.Equal(
            "CircleCI has reached the bot; it tells of no build.", await circle.Reason(Samples.Text("circleci/ping.json")));
        Assert.Equal("CircleCI ping of Testing", Assert.Single(circle.Afternoon.Ledger()).Title);
        Assert.Equal(
            "The bot takes no interest in pipeline-created of CircleCI.", await circle.Reason("""{"type":"pipeline-created"}"""));
        Assert.Null(circle.Afternoon.Finn.Look("INC-1"));
    }

    [Theory]
    [InlineData("not even JSON")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"workflow-completed"}""")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"workflow-completed","workflow":[{"name":"x"}],"pipeline":3}""")]
    public async Task What_is_signed_and_cannot_be_read_is_shown(string body)
    {
        await using var circle = await Signed.CircleCi();
        Assert.Equal(202, (await circle.Send(body)).Status);
        Assert.Single(circle.Afternoon.Ledger());
        if (body != """{"type":7}""") circle.Afternoon.Finn.Sees("#inc-1-unreadable-alert-from-ci", "#data-incidents");
    }

    [Theory]
    [InlineData("workflow-completed.success", "acme/circleci-webhook-test sample passed on main",
        "github/acme/circleci-webhook-test|sample|main", "acme/circleci-webhook-test", "main", "Author Name")]
    [InlineData("workflow-completed.api-nulls", "acme/circleci-webhook-testing sample passed on master",
        "bitbucket/acme/circleci-webhook-testing|sample|master", "acme/circleci-webhook-testing", "master", null)]
    [InlineData("workflow-completed.tag-nulls", "acme/circleci-webhook-test sample passed on a tag",
        "github/acme/circleci-webhook-test|sample|tag", "acme/circleci-webhook-test", null, null)]
    [InlineData("workflow-completed.failed.gitlab", "circleci/hello-world build failed on main",
        "circleci/DdaVtNusHqi24D4YT3X4eu/6EkDPZoN4ZdMKKZtBkRodt|build|main", "circleci/hello-world", "main", "Commit Author")]
    [InlineData("job-completed.success", "acme/circleci-webhook-test sample passed on main",
        "github/acme/circleci-webhook-test|sample|main", "acme/circleci-webhook-test", "main", "Author Name")]
    public void Real_messages_are_understood(
        string sample, string title, string key, string repository, string? branch, string? author)
    {
        var heard = Assert.Single(
            CircleCi.Read("ci", System.Text.Encoding.UTF8.GetBytes(Samples.Text($"circleci/{sample}.json")), null));
        var alert = heard.Alert;
        Assert.Equal((title, key, repository, branch, author),
            (alert.Title, alert.DeduplicationKey, alert["repository"], alert.Branch, alert["author"]));
        Assert.Equal(
            sample.Contains("failed", StringComparison.Ordinal) ? AlertStatus.Firing : AlertStatus.Resolved, alert.Status);
        Assert.StartsWith("https://app.circleci.com/pipelines/", alert.SourceUrl, StringComparison.Ordinal);
        Assert.NotNull(heard.Delivery);
        Assert.NotNull(heard.Began);
        Assert.NotNull(alert["commit"]);
        Assert.Equal(sample.StartsWith("job", StringComparison.Ordinal) ? "build-and-test" : null, heard.Part);
        Assert.False(alert.ReadLeniently);
    }

    static string Workflow(int run, string status, string branch = "main") =>
        Message("workflow-completed", run, status, branch, null);

    static string Job(int run, string job, string status) => Message("job-completed", run, status, "main", job);

    static string Message(string type, int run, string status, string branch, string? job) => new JsonObject
    {
        ["id"] = $"{type} {run} {status} {branch} {job}",
        ["type"] = type,
        ["happened_at"] = $"2026-03-03T09:{run + 30}:00Z",
        ["project"] = new JsonObject { ["slug"] = "gh/acme/dbt" },
        ["workflow"] = new JsonObject
        {
            ["id"] = $"w{run}",
            ["name"] = "dbt",
            ["created_at"] = $"2026-03-03T09:{run + 20}:00Z",
            ["url"] = "https://app.circleci.com/x",
            ["status"] = job is null ? status : null,
        },
        ["job"] = job is null ? null : new JsonObject { ["name"] = job, ["status"] = status },
        ["pipeline"] = new JsonObject
        {
            ["vcs"] = new JsonObject
            {
                ["branch"] = branch,
                ["revision"] = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
                ["commit"] = new JsonObject { ["subject"] = "Add refunds" },
            },
        },
    }.ToJsonString();
}
