using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Bot.Alerts;
using Bot.People;
using Bot.Sandbox;
using Bot.Storage;

namespace Bot.Tests.Alerts.Dbt;

/// <summary>Artifacts of dbt as a job sends them, and what people see of them.</summary>
public sealed class DbtIntakeTests
{
    const string Job = "?job=dbt_build&environment=prod&branch=main&repository=acme/dbt&url=https://ci.example.com/jobs/12";

    const string NothingNew = "It says nothing new: all its nodes are in this artifact, which came before, or in a newer one.";

    [Fact]
    public async Task A_red_run_is_one_incident_that_says_what_failed_and_what_waits_behind_it()
    {
        await using var afternoon = await Afternoon.Begin();
        await Send(afternoon, DbtFiles.Run("error stg_orders", "skipped fct_orders", "skipped dim_orders", "success stg_users"));
        var card = Card(afternoon);
        Assert.Contains(
            "dbt_build: stg_orders failed: Key (email)=(…) of stg_orders exists", card.Text, StringComparison.Ordinal);
        Assert.Contains("2 nodes skipped because of it: fct_orders, dim_orders.", card.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ana@example.com", card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_failure_of_the_job_is_a_line_in_its_channel_and_a_run_that_is_well_ends_both()
    {
        await using var afternoon = await Afternoon.Begin();
        await Send(afternoon, DbtFiles.Run("error stg_orders", "skipped fct_orders", "skipped dim_orders"));
        await Send(afternoon, DbtFiles.Run("error stg_orders", "fail not_null_users_id"));
        Assert.Equal(2, Alerts(afternoon).Count(a => a is { Incident: 1, Status: "firing", Decision: "joined" }));
        Assert.Contains(
            Messages(afternoon),
            m => m.Text.Contains("Also fails: not_null_users_id failed: 3 rows.", StringComparison.Ordinal));
        Assert.Contains("2 times", Card(afternoon).Text, StringComparison.Ordinal);
        await Send(afternoon, DbtFiles.Run("success stg_orders", "success fct_orders", "pass not_null_users_id"));
        Assert.Contains("Monitoring", Card(afternoon).Text, StringComparison.Ordinal);
        Assert.All(Alerts(afternoon), a => Assert.Equal(1, a.Incident));
    }

    [Fact]
    public async Task A_run_of_some_nodes_says_nothing_of_the_others()
    {
        await using var afternoon = await Afternoon.Begin();
        await Send(afternoon, DbtFiles.Run("error stg_orders", "fail not_null_users_id"));
        await Send(afternoon, DbtFiles.Run("success stg_payments"));
        Assert.Equal(
            "Nothing failed in 1 node; 2 others are still red, which it did not run.", Alerts(afternoon)[0].Reason);
        await Send(afternoon, DbtFiles.Run("pass not_null_users_id"));
        Assert.Equal("It is resolved; 1 of 2 alerts in INC-1 still fire.", Alerts(afternoon)[0].Reason);
        await Send(afternoon, DbtFiles.Run("success stg_orders"));
        Assert.Equal("It is resolved: INC-1 is in Monitoring and Resolve is offered.", Alerts(afternoon)[0].Reason);
    }

    [Fact]
    public async Task The_same_artifact_an_older_one_and_one_that_ran_nothing_change_nothing_and_say_so()
    {
        await using var afternoon = await Afternoon.Begin();
        var (older, newer) = (DbtFiles.Run("success stg_orders"), DbtFiles.Run("error stg_orders"));
        await Send(afternoon, newer);
        Assert.Equal(NothingNew, Reason(await Send(afternoon, newer)));
        Assert.Equal(NothingNew, Reason(await Send(afternoon, older)));
        var docs = DbtFiles.Run("success stg_orders", "success fct_orders")
            .Replace("\"build\"", "\"generate\"", StringComparison.Ordinal);
        Assert.Equal(
            "dbt generate builds and tests no data, so that it neither fails nor recovers.",
            Reason(await Send(afternoon, docs)));
        Assert.DoesNotContain("Monitoring", Card(afternoon).Text, StringComparison.Ordinal);
        Assert.Equal(4, Alerts(afternoon).Count);
    }

    [Fact]
    public async Task Many_nodes_with_one_error_are_one_thing_that_is_wrong()
    {
        await using var afternoon = await Afternoon.Begin();
        await Send(afternoon, DbtFiles.Run([.. Enumerable.Range(0, 200).Select(n => $"expired model_{n}")]));
        var alert = Assert.Single(Alerts(afternoon));
        Assert.Equal("200 nodes, one error: password expired for user '…'", alert.Title);
    }

    [Fact]
    public async Task More_causes_than_a_card_can_list_are_the_first_ones_and_how_many_more()
    {
        await using var afternoon = await Afternoon.Begin();
        await Send(afternoon, DbtFiles.Run([.. Enumerable.Range(0, 50).Select(n => $"fail test_{n:00}")]));
        var alerts = Alerts(afternoon);
        Assert.Equal((20, "31 more nodes failed"), (alerts.Count, alerts[0].Title));
        Assert.All(alerts, a => Assert.Equal(1, a.Incident));
        await Send(afternoon, DbtFiles.Run([.. Enumerable.Range(0, 50).Select(n => $"pass test_{n:00}")]));
        Assert.Contains(Alerts(afternoon), a => a.Reason.Contains("in Monitoring", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plain_alert_of_the_same_job_joins_and_one_of_another_environment_does_not()
    {
        await using var afternoon = await Afternoon.Begin();
        await Send(afternoon, DbtFiles.Run("error stg_orders"));
        await afternoon.Alert("""
            {"title": "dbt_build failed", "status": "firing",
             "metadata": {"repository": "acme/dbt", "branch": "main", "environment": "prod", "job": "dbt_build"} }
            """);
        var joined = Alerts(afternoon)[0];
        Assert.Equal((1, "Joined INC-1, which is about the same job."), (joined.Incident, joined.Reason));
        await Send(afternoon, DbtFiles.Run("error stg_orders"), Job.Replace("prod", "production", StringComparison.Ordinal));
        Assert.Equal(2, Alerts(afternoon)[0].Incident);
    }

    [Fact]
    public async Task What_is_no_artifact_is_an_alert_that_says_so()
    {
        await using var afternoon = await Afternoon.Begin();
        await Send(afternoon, """{"results": [{"node": {"name": "old"}, "error": null}]}""");
        Assert.Equal("Unreadable artifact of dbt from circleci", Assert.Single(Alerts(afternoon)).Title);
        Assert.Contains("before 0.19", Card(afternoon).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_manifest_a_failure_names_its_owner_and_who_looks_at_it()
    {
        await using var afternoon = await Afternoon.Begin();
        var kept = await Sent(afternoon, HttpMethod.Put, $"manifest{Job}", DbtFiles.Manifest);
        Assert.Equal(
            (HttpStatusCode.Accepted, "4 nodes kept"),
            (kept.StatusCode, Message(await kept.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))));
        await Send(afternoon, DbtFiles.Run("error stg_orders", "error stg_users", "skipped fct_orders"));
        var card = Card(afternoon).Text;
        Assert.Contains("1 node skipped because of it: fct_orders.", card, StringComparison.Ordinal);
        Assert.Contains("Owner: finance@example.com.", card, StringComparison.Ordinal);
        Assert.Contains("Shown in: Revenue dashboard (ana@example.com).", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_was_taken_out_of_its_project_is_red_no_more_and_what_no_manifest_knew_stays()
    {
        await using var afternoon = await Afternoon.Begin();
        using var first = await Sent(afternoon, HttpMethod.Put, $"manifest{Job}", DbtFiles.Manifest);
        await Send(afternoon, DbtFiles.Run("fail not_null_users_id", "error stg_new"));
        using var newer = await Sent(
            afternoon, HttpMethod.Put, $"manifest{Job}",
            DbtFiles.Manifest.Replace("2026-03-01", "2026-03-03", StringComparison.Ordinal)
                .Replace("test.acme.not_null_users_id.0", "test.acme.not_null_users_id_2.0", StringComparison.Ordinal));
        await Send(afternoon, DbtFiles.Run("success stg_users"));
        Assert.Equal("It is resolved; 1 of 2 alerts in INC-1 still fire.", Alerts(afternoon)[0].Reason);
        await Send(afternoon, DbtFiles.Run("success stg_users"));
        Assert.Equal(
            "Nothing failed in 1 node; 1 other is still red, which it did not run.", Alerts(afternoon)[0].Reason);
    }

    [Fact]
    public async Task Runs_of_one_job_that_overlap_each_say_what_failed_in_whatever_order_they_come()
    {
        await using var afternoon = await Afternoon.Begin();
        var runs = Enumerable.Range(0, 10).Select(n => DbtFiles.Run($"fail test_{n}")).Reverse().ToList();
        await Task.WhenAll(runs.Select(run => Send(afternoon, run)));
        Assert.Equal(10, Alerts(afternoon).Count(a => a is { Incident: 1, Status: "firing" }));
    }

    [Fact]
    public async Task A_run_of_a_clock_that_is_fast_keeps_none_out_that_come_later()
    {
        await using var afternoon = await Afternoon.Begin();
        await Send(afternoon, DbtFiles.Run("success stg_orders").Replace("\"2026-", "\"2096-", StringComparison.Ordinal));
        var now = afternoon.Get<Database>().WireNow + 1000;
        await Send(afternoon, DbtFiles.RunAt(DateTimeOffset.FromUnixTimeMilliseconds(now), "error stg_orders"));
        Assert.Equal((1, "opened"), (Alerts(afternoon)[0].Incident, Alerts(afternoon)[0].Decision));
    }

    [Fact]
    public async Task A_failure_whose_error_reads_otherwise_the_next_time_is_the_same_failure()
    {
        await using var afternoon = await Afternoon.Begin();
        await Send(afternoon, DbtFiles.Run("error stg_orders"));
        await Send(afternoon, DbtFiles.Run("expired stg_orders"));
        var joined = Alerts(afternoon)[0];
        Assert.Equal((1, "joined", "firing"), (joined.Incident, joined.Decision, joined.Status));
        Assert.Equal(2, Alerts(afternoon).Count);
    }

    [Fact]
    public async Task What_is_red_stays_red_however_many_causes_come_and_go()
    {
        await using var afternoon = await Afternoon.Begin();
        await Send(afternoon, DbtFiles.Run([.. Enumerable.Range(0, 25).Select(n => $"fail test_{n:00}")]));
        await Send(afternoon, DbtFiles.Run([.. Enumerable.Range(0, 10).Select(n => $"pass test_{n:00}")]));
        await Send(afternoon, DbtFiles.Run([.. Enumerable.Range(10, 9).Select(n => $"pass test_{n:00}")]));
        await Send(afternoon, DbtFiles.Run("error stg_orders"));
        Assert.DoesNotContain("Monitoring", Card(afternoon).Text, StringComparison.Ordinal);
        await Send(afternoon, DbtFiles.Run([.. Enumerable.Range(19, 6).Select(n => $"pass test_{n:00}"), "success stg_orders"]));
        Assert.Contains("Monitoring", Card(afternoon).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_joined_its_job_in_the_night_and_is_well_calls_nobody_in_the_morning()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Until(new DateTimeOffset(2026, 3, 3, 22, 0, 0, TimeSpan.Zero));
        await Send(afternoon, DbtFiles.Run("error stg_orders", "fail not_null_users_id"));
        Assert.All(Alerts(afternoon), a => Assert.Equal("waits", a.Decision));
        await afternoon.Finn.Messages("#data-incidents").First(m => m.Buttons.Any()).Click("Open now");
        Assert.All(Alerts(afternoon), a => Assert.Equal(1, a.Incident));
        await Send(afternoon, DbtFiles.Run("success stg_orders", "pass not_null_users_id"));
        Assert.Contains("Monitoring", Card(afternoon).Text, StringComparison.Ordinal);
        await afternoon.Until(new DateTimeOffset(2026, 3, 4, 9, 5, 0, TimeSpan.Zero));
        Assert.Contains("Monitoring", Card(afternoon).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut emoji \\ud83d end")]
    [InlineData("a \\u0000 in it")]
    public async Task What_no_database_can_keep_is_left_out_of_an_error_and_the_rest_is_said(string message)
    {
        await using var afternoon = await Afternoon.Begin();
        await Send(
            afternoon,
            DbtFiles.Run("error stg_orders").Replace("Database Error in model stg_orders", message, StringComparison.Ordinal));
        Assert.StartsWith("stg_orders failed: ", Assert.Single(Alerts(afternoon)).Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "It lists no nodes. Send manifest.json as dbt wrote it.")]
    [InlineData("""{"nodes": {"a": {}, """, "it is no JSON, or not whole, from line 1 on.")]
    [InlineData("""{"nodes": {"\ud83d": {} } }""", "a name in it is no text, or no UTF-8.")]
    public async Task What_is_no_manifest_is_refused_with_a_sentence(string body, string why)
    {
        await using var afternoon = await Afternoon.Begin();
        var answer = await Sent(afternoon, HttpMethod.Put, $"manifest{Job}", body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.StartsWith(
            $"This is no manifest that can be read: {why}",
            Message(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Without_the_token_nothing_is_kept()
    {
        await using var afternoon = await Afternoon.Begin();
        foreach (var (method, what) in new[] { (HttpMethod.Post, "run_results"), (HttpMethod.Put, "manifest") })
        {
            using var answer = await Sent(afternoon, method, what, DbtFiles.Run("error stg_orders"), token: "another");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        Assert.Empty(Alerts(afternoon));
    }

    static IEnumerable<SeenMessage> Messages(Afternoon afternoon) =>
        afternoon.Finn.Messages(afternoon.Workspace.Do(() => $"#{afternoon.Workspace.Conversations.All.Single(
            c => c.Name?.StartsWith("inc-1-", StringComparison.Ordinal) == true).Name}"));

    static SeenMessage Card(Afternoon afternoon) => Assert.Single(Messages(afternoon), m => m.IsPinned);

    static async Task<string> Send(Afternoon afternoon, string body, string job = Job)
    {
        using var answer = await Sent(afternoon, HttpMethod.Post, $"run_results{job}", body);
        var said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, said);
        await afternoon.Settle();
        return said;
    }

    static async Task<HttpResponseMessage> Sent(
        Afternoon afternoon, HttpMethod method, string what, string body, string? token = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(afternoon.Url, $"/v1/dbt/circleci/{what}"))
        {
            Content = new StringContent(body, Encoding.UTF8),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token ?? Afternoon.IntakeToken) },
        };
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    static List<AlertRow> Alerts(Afternoon afternoon) =>
        afternoon.Get<Database>().Read(db => AlertStore.Latest(db, Viewer.Bot, 100));

    static string Reason(string answer) => JsonNode.Parse(answer)!["reason"]!.GetValue<string>();

    static string Message(string answer) => JsonNode.Parse(answer)!["message"]!.GetValue<string>();
}
