using System.Text;
using System.Text.Json.Nodes;
using Bot.Alerts;
using Bot.Alerts.Senders;
using Bot.Domain.Alerts;

namespace Bot.Tests.Alerts.Senders;

public sealed class PagerDutyTests
{
    const string Channel = "#inc-1-dagfailed-orders-daily-critical";

    [Fact]
    public async Task What_Alertmanager_sends_to_PagerDuty_opens_an_incident_and_calms_it()
    {
        await using var afternoon = await Afternoon.Begin();
        var (status, answer) = await Send(afternoon, Sample("alertmanager-0.25.trigger"));
        const string key = "59de57d4618abb7de4a0e428405e3a2736e9a2bac244d6fc5d6a88fd320b0a50";
        Assert.Equal((202, "success", "Event processed", key),
            (status, (string?)answer["status"], (string?)answer["message"], (string?)answer["dedup_key"]));
        Assert.Contains("Opened INC-1.", (string?)answer["reason"], StringComparison.Ordinal);
        Assert.Equal("https://runbooks.example.com/orders", afternoon.Ledger()[0].SourceUrl);

        (status, answer) = await Send(afternoon, $$"""{"event_action":"acknowledge","dedup_key":"{{key}}"}""");
        Assert.Equal((202, key), (status, (string?)answer["dedup_key"]));
        Assert.Equal("Somebody works on it elsewhere: it is kept, and nobody is called.", afternoon.Reason());
        Assert.DoesNotContain("2 times", afternoon.Card(Channel).Text, StringComparison.Ordinal);

        await Send(afternoon, Sample("alertmanager-0.25.resolve"));
        Assert.Contains("Monitoring", afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("acknowledge")]
    [InlineData("resolve")]
    [InlineData("airflow-async.resolve")]
    public async Task Of_a_key_that_nobody_knows_nothing_happens_and_that_is_success(string sample)
    {
        await using var afternoon = await Afternoon.Begin();
        var (status, answer) = await Send(afternoon, Sample(sample));
        Assert.Equal((202, "Event processed"), (status, (string?)answer["message"]));
        Assert.Equal("stored", Assert.Single(afternoon.Ledger()).Decision);
    }

    [Fact]
    public async Task Without_a_key_of_its_own_the_same_summary_is_the_same_thing()
    {
        await using var afternoon = await Afternoon.Begin();
        var snowflake = Samples.Text("snowflake/pagerduty-template.json");
        var (_, first) = await Send(afternoon, snowflake);
        var (_, second) = await Send(afternoon, snowflake);
        Assert.False(string.IsNullOrEmpty((string?)first["dedup_key"]));
        Assert.Equal((string?)first["dedup_key"], (string?)second["dedup_key"]);
        Assert.Contains("2 times", afternoon.Card("#inc-1-task-orders-load-failed-3-times-in-a-row").Text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INFO", "info")]
    [InlineData("Critical", "critical")]
    [InlineData("page", "error")]
    [InlineData(null, "error")]
    public void A_severity_that_is_none_is_an_error(string? sent, string severity)
    {
        var body = JsonNode.Parse(Sample("trigger.full"))!;
        body["payload"]!["severity"] = sent;
        Assert.Equal(severity, Read(body.ToJsonString())["severity"]);
    }

    [Fact]
    public void An_event_is_told_with_what_its_sender_put_into_it()
    {
        var alert = Read(Sample("trigger.full"));
        Assert.Equal(("Example alert on host1.example.com", "https://example.com/", "samplekeyhere"),
            (alert.Title, alert.SourceUrl, alert.DeduplicationKey));
        Assert.Equal(("postgres", "prod-datapipe", "deploy", "1500ms"),
            (alert["component"], alert["group"], alert["class"], alert["ping time"]));
        var places = JsonNode.Parse(Sample("trigger.full"))!;
        places["payload"]!["custom_details"] = new JsonObject
        {
            ["branch"] = "main",
            ["environment"] = "prod",
            ["error"] = "no rows",
        };
        alert = Read(places.ToJsonString());
        Assert.Equal(("main", "prod", "no rows"), (alert.Branch, alert.Environment, alert.Description));
        places["payload"]!["custom_details"] = "free words";
        Assert.Equal("free words", Read(places.ToJsonString()).Description);
    }

    [Theory]
    [InlineData("""[{"text":"x"},{"href":"https://ok.example.com/1"}]""", "https://ok.example.com/1")]
    [InlineData("""["x",{"href":"mailto:ana@example.com"},{"href":"https://ok.example.com/1"}]""", "https://ok.example.com/1")]
    [InlineData("""[{"text":"x"}]""", "https://client.example.com/")]
    [InlineData("""{}""", "https://client.example.com/")]
    public void The_first_link_that_leads_anywhere_counts(string links, string link)
    {
        var body = JsonNode.Parse(Sample("trigger.full"))!;
        body["links"] = JsonNode.Parse(links);
        body["client_url"] = "https://client.example.com/";
        Assert.Equal(link, Read(body.ToJsonString()).SourceUrl);
    }

    [Theory]
    [InlineData("""{}""", "'event_action' is missing or blank")]
    [InlineData("""{"event_action":"trigger"}""", "'payload.summary' is missing or blank")]
    [InlineData("""{"event_action":"trigger","payload":{"summary":"x","severity":"info"}}""",
        "'payload.source' is missing or blank")]
    [InlineData("""{"event_action":"trigger","payload":{"summary":"x","source":"y"}}""",
        "'payload.severity' is missing or blank")]
    [InlineData("""{"event_action":"resolve"}""", "'dedup_key' is missing or blank")]
    [InlineData("""{"event_action":"acknowledge","dedup_key":""}""", "'dedup_key' is missing or blank")]
    [InlineData("""{"event_action":"explode","payload":{"summary":"x","source":"y","severity":"info"}}""",
        "'event_action' must be one of: trigger, acknowledge, resolve")]
    public async Task What_is_missing_is_said_as_PagerDuty_says_it_and_the_event_is_kept(string body, string error)
    {
        await using var afternoon = await Afternoon.Begin();
        var (status, answer) = await Send(afternoon, body);
        Assert.Equal((400, "invalid event", "Event object is invalid"),
            (status, (string?)answer["status"], (string?)answer["message"]));
        Assert.Contains(error, answer["errors"]!.AsArray().Select(e => (string?)e));
        Assert.Equal("opened", Assert.Single(afternoon.Ledger()).Decision);
    }

    [Fact]
    public async Task The_key_alone_says_whose_it_is_and_without_the_right_one_nothing_is_kept()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Intake:Tokens:airflow"] = "secret-of-airflow" });
        const string resolve = """{"event_action":"resolve","dedup_key":"k"}""";
        await Send(afternoon, resolve, "secret-of-airflow");
        Assert.Equal("airflow", Assert.Single(afternoon.Ledger()).Source);
        var (status, answer) = await Send(afternoon, resolve, "secret-of-nobody");
        Assert.Equal((401, "Invalid routing key"), (status, (string?)answer["errors"]![0]));
        (status, answer) = await Send(afternoon, resolve, key: null);
        Assert.Equal((400, "'routing_key' is missing or blank"), (status, (string?)answer["errors"]![0]));
        (status, _) = await Post(afternoon, "not even JSON");
        Assert.Equal(400, status);
        Assert.Single(afternoon.Ledger());
    }

    [Fact]
    public async Task What_breaks_off_behind_its_key_is_shown_and_what_is_too_long_is_kept_cut()
    {
        await using var afternoon = await Afternoon.Begin();
        var begun = $$"""{"payload":{"x":[1]},"routing_key":"{{Afternoon.IntakeToken}}","event_action":"trig""";
        var (status, answer) = await Post(afternoon, begun);
        Assert.Equal((400, "The body is no JSON object"), (status, (string?)answer["errors"]![0]));
        afternoon.Finn.Sees("#inc-1-unreadable-alert-from-circleci", "#data-incidents");
        (status, _) = await Post(afternoon, begun + new string('x', AlertBody.MaxLength) + "\"}");
        Assert.Equal(202, status);
        afternoon.Finn.Sees("#inc-2-oversized-alert-from-circleci", "#data-incidents");
    }

    [Fact]
    public async Task A_change_is_kept_and_opens_nothing()
    {
        await using var afternoon = await Afternoon.Begin();
        var (status, answer) = await Send(afternoon, Sample("change"), path: "v2/change/enqueue");
        Assert.Equal((202, "success", "Change event processed"),
            (status, (string?)answer["status"], (string?)answer["message"]));
        var kept = Assert.Single(afternoon.Ledger());
        Assert.Equal(
            ("Build Success: Increase snapshot create timeout to 30 seconds", "stored", "https://acme.example.com/build/2"),
            (kept.Title, kept.Decision, kept.SourceUrl));
        (status, _) = await Send(afternoon, "{}", path: "v2/change/enqueue");
        Assert.Equal(400, status);
        Assert.Null(afternoon.Finn.Look("INC-1"));
    }

    static Alert Read(string body) => Assert.Single(PagerDuty.Events("ci", Encoding.UTF8.GetBytes(body), null)).Alert;

    static string Sample(string name) => Samples.Text($"pagerduty/{name}.json");

    static Task<(int Status, JsonObject Answer)> Send(
        Afternoon afternoon, string body, string? key = Afternoon.IntakeToken, string path = "v2/enqueue")
    {
        var json = JsonNode.Parse(body)!.AsObject();
        json["routing_key"] = key;
        return Post(afternoon, json.ToJsonString(), path);
    }

    static async Task<(int Status, JsonObject Answer)> Post(Afternoon afternoon, string body, string path = "v2/enqueue")
    {
        using var response = await afternoon.Post(path, new StringContent(body), token: null);
        await afternoon.Settle();
        return ((int)response.StatusCode, await response.Json());
    }
}
