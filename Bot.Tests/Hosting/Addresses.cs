using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Bot.Api.Tokens;
using Bot.Storage;

namespace Bot.Tests.Hosting;

/// <summary>A request to each address that the bot has.</summary>
sealed class Addresses : IDisposable
{
    public const string Secret = "example-secret";

    // What programs read and write with.
    static readonly string Token = ApiToken.New();

    readonly Afternoon afternoon;
    readonly HttpClient http;

    /// <param name="afternoon">The bot that is asked.</param>
    /// <param name="host">What whoever asks calls it, and says that a proxy was asked for; null: by its own name.</param>
    public Addresses(Afternoon afternoon, string? host = null)
    {
        (this.afternoon, http) = (afternoon, new() { BaseAddress = afternoon.Url });
        if (host is null) return;
        http.DefaultRequestHeaders.Host = host;
        foreach (var header in (string[])["X-Forwarded-Host", "X-Original-Host"]) http.DefaultRequestHeaders.Add(header, host);
    }

    /// <summary>Lets programs in.</summary>
    public Task LetIn() => afternoon.Get<Database>().Change(tx => ApiToken.Add(
        tx, Token, "walk", ApiScope.Read | ApiScope.Write | ApiScope.Private, TimeSpan.FromDays(30), afternoon.Ivy.Id));

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>
    /// By the address as it is mapped; those that take alerts are given a word that the alert's title is to have, and the others
    /// take no notice of it.
    /// </summary>
    public IReadOnlyDictionary<string, (bool Keeps, Func<string, Task<HttpResponseMessage>> Ask)> All =>
        OfSenders.Concat(OfPrograms.Select(p => KeyValuePair.Create(p.Key, (false, p.Value)))).ToDictionary();

    Dictionary<string, (bool Keeps, Func<string, Task<HttpResponseMessage>> Ask)> OfSenders =>
        new()
        {
            ["/v2/alert_events/http/{source}"] = (true, w => Send(
                "v2/alert_events/http/circleci", $$"""{"title": "{{w}}", "deduplication_key": "{{w}}"}""")),
            ["/v1/alertmanager/{source}"] = (true, w => Send(
                "v1/alertmanager/circleci",
                $$$"""
                {"version": "4", "status": "firing", "alerts": [{"status": "firing", "fingerprint": "{{{w}}}",
                 "labels": {"alertname": "{{{w}}}"}, "annotations": {}, "startsAt": "2026-03-02T09:00:00Z"}]}
                """)),
            ["/v2/enqueue"] = (true, w => Send(
                "v2/enqueue",
                $$$"""
                {"routing_key": "{{{Afternoon.IntakeToken}}}", "event_action": "trigger", "dedup_key": "{{{w}}}",
                 "payload": {"summary": "{{{w}}}", "source": "db", "severity": "error"} }
                """)),
            ["/v2/change/enqueue"] = (true, w => Send(
                "v2/change/enqueue",
                $$$"""{"routing_key": "{{{Afternoon.IntakeToken}}}", "payload": {"summary": "{{{w}}}"} }""")),
            ["/v1/circleci/{source}"] = (true, w => Signed(
                "v1/circleci/ci", "circleci-signature", "v1=",
                $$$"""
                {"id": "{{{w}}}", "type": "workflow-completed", "happened_at": "2026-03-02T09:00:00Z",
                 "workflow": {"id": "{{{w}}}", "name": "{{{w}}}", "status": "failed", "url": "https://ci.example.com/1"},
                 "project": {"slug": "gh/acme/dbt", "name": "dbt"}, "organization": {"name": "acme"},
                 "pipeline": {"id": "p", "vcs": {"branch": "main"} } }
                """)),
            ["/v1/dbt-cloud/{source}"] = (true, w => Signed(
                "v1/dbt-cloud/ci", "Authorization", "",
                $$$"""
                {"accountId": 1, "eventId": "{{{w}}}", "eventType": "job.run.errored", "timestamp": "2026-03-02T09:00:00Z",
                 "data": {"jobId": "{{{w}}}", "jobName": "{{{w}}}", "runId": "{{{w}}}", "environmentName": "prod",
                  "runStatus": "Errored", "runStatusCode": 20, "runStartedAt": "2026-03-02T08:59:00Z"} }
                """)),
            ["/v1/dbt/{source}/run_results"] = (true, w => Send("v1/dbt/circleci/run_results", Artifact(w))),
            ["/v1/dbt/{source}/sources"] = (true, w => Send("v1/dbt/circleci/sources", Artifact(w))),
            ["/v1/dbt/{source}/manifest"] = (false, _ => Send(
                "v1/dbt/circleci/manifest",
                """
                {"metadata": {"generated_at": "2026-03-02T09:00:00Z"}, "nodes": {"model.a.b": {"depends_on": {"nodes": []} } } }
                """,
                HttpMethod.Put)),
            ["/v1/hooks/{source}"] = (true, w => Send(
                "v1/hooks/circleci",
                $$$"""
                {"eventType": "FAIL", "eventTime": "2026-03-02T09:00:00Z", "run": {"runId": "{{{w}}}"},
                 "job": {"namespace": "airflow", "name": "{{{w}}}"} }
                """)),
            ["/v1/github"] = (false, _ => Signed(
                "v1/github", "X-Hub-Signature-256", "sha256=",
                """
                {"deployment_status": {"state": "success", "environment": "production"}, "deployment": {"sha": "0123456789"},
                 "repository": {"full_name": "acme/dbt"} }
                """,
                ("X-GitHub-Event", "deployment_status"))),
            ["/calendar/{token}.ics"] = (false, _ => http.GetAsync("calendar/nobody-has-this.ics", Stop)),
            ["/health/live"] = (false, _ => http.GetAsync("health/live", Stop)),
            ["/health/ready"] = (false, _ => http.GetAsync("health/ready", Stop)),
        };

