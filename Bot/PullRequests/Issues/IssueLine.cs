using Bot.Slack;
using Octokit;

namespace Bot.PullRequests.Issues;

/// <summary>An issue as GitHub shows it.</summary>
/// <param name="Repository">Whose it is now.</param>
/// <param name="Number">Which.</param>
/// <param name="Url">Where it is read.</param>
/// <param name="IsClosed">Whether it is closed.</param>
/// <param name="Reason">GitHub's word for why; null where it has none.</param>
/// <param name="At">Since when it is so.</param>
public sealed record SeenIssue(
    string Repository, long Number, string Url, bool IsClosed, string? Reason, DateTimeOffset At);

/// <summary>A repository as far as issues go.</summary>
/// <param name="Name">As GitHub writes it.</param>
/// <param name="Problem">Why none can be made there, in one sentence; null where one can.</param>
public sealed record SeenRepository(string Name, string? Problem);

/// <summary>What is asked of GitHub about issues, and told it.</summary>
public sealed class IssueLine(GitHubLine github)
{
    // What was made lately stands among the first.
    static readonly ApiOptions Latest = new() { PageSize = 100, PageCount = 3, StartPage = 1 };

    static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    // GitHub takes no issue with a longer label.
    const int LongestLabel = 50, LongestWords = 200;

    /// <summary>Whether issues can be made in a repository, as far as that can be told before.</summary>
    public Task<GitHubAnswer<SeenRepository>> Repository(string name, CancellationToken stop) => Ask(
        async client =>
        {
            var (owner, repository) = GitHubLine.Parts(name);
            var seen = await client.Repository.Get(owner, repository).WaitAsync(stop);
            return new SeenRepository(
                seen.FullName ?? name,
                seen.Archived ? $"{name} is archived, so it takes no issues."
                    : seen.HasIssues ? null : $"Issues are switched off in {name}.");
        },
        stop);

    /// <summary>Makes one.</summary>
    public Task<GitHubAnswer<SeenIssue>> Make(
        string name, (string Title, string Body) text, IEnumerable<string> labels, CancellationToken stop) => Ask(
        async client =>
        {
            var (owner, repository) = GitHubLine.Parts(name);
            var wanted = new NewIssue(text.Title) { Body = text.Body };
            foreach (var label in labels.Where(l => l.Length <= LongestLabel)) wanted.Labels.Add(label);
            return Seen(name, await client.Issue.Create(owner, repository, wanted).WaitAsync(stop));
        },
        stop);

    /// <summary>The one that has a mark in its text, among those that changed since then; null where there is none.</summary>
    public Task<GitHubAnswer<SeenIssue?>> Find(string name, string mark, DateTimeOffset since, CancellationToken stop) =>
        Ask(
            async client =>
            {
                var (owner, repository) = GitHubLine.Parts(name);
                var wanted = new RepositoryIssueRequest
                {
                    Filter = IssueFilter.All,
                    State = ItemStateFilter.All,
                    Since = since - Skew,
                    SortProperty = IssueSort.Created,
                    SortDirection = SortDirection.Descending,
                };
                var all = await client.Issue.GetAllForRepository(owner, repository, wanted, Latest).WaitAsync(stop);
                var found = all.FirstOrDefault(issue => issue.Body?.Contains(mark, StringComparison.Ordinal) == true);
                return found is null ? null : Seen(name, found);
            },
            stop);

    /// <summary>How one stands now.</summary>
    public Task<GitHubAnswer<SeenIssue>> Look(string name, long number, CancellationToken stop) => Ask(
        async client =>
        {
            var (owner, repository) = GitHubLine.Parts(name);
            return Seen(name, await client.Issue.Get(owner, repository, number).WaitAsync(stop));
        },
        stop);

    /// <summary>Closes one, or opens it again. Its milestone would be taken off by the client's own update.</summary>
    /// <param name="reason">GitHub's word for why.</param>
    public Task<GitHubAnswer<SeenIssue>> Set(string name, long number, bool isClosed, string reason, CancellationToken stop) =>
        Ask(
            async client =>
            {
                var (owner, repository) = GitHubLine.Parts(name);
                var answer = await client.Connection.Patch<Issue>(
                    ApiUrls.Issue(owner, repository, number),
                    new Dictionary<string, string> { ["state"] = isClosed ? "closed" : "open", ["state_reason"] = reason })
                    .WaitAsync(stop);
                return Seen(name, answer.Body);
            },
            stop);

    // Elsewhere what cannot be processed is a commit that is too young; here it is never taken as it is.
    async Task<GitHubAnswer<T>> Ask<T>(Func<GitHubClient, Task<T>> ask, CancellationToken stop)
    {
        GitHubAnswer<T>? unfit = null;
        var answer = await github.Ask(
            async client =>
            {
                try
                {
                    return await ask(client);
                }
                catch (ApiValidationException e)
                {
                    unfit = new(GitHubEnd.Unfit, Why: Words(e));
                    return default!;
                }
            },
            stop);
        return unfit ?? answer;
    }

    /// <summary>GitHub's own, in one line.</summary>
    static string Words(ApiException e)
    {
        var details = (e.ApiError?.Errors ?? [])
            .Select(d => string.IsNullOrWhiteSpace(d.Message) ? $"{d.Field} {d.Code}" : d.Message);
        var said = string.Join(": ", new[] { e.Message, string.Join(", ", details) }.Where(s => !string.IsNullOrWhiteSpace(s)));
        return Limits.First(string.Join(' ', said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), LongestWords);
    }

    static SeenIssue Seen(string name, Issue issue) => new(
        RepositoryOf(issue.HtmlUrl) ?? name, issue.Number, issue.HtmlUrl ?? "", issue.State.Value == ItemState.Closed,
        issue.StateReason?.StringValue is { Length: > 0 } reason ? reason : null, issue.UpdatedAt ?? issue.CreatedAt);

    // One that was moved elsewhere answers from there.
    static string? RepositoryOf(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.AbsolutePath.Split('/') is ["", var owner, var name, ..]
            ? $"{owner}/{name}" : null;
}
