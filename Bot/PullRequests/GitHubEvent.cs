using Bot.Domain.PullRequests;

namespace Bot.PullRequests;

/// <summary>What GitHub has said, as far as the bot takes an interest in it.</summary>
public abstract record GitHubEvent
{
    /// <summary>Something happened to a pull request: it is as it is now, and a reviewer may have said something.</summary>
    /// <param name="Name">Which.</param>
    /// <param name="Seen">How it is.</param>
    /// <param name="Reviewer">Who said something; null where nobody did.</param>
    /// <param name="Review">What they said.</param>
    public sealed record Pull(PullName Name, SeenPull Seen, string? Reviewer = null, Review? Review = null) : GitHubEvent;

    /// <summary>A check of a commit has ended.</summary>
    public sealed record Checked(string Repository, string Name, Check Check) : GitHubEvent;

    /// <summary>A commit runs in an environment.</summary>
    public sealed record Deployed(string Repository, string Commit, string Environment) : GitHubEvent;

    /// <summary>What changes nothing here, and why.</summary>
    public sealed record Other(string Why) : GitHubEvent;
}
