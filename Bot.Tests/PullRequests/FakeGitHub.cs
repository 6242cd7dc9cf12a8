using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.PullRequests;

/// <summary>A web server that plays GitHub's API for one repository, acme/dbt, with one pull request.</summary>
sealed class FakeGitHub : IAsyncDisposable
{
    public const string Token = "github_pat_of_tests";

    readonly ConcurrentQueue<string> asked = new();
    readonly WebApplication app;

    FakeGitHub()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Use(async (http, next) =>
        {
            asked.Enqueue(http.Request.Path);
            if (http.Request.Headers.Authorization != $"Token {Token}") http.Response.StatusCode = 401;
            else if (Status != 200) http.Response.StatusCode = Status;
            else await next(http);
            if (http.Response.StatusCode >= 400 && !http.Response.HasStarted)
                await http.Response.WriteAsJsonAsync(new { message = "No <!channel>" });
        });
        app.MapGet("/repos/acme/dbt/pulls/12", () => Pull);
        app.MapGet("/repos/acme/dbt/pulls/12/reviews", () => Reviews);
        app.MapGet("/repos/acme/dbt/commits/{head}/check-runs", () => new { total_count = Checks.Length, check_runs = Checks });
        app.MapGet("/repos/acme/dbt/compare/{of}", (string of) => Results.Json(
            new { status = Compared.GetValueOrDefault(of, "diverged"), commits = Array.Empty<object>() }));
    }

    /// <summary>What each request is answered with, where that is not 200.</summary>
    public int Status { get; set; } = 200;

    public object Pull { get; set; } = Is();

    public object[] Reviews { get; set; } = [];

    public object[] Checks { get; set; } = [];

    /// <summary>How commits compare, by "base...head".</summary>
    public Dictionary<string, string> Compared { get; } = [];

    /// <summary>The addresses that were asked for, the first first.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    public string Url => app.Urls.Single();

    public static object Is(string title = "Fix the cast", bool draft = false, string? merge = null, int minute = 0) => new
    {
        number = 12,
        title,
        draft,
        state = merge is null ? "open" : "closed",
        merged = merge is not null,
        merged_at = merge is null ? null : FormattableString.Invariant($"2026-03-03T10:{minute:00}:00Z"),
        merge_commit_sha = merge ?? "0123456789",
        updated_at = FormattableString.Invariant($"2026-03-03T10:{minute:00}:00Z"),
        head = new { sha = GitHubActs.Head },
    };

    public static async Task<FakeGitHub> Start()
    {
        var fake = new FakeGitHub();
        await fake.app.StartAsync(TestContext.Current.CancellationToken);
        return fake;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
