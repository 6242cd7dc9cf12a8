namespace Bot.Domain.PullRequests;

/// <summary>How far a pull request is.</summary>
public enum PullState
{
    /// <summary>Nothing has been heard of it yet.</summary>
    Unseen,

    /// <summary>Whoever wrote it has not asked for a review.</summary>
    Draft,

    /// <summary>It waits for a review.</summary>
    Open,

    /// <summary>A reviewer has approved it, and none asks for changes.</summary>
    Approved,

    /// <summary>A reviewer asks for changes.</summary>
    ChangesAsked,

    /// <summary>A check of its newest commit has failed.</summary>
    ChecksFailing,

    /// <summary>It is merged; whether that runs in production is not known yet.</summary>
    Merged,

    /// <summary>It was closed without a merge.</summary>
    Closed,

    /// <summary>It runs in production.</summary>
    Deployed,
}
