using System.Collections.Concurrent;
using Bot.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Bot.Tests.PullRequests;

/// <summary>A web server that plays GitHub's API for one repository, acme/dbt, with one pull request.</summary>
sealed class FakeGitHub : IAsyncDisposable
{
    public const string Token = "github_pat_of_tests";

    readonly ConcurrentQueue<string> asked = new();
    readonly WebApplication app;

    static readonly object Left = new { limit = 5000, remaining = 4999, reset = 1 };

    FakeGitHub()
    {
        app = Loopback.Site();
        app.Use(async (http, next) =>
        {
            asked.Enqueue(http.Request.Path);
            if (http.Request.Headers.Authorization != $"Token {Token}") http.Response.StatusCode = 401;
            else if (Status != 200 && http.Request.Path.Value!.Contains(Where, StringComparison.Ordinal))
            {
                http.Response.StatusCode = Status;
                foreach (var (name, value) in Headers) http.Response.Headers[name] = value;
            }
            else if (Renamed is not null && http.Request.Path.StartsWithSegments("/repos/acme/dbt", out var rest))
            {
                http.Response.StatusCode = 301;
                http.Response.Headers.Location = $"{Url}/repositories/7{rest}";
            }
            else if (Renamed is not null && http.Request.Path.StartsWithSegments("/repositories/7", out var same))
            {
                http.Request.Path = $"/repos/acme/dbt{same}";
                await next(http);
            }
            else await next(http);
            if (http.Response.StatusCode >= 400 && !http.Response.HasStarted)
                await http.Response.WriteAsJsonAsync(new { message = "No <!channel>" });
        });
        app.UseRouting();
        app.MapGet("/rate_limit", () => new
        {
            resources = new { core = Left, search = Left },
            rate = Left,
        });
        app.MapGet("/repos/acme/dbt/pulls/12", () => Pull);
        app.MapGet("/repos/acme/dbt/pulls/12/reviews", () => Reviews);
        app.MapGet("/repos/acme/dbt/commits/{head}/check-runs", () => new { total_count = Checks.Length, check_runs = Checks });
        app.MapGet("/repos/acme/dbt/commits/{head}/status", (string head) =>
            new { state = "pending", sha = head, total_count = Statuses.Length, statuses = Statuses });
        app.MapGet("/repos/acme/dbt/compare/{of}", (string of) => Results.Json(new
        {
            status = Compared.GetValueOrDefault(of, "diverged"),
            total_commits = Commits.Count,
            commits = Commits.Take(30).Select(commit => commit.Json(false)),
            files = Commits.SelectMany(commit => commit.Files).Distinct().Select(path => new { filename = path }),
        }));
        app.MapGet("/repos/acme/dbt/commits/{sha}", (string sha) => Commits.Single(commit => commit.Sha == sha).Json(true));
        app.MapGet("/repos/acme/dbt/commits/{sha}/pulls", (string sha) =>
            Commits.Where(commit => commit.Sha == sha && commit.Pull is not null).Select(commit => new { number = commit.Pull }));
    }

    /// <summary>What each request is answered with, where that is not 200.</summary>
    public int Status { get; set; } = 200;

    /// <summary>What stands in the address of the requests that this is about; all where it is empty.</summary>
    public string Where { get; set; } = "";

    /// <summary>What it says beside that.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>What acme/dbt, which has the id 7, is called now: it answers under its old name by redirects.</summary>
    public string? Renamed { get; set; }

    public object Pull { get; set; } = Is();

    public object[] Reviews { get; set; } = [];

    public object[] Checks { get; set; } = [];

    public object[] Statuses { get; set; } = [];

    /// <summary>A commit: what its author wrote, and the files that it changes.</summary>
    public sealed record Commit(string Sha, string Said, string Author, params string[] Files)
    {
        /// <summary>The pull request that it came by.</summary>
        public int? Pull { get; init; }

        /// <summary>It only brings a branch in.</summary>
        public bool IsMerge { get; init; }

        public object Json(bool withFiles) => new
        {
            sha = Sha,
            commit = new { message = Said, author = new { name = "Somebody", date = "2026-03-03T08:00:00Z" } },
            author = new { login = Author },
            parents = Enumerable.Repeat(new { sha = GitHubActs.Head }, IsMerge ? 2 : 1),
            files = withFiles ? Files.Select(path => new { filename = path }) : null,
        };
    }

    /// <summary>What lies between any two commits that are compared, the oldest first.</summary>
    public List<Commit> Commits { get; } = [];

    /// <summary>How commits compare, by "base...head".</summary>
    public Dictionary<string, string> Compared { get; } = [];

    /// <summary>The addresses that were asked for, the first first.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    public string Url => app.Urls.Single();

    public static object Is(string title = "Fix the cast", bool draft = false, string? merge = null, int minute = 0,
        string head = GitHubActs.Head, object? of = null) => new
        {
            number = 12,
            title,
            draft,
            state = merge is null ? "open" : "closed",
            merged = merge is not null,
            merged_at = merge is null ? null : FormattableString.Invariant($"2026-03-03T10:{minute:00}:00Z"),
            merge_commit_sha = merge ?? "0123456789",
            updated_at = FormattableString.Invariant($"2026-03-03T10:{minute:00}:00Z"),
            head = new { sha = head },
            @base = of is null ? null : new { repo = of },
        };

    public static async Task<FakeGitHub> Start()
    {
        var fake = new FakeGitHub();
        await fake.app.StartAsync(TestContext.Current.CancellationToken);
        return fake;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
