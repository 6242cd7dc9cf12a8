using Bot.Domain.PullRequests;

namespace Bot.PullRequests;

/// <summary>A repository of GitHub's.</summary>
/// <param name="Name">How it is called now, such as acme/dbt.</param>
/// <param name="Id">By what GitHub knows it, whatever it is called; null where that was not said.</param>
public sealed record GitHubRepository(string Name, long? Id = null)
{
    /// <summary>GitHub takes upper and lower case for the same.</summary>
    public string Key => Name.ToLowerInvariant();
}

/// <summary>What GitHub has said, as far as the bot takes an interest in it.</summary>
public abstract record GitHubEvent
{
    /// <summary>Something happened to a pull request: it is as it is now, and a reviewer may have said something.</summary>
    /// <param name="Repository">Whose it is.</param>
    /// <param name="Number">Which.</param>
    /// <param name="Seen">How it is.</param>
    /// <param name="Reviewer">Who said something; null where nobody did.</param>
    /// <param name="Review">What they said.</param>
    public sealed record Pull(
        GitHubRepository Repository, long Number, SeenPull Seen, string? Reviewer = null, Review? Review = null) : GitHubEvent;

    /// <summary>A check of a commit has ended, or a status of it.</summary>
    /// <param name="Repository">Whose commit it is.</param>
    /// <param name="Name">What it is called, and what it belongs to.</param>
    /// <param name="Check">How it ended.</param>
    /// <param name="Pulls">Of which pull requests the commit is one, as far as GitHub says that.</param>
    public sealed record Checked(GitHubRepository Repository, string Name, Check Check, IReadOnlyList<long> Pulls) : GitHubEvent;

    /// <summary>A commit runs in an environment.</summary>
    /// <param name="Repository">Whose commit it is.</param>
    /// <param name="Commit">Which.</param>
    /// <param name="Environment">Where.</param>
    /// <param name="IsProduction">GitHub says that this is production.</param>
    /// <param name="At">Since when; null where that was not said.</param>
    public sealed record Deployed(
        GitHubRepository Repository, string Commit, string Environment, bool IsProduction = false, DateTimeOffset? At = null)
        : GitHubEvent;

    /// <summary>Something happened to an issue: it is as it is now.</summary>
    /// <param name="Repository">Whose it is.</param>
    /// <param name="Number">Which.</param>
    /// <param name="Action">GitHub's word for what happened.</param>
    /// <param name="IsClosed">How it stands.</param>
    /// <param name="Reason">GitHub's word for why it is closed; null where it has none.</param>
    /// <param name="At">Since when.</param>
    public sealed record Issue(
        GitHubRepository Repository, long Number, string Action, bool IsClosed, string? Reason, DateTimeOffset At)
        : GitHubEvent;

    /// <summary>What changes nothing here, and why.</summary>
    public sealed record Other(string Why) : GitHubEvent;
}
