using System.Globalization;
using System.Net;
using Bot.Domain.PullRequests;
using Bot.Hosting;
using Bot.Slack;
using Bot.Storage;
using Octokit;
using Octokit.Internal;

namespace Bot.PullRequests;

/// <summary>The bot's line to GitHub's API, with <c>GITHUB_TOKEN</c>; it only reads, but for the issues of follow-ups.</summary>
public sealed class GitHubLine : IDisposable
{
    // Of the reviews and checks of one; nobody reads more.
    static readonly ApiOptions Page = new() { PageSize = 100, PageCount = 2, StartPage = 1 };

    static readonly Dictionary<string, string> Hundred = new() { ["per_page"] = "100" };

    // Of a comparison only its first word counts.
    static readonly ApiOptions Least = new() { PageSize = 1, PageCount = 1, StartPage = 1 };

    /// <summary>So many commits are looked at one by one; nobody reads more.</summary>
    public const int MostCommits = 30;

    /// <summary>Of a comparison GitHub lists so many files.</summary>
    public const int MostFiles = 300;

    const int LongestName = 100, LongestPath = 1000, LongestWait = 24 * 60 * 60;

    static readonly ApiOptions Commits = new() { PageSize = MostCommits, PageCount = 1, StartPage = 1 };

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly Database database;
    // What was renamed answers by a redirect, which the client follows with its token, and the handler would without.
    readonly HttpClientAdapter http = new(() => new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        AllowAutoRedirect = false,
    });
    readonly GitHubClient? client;

    public GitHubLine(GitHubSettings settings, Database database)
    {
        this.database = database;
        if (settings.Token is null) return;
        var connection = new Connection(
            new("DataResponder", Health.Version), settings.Api, new InMemoryCredentialStore(new(settings.Token)), http,
            new SimpleJsonSerializer());
        connection.SetRequestTimeout(Patience);
        client = new(connection);
    }

    public bool CanAsk => client is not null;

    /// <summary>What a pull request is like now, and whose it is.</summary>
    public sealed record Seen(LookedPull Pull, GitHubRepository Repository);

    /// <summary>What a pull request is like now.</summary>
    public Task<GitHubAnswer<Seen>> Look(PullName name, CancellationToken stop) => Ask(
        async github =>
        {
            var (owner, repository) = Parts(name.Repository);
            var pull = await github.PullRequest.Get(owner, repository, (int)name.Number).WaitAsync(stop);
            var seen = new SeenPull(Limits.First(pull.Title ?? "", ReadGitHub.LongestTitle), pull.Head.Sha, pull.UpdatedAt)
            {
                IsDraft = pull.Draft,
                IsClosed = pull.State.Value == ItemState.Closed,
                MergedAt = pull.MergedAt,
                Merge = pull.MergedAt is null ? null : pull.MergeCommitSha,
            };
            var of = new GitHubRepository(pull.Base?.Repository?.FullName ?? name.Repository, pull.Base?.Repository?.Id);
            // What is over is reviewed and checked no more.
            if (seen.IsClosed) return new Seen(new(seen), of);
            var reviews = await github.PullRequest.Review.GetAll(owner, repository, (int)name.Number, Page).WaitAsync(stop);
            var runs = await Runs(github, name.Repository, seen.Head, stop);
            var statuses = await Statuses(github, name.Repository, seen.Head, stop);
            return new Seen(
                new(seen)
                {
                    Reviews = [.. reviews.Select(Said).OfType<(string, Review)>()],
                    Checks = [.. runs.Said, .. statuses.Said],
                    HasAllRuns = runs.AreAll,
                    HasAllStatuses = statuses.AreAll,
                },
                of);
        },
        stop);

    /// <summary>How the checks of a commit ended that have.</summary>
    static async Task<(IEnumerable<(string, Check)> Said, bool AreAll)> Runs(
        GitHubClient github, string of, string head, CancellationToken stop)
    {
        var (owner, repository) = Parts(of);
        var all = await Shown(github.Check.Run.GetAllForReference(owner, repository, head, new CheckRunRequest(), Page), stop);
        return all is null ? ([], false)
            : (all.CheckRuns.Select(run => Said(run, head)).OfType<(string, Check)>(), all.CheckRuns.Count >= all.TotalCount);
    }

    /// <summary>The same of its statuses, which whatever does not run on GitHub may set instead.</summary>
    static async Task<(IEnumerable<(string, Check)> Said, bool AreAll)> Statuses(
        GitHubClient github, string of, string head, CancellationToken stop)
    {
        var (owner, repository) = Parts(of);
        var address = ApiUrls.CombinedCommitStatus(owner, repository, head);
        var all = (await Shown(github.Connection.Get<CombinedCommitStatus>(address, Hundred), stop))?.Body;
        return all is null ? ([], false)
            : (all.Statuses.Select(status => Said(status, head)).OfType<(string, Check)>(), all.Statuses.Count >= all.TotalCount);
    }

    /// <summary>Null where the token shows the pull request, and not this.</summary>
    static async Task<T?> Shown<T>(Task<T> asked, CancellationToken stop)
        where T : class
    {
        try
        {
            return await asked.WaitAsync(stop);
        }
        catch (ApiException e) when (!IsAway(e) && e is ForbiddenException or NotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether a commit contains another, or is it.</summary>
    public Task<GitHubAnswer<bool>> Contains(string of, string merge, string commit, CancellationToken stop) => Ask(
        async github =>
        {
            var (owner, repository) = Parts(of);
            var compared = await github.Repository.Commit.Compare(owner, repository, merge, commit, Least).WaitAsync(stop);
            return compared.Status is "ahead" or "identical";
        },
        stop);

    /// <summary>What lies between two commits.</summary>
    /// <param name="Total">How many commits do.</param>
    /// <param name="Commits">The oldest of them, up to <see cref="MostCommits"/>; merges of branches not counted in.</param>
    /// <param name="Files">What they change together; as many as GitHub lists.</param>
    public sealed record Between(int Total, IReadOnlyList<string> Commits, IReadOnlyList<string> Files);

    /// <summary>What is in a commit and not in another one that was before it.</summary>
    public Task<GitHubAnswer<Between>> Compare(string of, string before, string commit, CancellationToken stop) => Ask(
        async github =>
        {
            var (owner, repository) = Parts(of);
            var compared = await github.Repository.Commit.Compare(owner, repository, before, commit, Commits).WaitAsync(stop);
            return new Between(
                compared.TotalCommits,
                [.. (compared.Commits ?? []).Where(c => c.Parents is null or { Count: < 2 }).Select(c => c.Sha)],
                Paths(compared.Files));
        },
        stop);

    /// <summary>A commit with the files that it changes.</summary>
    public Task<GitHubAnswer<SeenCommit>> Look(string of, string commit, CancellationToken stop) => Ask(
        async github =>
        {
            var (owner, repository) = Parts(of);
            var seen = await github.Repository.Commit.Get(owner, repository, commit).WaitAsync(stop);
            return new SeenCommit(
                seen.Sha, Limits.First((seen.Commit.Message ?? "").TrimStart().Split('\n')[0].Trim(), ReadGitHub.LongestTitle),
                Limits.First(seen.Author?.Login ?? seen.Commit.Author?.Name ?? "", LongestName), Paths(seen.Files));
        },
        stop);

    /// <summary>The number of the pull request by which a commit came, a merged one first; null where it came by none.</summary>
    public Task<GitHubAnswer<long?>> PullOf(string of, string commit, CancellationToken stop) => Ask(
        async github =>
        {
            var (owner, repository) = Parts(of);
            var pulls = await github.Repository.Commit.PullRequests(owner, repository, commit, Commits).WaitAsync(stop);
            return pulls.OrderBy(pull => pull.MergedAt is null ? 1 : 0).Select(pull => (long?)pull.Number).FirstOrDefault();
        },
        stop);

    static IReadOnlyList<string> Paths(IReadOnlyList<GitHubCommitFile>? files) =>
        [.. (files ?? []).SelectMany(file => new[] { file.Filename, file.PreviousFileName }).OfType<string>()
            .Where(path => path.Length is > 0 and <= LongestPath)];

    static (string, Review)? Said(PullRequestReview review) =>
        PullRules.VerdictOf(review.State.StringValue) is { } verdict && review.User?.Login is { } reviewer
            ? (reviewer, new(verdict, review.SubmittedAt)) : null;

    static (string, Check)? Said(CheckRun check, string head) =>
        PullRules.Fails(check.Conclusion?.StringValue) is { } fails && check.CompletedAt is { } at
            ? (ReadGitHub.CheckName($"{check.CheckSuite?.Id ?? check.App?.Id}", check.Name), new(head, fails, at)) : null;

    static (string, Check)? Said(CommitStatus status, string head) =>
        PullRules.Fails(status.State.StringValue) is { } fails
            ? (ReadGitHub.StatusName(status.Context), new(head, fails, status.UpdatedAt)) : null;

    internal static (string Owner, string Name) Parts(string repository) =>
        repository.Split('/') is [var owner, var name] ? (owner, name) : (repository, "");

    internal async Task<GitHubAnswer<T>> Ask<T>(Func<GitHubClient, Task<T>> ask, CancellationToken stop)
    {
        try
        {
            return new(GitHubEnd.Said, await ask(client ?? throw new InvalidOperationException("No token is set.")));
        }
        catch (ApiException e) when (IsAway(e))
        {
            return Away<T>(e, Wait(e));
        }
        catch (ApiException e) when (e is AuthorizationException or ForbiddenException)
        {
            return new(GitHubEnd.Refused, Why: e.Message);
        }
        catch (ApiException e)
        {
            // What is gone, what never was, and what is not for this token are told apart by nobody.
            return new(GitHubEnd.Unseen, Why: e.Message);
        }
        catch (Exception e) when (!stop.IsCancellationRequested
            && e is HttpRequestException or IOException or OperationCanceledException or TimeoutException)
        {
            return Away<T>(e);
        }
    }

    // A commit that came just now may not be there yet, or still be looked through.
    static bool IsAway(ApiException e) => e is RateLimitExceededException or AbuseException or SecondaryRateLimitExceededException
        || e.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity
            or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
        || (e.StatusCode == HttpStatusCode.Forbidden && (Header(e, RetryAfter) is not null || Header(e, Remaining) == "0"));

    const string RetryAfter = "Retry-After", Remaining = "X-RateLimit-Remaining", Reset = "X-RateLimit-Reset";

    /// <summary>How long GitHub wants to be left alone; nothing where it has not said.</summary>
    TimeSpan Wait(ApiException e) => TimeSpan.FromSeconds(Math.Clamp(
        Seconds(Header(e, RetryAfter)) ?? (Header(e, Remaining) == "0" ? Seconds(Header(e, Reset)) - database.WireNow / 1000 : 0)
            ?? 0,
        0, LongestWait));

    static string? Header(ApiException e, string name) => e.HttpResponse?.Headers
        .FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    static long? Seconds(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    static GitHubAnswer<T> Away<T>(Exception e, TimeSpan wait = default) => new(GitHubEnd.Away, Why: e.Message) { Wait = wait };

    public void Dispose() => http.Dispose();
}
