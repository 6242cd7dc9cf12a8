using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Bot.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Bot.Tests.PullRequests.Issues;

/// <summary>A web server that plays GitHub's API for the issues of one repository, Acme/dbt.</summary>
sealed class FakeIssues : IAsyncDisposable
{
    public const string Name = "Acme/dbt";

    readonly ConcurrentQueue<string> asked = new();
    readonly ConcurrentDictionary<long, JsonObject> issues = new();
    readonly WebApplication app;
    DateTimeOffset now = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    FakeIssues()
    {
        app = Loopback.Site();
        app.Use(async (http, next) =>
        {
            asked.Enqueue($"{http.Request.Method} {http.Request.Path}");
            if (Status == 200 || !$"{http.Request.Method} {http.Request.Path}".Contains(Where, StringComparison.Ordinal))
            {
                await next(http);
                return;
            }

            http.Response.StatusCode = Status;
            await http.Response.WriteAsJsonAsync(Answer);
        });
        app.UseRouting();
        app.MapGet("/repos/acme/dbt", () => new { id = 7, full_name = Name, has_issues = HasIssues, archived = false });
        app.MapPost("/repos/acme/dbt/issues", (Delegate)Make);
        app.MapGet("/repos/acme/dbt/issues", () => Json(new JsonArray([.. All.Reverse().Select(i => i.DeepClone())])));
        app.MapGet("/repos/acme/dbt/issues/{number:long}", (long number) => Json(issues[number].DeepClone()));
        app.MapPatch("/repos/acme/dbt/issues/{number:long}", Change);
    }

    /// <summary>What requests are answered with that this is about; all where <see cref="Where"/> is empty.</summary>
    public int Status { get; set; } = 200;

    public string Where { get; set; } = "";

    /// <summary>What it says then.</summary>
    public object Answer { get; set; } = new { message = "No" };

    public bool HasIssues { get; set; } = true;

    /// <summary>Whatever happens, happens within the same second.</summary>
    public bool StandsStill { get; set; }

    /// <summary>The next one is made or changed, and nobody hears of it.</summary>
    public bool LosesNextAnswer { get; set; }

    /// <summary>The first first.</summary>
    public IReadOnlyList<JsonObject> All => [.. issues.OrderBy(i => i.Key).Select(i => i.Value)];

    /// <summary>What was asked for, the first first.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    /// <summary>How often the address of the only one was changed.</summary>
    public int Changes => Asked.Count(a => a.StartsWith("PATCH", StringComparison.Ordinal));

    public string Url => app.Urls.Single();

    public static async Task<FakeIssues> Start()
    {
        var fake = new FakeIssues();
        await fake.app.StartAsync(TestContext.Current.CancellationToken);
        return fake;
    }

    /// <summary>Somebody does something to one there; what GitHub delivers of it.</summary>
    public string Does(long number, string action, string state, string? reason = null)
    {
        Set(issues[number], state, reason);
        return Delivers(number, action);
    }

    /// <summary>What GitHub delivers of one as it is now.</summary>
    public string Delivers(long number, string action) => new JsonObject
    {
        ["action"] = action,
        ["issue"] = issues[number].DeepClone(),
        ["repository"] = new JsonObject { ["id"] = 7, ["full_name"] = Name },
    }.ToJsonString();

    async Task<IResult> Make(HttpContext http)
    {
        var wanted = (await JsonNode.ParseAsync(http.Request.Body))!.AsObject();
        var number = issues.Count + 1;
        var issue = new JsonObject
        {
            ["id"] = 100 + number,
            ["number"] = number,
            ["html_url"] = $"https://github.com/{Name}/issues/{number}",
            ["title"] = (string)wanted["title"]!,
            ["body"] = (string?)wanted["body"],
            ["labels"] = new JsonArray([.. (wanted["labels"]?.AsArray() ?? []).Select(l =>
                (JsonNode)new JsonObject { ["name"] = (string)l! })]),
        };
        Set(issue, "open", null);
        issue["created_at"] = (string)issue["updated_at"]!;
        issues[number] = issue;
        Lose(http);
        return Json(issue.DeepClone(), 201);
    }

    async Task<IResult> Change(long number, HttpContext http)
    {
        var wanted = (await JsonNode.ParseAsync(http.Request.Body))!.AsObject();
        Set(issues[number], (string)wanted["state"]!, (string?)wanted["state_reason"]);
        Lose(http);
        return Json(issues[number].DeepClone());
    }

    void Lose(HttpContext http)
    {
        if (!LosesNextAnswer) return;
        LosesNextAnswer = false;
        http.Abort();
    }

    void Set(JsonObject issue, string state, string? reason)
    {
        if (!StandsStill) now = now.AddSeconds(1);
        (issue["state"], issue["state_reason"]) = (state, reason);
        issue["updated_at"] = now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    static IResult Json(JsonNode node, int status = 200) =>
        Results.Text(node.ToJsonString(), "application/json", statusCode: status);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
