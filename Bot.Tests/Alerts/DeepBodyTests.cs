using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Bot.Tests.Api;
using Bot.Tests.PullRequests;

namespace Bot.Tests.Alerts;

/// <summary>Bodies that are nested so deeply that a reader could run out of its stack, at every address that takes one.</summary>
public sealed class DeepBodyTests
{
    const int Deep = 100_000;

    static readonly string List = new string('[', Deep) + new string(']', Deep),
        Object = string.Concat(Enumerable.Repeat("{\"a\":", Deep)) + "1" + new string('}', Deep);

    [Fact]
    public async Task Each_is_answered_and_the_bot_goes_on()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["GITHUB_WEBHOOK_SECRET"] = GitHubActs.Secret });
        var token = await afternoon.Ivy.MakesToken(Programs.Reads, Programs.Writes);
        foreach (var deep in (string[])[List, Object])
        {
            var key = $$"""{"routing_key":"{{Afternoon.IntakeToken}}","event_action":"trigger","payload":{{deep}}}""";
            (HttpMethod Method, string Path, string Body, string Token)[] sent =
            [
                (HttpMethod.Post, "v2/alert_events/http/circleci", $$"""{"title":"x","metadata":{{deep}}}""", ""),
                (HttpMethod.Post, "v2/alert_events/http/circleci", deep, ""),
                (HttpMethod.Post, "v1/alertmanager/circleci", $$"""{"alerts":{{deep}}}""", ""),
                (HttpMethod.Post, "v1/hooks/circleci", deep, ""),
                (HttpMethod.Post, "v2/enqueue", key, ""),
                (HttpMethod.Post, "v1/dbt/circleci/run_results", $$"""{"results":{{deep}}}""", ""),
                (HttpMethod.Post, "v1/dbt/circleci/sources", deep, ""),
                (HttpMethod.Put, "v1/dbt/circleci/manifest", $$"""{"metadata":{{deep}}}""", ""),
                (HttpMethod.Post, "v1/incidents", $$"""{"name":{{deep}}}""", token),
                (HttpMethod.Post, "v1/followups", deep, token),
                (HttpMethod.Post, "mcp", $$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{{deep}}}""", token),
            ];
            foreach (var (method, path, body, proof) in sent)
            {
                var code = await Sends(afternoon, method, path, body, proof.Length > 0 ? proof : Afternoon.IntakeToken);
                Assert.True((int)code is >= 200 and < 500, $"{path}: {code}");
            }

            var (status, said) = await afternoon.Delivers("pull_request", $$"""{"pull_request":{{deep}}}""");
            Assert.True(status is >= 200 and < 500, $"GitHub: {status} {said}");
        }

        using var next = await afternoon.Alert(new { title = "orders late" });
        Assert.Equal(HttpStatusCode.Accepted, next.StatusCode);
    }

    static async Task<HttpStatusCode> Sends(Afternoon afternoon, HttpMethod method, string path, string body, string token)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(afternoon.Url, path))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        request.Headers.Add("Idempotency-Key", path);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        await afternoon.Settle();
        return answer.StatusCode;
    }
}
