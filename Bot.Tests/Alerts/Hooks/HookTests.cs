using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Alerts.Hooks;

/// <summary>Posts to a hook, by people who look at Slack.</summary>
public sealed class HookTests
{
    const string Secret = "client-secret", Token = "token-of-sentry";

    static Task<Afternoon> Begin() => Afternoon.Begin(settings: new()
    {
        ["Intake:Secrets:sentry"] = Secret,
        ["Intake:Tokens:sentry"] = Token,
    });

    static async Task<(HttpStatusCode Status, JsonObject Answer)> Post(
        Afternoon afternoon, string body, string path = "v1/hooks/circleci", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(afternoon.Url, path))
        {
            // As Prefect has it: nothing says what it is.
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (headers.Length == 0) request.Headers.Authorization = new("Bearer", Afternoon.IntakeToken);
        using var http = new HttpClient();
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        await afternoon.Settle();
        return (response.StatusCode, await response.Json());
    }

    [Fact]
    public async Task A_task_of_Airflow_that_fails_opens_an_incident_and_is_well_when_it_completes()
    {
        await using var afternoon = await Begin();
        var fails = Samples.Text("airflow/openlineage.fail.json");
        var (status, answer) = await Post(afternoon, fails);
        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal("airflow-prod/orders_daily.load_orders", (string?)answer["deduplication_key"]);
        Assert.Equal(
            "It names no branch and no environment, so it counts as production. Opened INC-1.", (string?)answer["reason"]);
        const string Channel = "#inc-1-orders-daily-load-orders";
        Assert.Contains("No active warehouse selected", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        // It tells twice of one failure.
        await Post(afternoon, fails);
        Assert.Equal("The failure of the same run is known already, and counts once.", afternoon.Reason());
        await Post(afternoon, Samples.Text("airflow/openlineage.complete.json"));
        Assert.Contains("Monitoring", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        // What comes too late changes nothing.
        var late = fails.Replace("01948a7c", "11111111", StringComparison.Ordinal);
        Assert.Contains("changes nothing", (string?)(await Post(afternoon, late)).Answer["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Elementary_hears_200_and_all_others_202()
    {
        await using var afternoon = await Begin();
        Assert.Equal(HttpStatusCode.OK, (await Post(afternoon, Samples.Text("elementary/slack-webhook.shape.json"))).Status);
        afternoon.Finn.Sees("#inc-1-not-null-orders-id-failed", "#data-incidents");
        Assert.Equal(HttpStatusCode.Accepted, (await Post(afternoon, Samples.Text("soda/validate.json"))).Status);
        Assert.Equal("Soda says validate, which is neither a failure nor the end of one.", afternoon.Reason());
    }

    [Fact]
    public async Task The_token_may_stand_in_the_address_and_without_one_nothing_is_stored()
    {
        await using var afternoon = await Begin();
        var body = Samples.Text("monte-carlo/anomaly.json");
        foreach (var (path, headers) in new (string, (string, string)[])[]
        {
            ("v1/hooks/circleci", [("X-Nothing", "x")]),
            ("v1/hooks/circleci?token=wrong-token", [("X-Nothing", "x")]),
            ("v1/hooks/nobody", [("Authorization", $"Bearer {Afternoon.IntakeToken}")]),
        })
            Assert.Equal(HttpStatusCode.Unauthorized, (await Post(afternoon, body, path, headers)).Status);
        Assert.Empty(afternoon.Ledger());
        Assert.Equal(0, afternoon.Get<Database>().Read(db => db.ExecuteScalar<long>("select count(*) from hooks")));
        Assert.Equal(
            HttpStatusCode.Accepted,
            (await Post(afternoon, body, $"v1/hooks/circleci?token={Afternoon.IntakeToken}", ("X-Nothing", "x"))).Status);
        Assert.Single(afternoon.Ledger());
    }

    [Fact]
    public async Task What_Sentry_signed_is_taken_once_and_what_it_did_not_is_refused()
    {
        await using var afternoon = await Begin();
        var vector = JsonNode.Parse(Samples.Text("signatures.json"))!.AsArray().Single(v => (string?)v!["scheme"] == "sentry")!;
        var resolved = Samples.Text((string)vector["body_file"]!);
        (string, string)[] Headers(string signature, string id) =>
            [("Sentry-Hook-Signature", signature), ("Sentry-Hook-Resource", "metric_alert"), ("Request-ID", id)];
        const string Hook = "v1/hooks/sentry";
        var first = await Post(afternoon, resolved, Hook, Headers((string)vector["value"]!, "1"));
        Assert.Equal(HttpStatusCode.Accepted, first.Status);
        Assert.Equal("It is resolved, and nothing is open for its key.", afternoon.Reason());

        var critical = resolved.Replace("\"action\": \"resolved\"", "\"action\": \"critical\"", StringComparison.Ordinal);
        var right = Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(critical)));
        var wrong = Headers((string)vector["value"]!, "2");
        Assert.Equal(HttpStatusCode.Unauthorized, (await Post(afternoon, critical, Hook, wrong)).Status);
        // The right token does not make a wrong signature right.
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await Post(afternoon, critical, Hook, [.. wrong, ("Authorization", $"Bearer {Token}")])).Status);
        Assert.Single(afternoon.Ledger());
        await Post(afternoon, critical, Hook, Headers(right, "2"));
        afternoon.Finn.Sees("#inc-1-too-many-errors", "#data-incidents");
        await Post(afternoon, critical, Hook, Headers(right, "2"));
        Assert.Equal("The same delivery came before, so it changes nothing.", afternoon.Reason());
    }

    [Fact]
    public async Task Of_persons_nothing_reaches_the_database()
    {
        await using var afternoon = await Begin();
        await Post(afternoon, Samples.Text("sentry/event-alert.json"));
        var kept = afternoon.Get<Database>().Read(db => db.Query<byte[]>("select bytes from bodies").ToList());
        Assert.NotEmpty(kept);
        Assert.All(kept.Select(Encoding.UTF8.GetString), body =>
        {
            Assert.DoesNotContain("192.0.2.90", body, StringComparison.Ordinal);
            Assert.Contains("heck is not defined", body, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(20, "Unreadable")]
    [InlineData(30_000, "ReferenceError: heck is not defined")]
    [InlineData(300_000, "Unreadable")]
    public async Task Of_what_Sentry_sends_in_another_form_or_far_too_long_nothing_is_kept(int length, string title)
    {
        await using var afternoon = await Begin();
        var body = title == "Unreadable" ? """{"user": {"ip_address": "192.0.2.90"}, "x": [1]}"""
            : Samples.Text("sentry/event-alert.json")
                .Replace("\"_ref\": 1,", "\"x\": [1], \"_ref\": 1,", StringComparison.Ordinal);
        var many = string.Join(',', Enumerable.Repeat('1', length));
        await Post(
            afternoon, body.Replace("[1]", $"[{many}]", StringComparison.Ordinal), headers:
            [("Authorization", $"Bearer {Afternoon.IntakeToken}"), ("Sentry-Hook-Resource", "event_alert")]);
        Assert.Equal(
            title == "Unreadable" ? "A message of Sentry that circleci cannot read" : title, afternoon.Ledger()[0].Title);
        var kept = afternoon.Get<Database>().Read(db => db.Query<byte[]>("select bytes from bodies").ToList());
        Assert.All(kept, bytes => Assert.DoesNotContain("192.0.2.90", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_monitor_of_Datadog_recovers_and_each_of_its_events_counts_once()
    {
        await using var afternoon = await Begin();
        var fires = Samples.Text("datadog/own-template.triggered.json")
            .Replace("\"alert_id\"", "\"id\": \"77-1\", \"alert_id\"", StringComparison.Ordinal);
        await Post(afternoon, fires);
        await Post(afternoon, fires);
        Assert.Equal("The same delivery came before, so it changes nothing.", afternoon.Reason());
        await Post(afternoon, Samples.Text("datadog/own-template.recovered.json"));
        Assert.Contains("Monitoring", afternoon.Card("#inc-1-freshness-of-analytics-orders").Text, StringComparison.Ordinal);
    }
}
