using System.Text.Json.Serialization;

namespace Bot.Domain.PullRequests;

/// <summary>What a reviewer said last that counts.</summary>
public enum Verdict
{
    Approved,
    ChangesAsked,

    /// <summary>What they had said was taken back.</summary>
    Dismissed,
}

/// <summary>What one reviewer said last, and when.</summary>
public sealed record Review(Verdict Verdict, DateTimeOffset At);

/// <summary>How a check of one commit ended last, and when.</summary>
public sealed record Check(string Commit, bool Fails, DateTimeOffset At);

/// <summary>What is known of a pull request. It may have been heard in any order, and more than once.</summary>
public sealed record PullRequest
{
    /// <summary>Null while nothing has been heard of it.</summary>
    public string? Title { get; init; }

    public bool IsDraft { get; init; }
    public bool IsClosed { get; init; }
    public bool IsMerged { get; init; }

    /// <summary>It runs in production.</summary>
    public bool IsLive { get; init; }

    /// <summary>By which place that is known; null where it runs nowhere, or that was not kept.</summary>
    public string? Place { get; init; }

    /// <summary>Its newest commit.</summary>
    public string? Head { get; init; }

    /// <summary>The commit by which it was merged; null before.</summary>
    public string? Merge { get; init; }

    public DateTimeOffset? MergedAt { get; init; }

    /// <summary>As of when it is known.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>What its reviewers said, by their names.</summary>
    public IReadOnlyDictionary<string, Review> Reviews { get; init; } = new Dictionary<string, Review>();

    /// <summary>How its checks ended, by what they are called and of which commit.</summary>
    public IReadOnlyDictionary<string, Check> Checks { get; init; } = new Dictionary<string, Check>();

    [JsonIgnore]
    public PullState State => this switch
    {
        { IsLive: true } => PullState.Deployed,
        { IsMerged: true } => PullState.Merged,
        { Title: null } => PullState.Unseen,
        { IsClosed: true } => PullState.Closed,
        { IsDraft: true } => PullState.Draft,
        _ when Checks.Values.Any(c => c.Fails && c.Commit == Head) => PullState.ChecksFailing,
        _ when Reviews.Values.Any(r => r.Verdict == Verdict.ChangesAsked) => PullState.ChangesAsked,
        _ when Reviews.Values.Any(r => r.Verdict == Verdict.Approved) => PullState.Approved,
        _ => PullState.Open,
    };
}

/// <summary>All that GitHub says of a pull request when it is asked.</summary>
public sealed record LookedPull(SeenPull Seen)
{
    /// <summary>What its reviewers said, the oldest first.</summary>
    public IReadOnlyList<(string Reviewer, Review Review)> Reviews { get; init; } = [];

    /// <summary>How the checks of its newest commit ended, and its statuses, by what they are called.</summary>
    public IReadOnlyList<(string Name, Check Check)> Checks { get; init; } = [];

    /// <summary>Among them are all that ran; false where GitHub does not show each.</summary>
    public bool HasAllRuns { get; init; }

    /// <summary>Among them are all of its statuses.</summary>
    public bool HasAllStatuses { get; init; }
}

/// <summary>A pull request as GitHub says that it is at one moment.</summary>
public sealed record SeenPull(string Title, string Head, DateTimeOffset At)
{
    public bool IsDraft { get; init; }
    public bool IsClosed { get; init; }

    /// <summary>When it was merged; null where it is not.</summary>
    public DateTimeOffset? MergedAt { get; init; }

    /// <summary>The commit by which it was merged; null where it is not.</summary>
    public string? Merge { get; init; }
}
