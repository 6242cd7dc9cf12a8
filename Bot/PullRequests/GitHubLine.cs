using System.Net;
using Bot.Domain.PullRequests;
using Bot.Hosting;
using Bot.Slack;
using Bot.Storage;
using Octokit;
using Octokit.Internal;

namespace Bot.PullRequests;

/// <summary>The bot's line to GitHub's API, with <c>GITHUB_TOKEN</c>; it only reads.</summary>
public sealed class GitHubLine : IDisposable
{
    // Of the reviews and checks of one; nobody reads more.
    static readonly ApiOptions Page = new() { PageSize = 100, PageCount = 2, StartPage = 1 };

    // Of a comparison only its first word counts.
    static readonly ApiOptions Least = new() { PageSize = 1, PageCount = 1, StartPage = 1 };

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly Database database;
    readonly HttpClientAdapter http = new(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) });
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

    /// <summary>What a pull request is like now: the rule that brings what is known of it up to that.</summary>
    public Task<GitHubAnswer<Func<Domain.PullRequests.PullRequest, Domain.PullRequests.PullRequest>>> Look(
        PullName name, CancellationToken stop) => Ask(
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
            // What is over is reviewed and checked no more.
            if (seen.IsClosed) return now => PullRules.Seen(now, seen);
            var reviews = await github.PullRequest.Review.GetAll(owner, repository, (int)name.Number, Page).WaitAsync(stop);
            var checks = await github.Check.Run.GetAllForReference(owner, repository, seen.Head, new CheckRunRequest(), Page)
                .WaitAsync(stop);
            return (Func<Domain.PullRequests.PullRequest, Domain.PullRequests.PullRequest>)(now =>
                checks.CheckRuns.Aggregate(
                    reviews.Aggregate(PullRules.Seen(now, seen), Reviewed),
                    (known, check) => Checked(known, seen.Head, check)));
        },
        stop);

    /// <summary>Whether a commit contains another, or is it.</summary>
    public Task<GitHubAnswer<bool>> Contains(string of, string merge, string commit, CancellationToken stop) => Ask(
        async github =>
        {
            var (owner, repository) = Parts(of);
            var compared = await github.Repository.Commit.Compare(owner, repository, merge, commit, Least).WaitAsync(stop);
            return compared.Status is "ahead" or "identical";
        },
        stop);

    static Domain.PullRequests.PullRequest Reviewed(Domain.PullRequests.PullRequest now, PullRequestReview review) =>
        PullRules.VerdictOf(review.State.StringValue) is { } verdict && review.User?.Login is { } reviewer
            ? PullRules.Reviewed(now, reviewer, new(verdict, review.SubmittedAt)) : now;

    static Domain.PullRequests.PullRequest Checked(Domain.PullRequests.PullRequest now, string head, CheckRun check) =>
        PullRules.Fails(check.Conclusion?.StringValue) is { } fails && check.CompletedAt is { } at
            ? PullRules.Checked(now, $"{check.App?.Id}: {check.Name}", new(head, fails, at)) : now;

    static (string Owner, string Name) Parts(string repository) =>
        repository.Split('/') is [var owner, var name] ? (owner, name) : (repository, "");

    async Task<GitHubAnswer<T>> Ask<T>(Func<GitHubClient, Task<T>> ask, CancellationToken stop)
    {
        try
        {
            return new(GitHubEnd.Said, await ask(client ?? throw new InvalidOperationException("No token is set.")));
        }
        catch (RateLimitExceededException e)
        {
            return Away<T>(e, e.Reset - DateTimeOffset.FromUnixTimeMilliseconds(database.WireNow));
        }
        catch (AbuseException e)
        {
            return Away<T>(e, TimeSpan.FromSeconds(e.RetryAfterSeconds ?? 60));
        }
        catch (ApiException e) when (
            e is SecondaryRateLimitExceededException || e.StatusCode >= HttpStatusCode.InternalServerError)
        {
            return Away<T>(e);
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

    static GitHubAnswer<T> Away<T>(Exception e, TimeSpan wait = default) => new(GitHubEnd.Away, Why: e.Message) { Wait = wait };

    public void Dispose() => http.Dispose();
}
