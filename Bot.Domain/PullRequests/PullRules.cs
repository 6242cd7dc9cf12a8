namespace Bot.Domain.PullRequests;

/// <summary>
/// What becomes of a pull request by what is heard of it. What was heard before, or is older than what is known, changes nothing.
/// </summary>
public static class PullRules
{
    /// <summary>So many reviewers and checks are kept of one; more than any has that people read.</summary>
    public const int Most = 200;

    const int ShortestCommit = 7;

    /// <summary>A merge is for good, whatever an older word says.</summary>
    public static PullRequest Seen(PullRequest now, SeenPull seen)
    {
        if (seen.At < now.UpdatedAt) return now;
        return now with
        {
            Title = seen.Title,
            IsDraft = seen.IsDraft,
            IsClosed = seen.IsClosed,
            IsMerged = now.IsMerged || seen.MergedAt is not null,
            MergedAt = seen.MergedAt ?? now.MergedAt,
            Merge = seen.Merge ?? now.Merge,
            Head = seen.Head,
            UpdatedAt = seen.At,
        };
    }

    /// <summary>A reviewer has said something; of one moment, that it was taken back counts.</summary>
    public static PullRequest Reviewed(PullRequest now, string reviewer, Review review)
    {
        var isKnown = now.Reviews.TryGetValue(reviewer, out var known);
        if (isKnown ? review.At < known!.At || (review.At == known.At && known.Verdict == Verdict.Dismissed)
            : now.Reviews.Count >= Most)
            return now;
        return now with { Reviews = With(now.Reviews, reviewer, review) };
    }

    /// <summary>A check of a commit has ended; the last end counts.</summary>
    public static PullRequest Checked(PullRequest now, string name, Check check)
    {
        var key = $"{name}@{check.Commit}";
        if (now.Checks.TryGetValue(key, out var known) && check.At < known.At) return now;
        var kept = known is not null || now.Checks.Count < Most ? now.Checks
            : now.Checks.Where(c => c.Value.Commit == now.Head).Take(Most - 1).ToDictionary(StringComparer.Ordinal);
        return now with { Checks = With(kept, key, check) };
    }

    /// <summary>It is said to run in production: only what is merged can.</summary>
    public static PullRequest Live(PullRequest now) => now.IsMerged ? now with { IsLive = true } : now;

    /// <summary>
    /// Whether it can be the fix of what began then: what was merged before is more likely what broke it.
    /// </summary>
    public static bool CanFix(PullRequest now, DateTimeOffset since) => now.MergedAt >= since;

    /// <summary>Whether a commit is the one by which it was merged; the beginning of it says so too.</summary>
    public static bool IsMergedBy(PullRequest now, string commit) => now.Merge is { } merge
        && commit.Length >= ShortestCommit && merge.StartsWith(commit, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text is a commit that GitHub can be asked about, or the beginning of one.</summary>
    public static bool IsCommit(string text) =>
        text.Length is >= ShortestCommit and <= 64 && text.All(char.IsAsciiHexDigit);

    /// <summary>
    /// Whether a conclusion in GitHub's word is a failure; null where the check has not ended. What was called off, or waits for
    /// a person, has not failed.
    /// </summary>
    public static bool? Fails(string? conclusion) => conclusion?.ToLowerInvariant() switch
    {
        null or "" => null,
        "failure" or "timed_out" or "startup_failure" => true,
        _ => false,
    };

    /// <summary>What a review in GitHub's word comes to; null where it is a remark.</summary>
    public static Verdict? VerdictOf(string? state) => state?.ToLowerInvariant() switch
    {
        "approved" => Verdict.Approved,
        "changes_requested" => Verdict.ChangesAsked,
        "dismissed" => Verdict.Dismissed,
        _ => null,
    };

    static Dictionary<string, T> With<T>(IReadOnlyDictionary<string, T> all, string name, T one) =>
        new(all, StringComparer.Ordinal) { [name] = one };
}
