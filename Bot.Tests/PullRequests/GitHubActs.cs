using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Sandbox;
using static Bot.Tests.Alerts.MadeRoutes;

namespace Bot.Tests.PullRequests;

/// <summary>What GitHub delivers, and an incident that a pull request is about. It is a Tuesday, and Ana is on call.</summary>
static class GitHubActs
{
    public const string Secret = "secret-of-github", Channel = "#inc-1-orders-failed",
        Link = "https://github.com/acme/dbt/pull/12", Head = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        Merge = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        Later = "cccccccccccccccccccccccccccccccccccccccc";

    /// <param name="github">A server that plays GitHub; null where the bot has no token.</param>
    /// <param name="secret">With what GitHub signs; null where the bot has none.</param>
    public static async Task<Afternoon> Begin(FakeGitHub? github = null, string? secret = Secret)
    {
        var afternoon = await Afternoon.Begin(settings: new()
        {
            ["GITHUB_WEBHOOK_SECRET"] = secret,
            ["GITHUB_TOKEN"] = github is null ? null : FakeGitHub.Token,
            ["GITHUB_API_URL"] = github?.Url,
        });
        await afternoon.Rotation("ana", "ben");
        await afternoon.Alert(Job("orders"));
        await afternoon.Ana.Sees("INC-1", Channel).Click("I'm on it");
        return afternoon;
    }

    public static SeenMessage Card(this Afternoon afternoon) =>
        Assert.Single(afternoon.Ana.Messages(Channel), m => m.IsPinned);

    /// <summary>Ana resolves the incident, whatever still fires.</summary>
    public static async Task Resolves(this Afternoon afternoon, string fix = "the cast")
    {
        await afternoon.Ana.Slash("/incident resolve", Channel);
        var form = afternoon.Ana.Modal.Fill("What fixed it", fix);
        if (form.Text.Contains("Still firing", StringComparison.Ordinal))
            await form.Tick("Yes, the alert is wrong or comes late");
        await form.Submit();
    }

    /// <summary>Sends a delivery as GitHub does, each under an id of its own, and returns how it is answered.</summary>
    public static async Task<(int Status, string Said)> Delivers(
        this Afternoon afternoon, string kind, string body, string? id = null, string? secret = Secret)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(afternoon.Url, "v1/github"))
        {
            Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/json") } },
        };
        request.Headers.Add("X-GitHub-Event", kind);
        request.Headers.Add("X-GitHub-Delivery", id ?? Guid.NewGuid().ToString());
        if (secret is not null)
            request.Headers.Add(
                "X-Hub-Signature-256",
                $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), bytes))}");
        using var http = new HttpClient();
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        await afternoon.Settle();
        var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return ((int)answer.StatusCode, (string)said["message"]!);
    }

    static readonly object Repository = new { full_name = "Acme/dbt" };

    /// <summary>A repository that GitHub knows by an id, as it is called now.</summary>
    public static object Called(string name, long id = 7) => new { id, full_name = name };

    /// <summary>A delivery of that repository.</summary>
    public static string Of(object repository, string body)
    {
        var json = JsonNode.Parse(body)!;
        json["repository"] = JsonSerializer.SerializeToNode(repository);
        return json.ToJsonString();
    }

    /// <param name="minute">When it became so, of the hour in which all happens.</param>
    public static string Pull(
        string title = "Fix the cast", string? merge = null, bool draft = false, bool closed = false, int minute = 0,
        string head = Head, object? review = null) => JsonSerializer.Serialize(new
        {
            action = "a word of tomorrow",
            review,
            pull_request = new
            {
                number = 12,
                title,
                draft,
                state = closed || merge is not null ? "closed" : "open",
                merged_at = merge is null ? null : At(minute),
                merge_commit_sha = merge ?? "0123456789",
                updated_at = At(minute),
                head = new { sha = head, @ref = "fix" },
                a_field_of_tomorrow = new object[] { 1, "two" },
            },
            repository = Repository,
        });

    public static string Reviewed(string state, string by, int minute) =>
        Pull(review: new { state, submitted_at = At(minute), user = new { login = by } });

    public static string Check(
        string? conclusion, int minute, string head = Head, long suite = 100, params long[] pulls) =>
        JsonSerializer.Serialize(new
        {
            check_run = new
            {
                name = "build",
                conclusion,
                head_sha = head,
                completed_at = At(minute),
                app = new { id = 7 },
                check_suite = new { id = suite },
                pull_requests = pulls.Select(number => new { number }),
            },
            repository = Repository,
        });

    /// <summary>All that ran in a suite has ended.</summary>
    public static string Suite(string conclusion, int minute, long suite = 100) => JsonSerializer.Serialize(new
    {
        check_suite = new { id = suite, conclusion, head_sha = Head, updated_at = At(minute), app = new { id = 7 } },
        repository = Repository,
    });

    /// <summary>The same, as the workflow says it.</summary>
    public static string Workflow(string conclusion, int minute, long suite = 100) => JsonSerializer.Serialize(new
    {
        workflow_run = new
        {
            path = ".github/workflows/ci.yml",
            conclusion,
            head_sha = Head,
            updated_at = At(minute),
            check_suite_id = suite,
        },
        repository = Repository,
    });

    public static string Status(string state, int minute, string context = "ci/circleci: build") => JsonSerializer.Serialize(new
    {
        id = 1,
        sha = Head,
        name = "Acme/dbt",
        context,
        description = (string?)null,
        state,
        commit = new { sha = Head, commit = new { message = "Cast" } },
        branches = new[] { new { name = "fix" } },
        created_at = At(minute),
        updated_at = At(minute),
        repository = Repository,
    });

    public static string Deployed(string sha, string environment = "production", int minute = 30, bool? isProduction = null) =>
        JsonSerializer.Serialize(new
        {
            deployment_status = new { state = "success", environment, created_at = At(minute) },
            deployment = new { sha, environment, production_environment = isProduction, created_at = At(minute) },
            repository = Repository,
        });

    public static string At(int minute) => FormattableString.Invariant($"2026-03-03T10:{minute:00}:00Z");
}
