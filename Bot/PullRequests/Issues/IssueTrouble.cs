namespace Bot.PullRequests.Issues;

/// <summary>Why GitHub has no issue, or leaves it as it is, in one sentence for people.</summary>
static class IssueTrouble
{
    public static string Of(GitHubEnd end, string repository, string why) => end switch
    {
        GitHubEnd.Unfit => $"GitHub does not take that in {repository}: “{why}”",
        GitHubEnd.Refused => $"{GitHubSettings.TokenKey} may not write issues in {repository}.",
        GitHubEnd.Unseen =>
            $"GitHub takes no issues in {repository}: they are switched off, or {GitHubSettings.TokenKey} does not show it.",
        _ => "GitHub does not answer just now. Try again in a minute.",
    };

    /// <summary>Null where it is only away.</summary>
    public static string? Maybe<T>(GitHubAnswer<T> answer, string repository) =>
        answer.End is GitHubEnd.Refused or GitHubEnd.Unseen or GitHubEnd.Unfit
            ? Of(answer.End, repository, answer.Why) : null;
}