    Dictionary<string, Func<string, Task<HttpResponseMessage>>> OfPrograms =>
        new()
        {
            ["/v1/incidents"] = w => Writes("v1/incidents", w, $$"""{"name": "{{w}}"}"""),
            ["/v1/incidents/{number:long}"] = _ => Reads("v1/incidents/1"),
            ["/v1/incidents/{number:long}/updates"] = w => Writes(
                "v1/incidents/1/updates", w, $$"""{"text": "{{w}}"}"""),
            ["/v1/incidents/{number:long}/resolve"] = w => Writes("v1/incidents/1/resolve", w, "{}"),
            ["/v1/alerts"] = _ => Reads("v1/alerts"),
            ["/v1/causes"] = _ => Reads("v1/causes"),
            ["/v1/shifts"] = _ => Reads("v1/shifts"),
            ["/v1/oncall"] = _ => Reads("v1/oncall"),
            ["/v1/warnings"] = _ => Reads("v1/warnings"),
            ["/v1/requests"] = _ => Reads("v1/requests"),
            ["/v1/followups"] = w => Writes("v1/followups", w, $$"""{"title": "{{w}}"}"""),
            ["/v1/runs"] = _ => Reads("v1/runs"),
            ["/v1/review"] = _ => Reads("v1/review"),
            ["/mcp/"] = w => Writes(
                "mcp", w,
                """
                {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "open_incidents", "arguments": {} } }
                """),
            ["/openapi/{documentName}.json"] = _ => http.GetAsync("openapi/v1.json", Stop),
            ["/docs/{documentName?}"] = _ => http.GetAsync("docs/v1", Stop),
            ["/docs/scalar.js"] = _ => http.GetAsync("docs/scalar.js", Stop),
            ["/docs/scalar.aspnetcore.js"] = _ => http.GetAsync("docs/scalar.aspnetcore.js", Stop),
            ["/docs/favicon.svg"] = _ => http.GetAsync("docs/favicon.svg", Stop),
        };

    static string Artifact(string word) => $$$"""
        {"metadata": {"generated_at": "2026-03-02T09:00:00Z", "invocation_id": "{{{word}}}"}, "args": {"which": "build"},
         "results": [{"unique_id": "test.a.{{{word}}}", "status": "fail", "failures": 3}]}
        """;

    Task<HttpResponseMessage> Send(string path, string body, HttpMethod? method = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Afternoon.IntakeToken);
        return http.SendAsync(request, Stop);
    }

    Task<HttpResponseMessage> Reads(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return http.SendAsync(request, Stop);
    }

    Task<HttpResponseMessage> Writes(string path, string key, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        request.Headers.Add("Idempotency-Key", key);
        return http.SendAsync(request, Stop);
    }

    Task<HttpResponseMessage> Signed(
        string path, string header, string before, string body, params ReadOnlySpan<(string Name, string Value)> others)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
        request.Headers.TryAddWithoutValidation(
            header, before + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), bytes)));
        foreach (var (name, value) in others) request.Headers.Add(name, value);
        return http.SendAsync(request, Stop);
    }

    public void Dispose() => http.Dispose();
}
