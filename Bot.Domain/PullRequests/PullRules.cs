namespace Bot.Domain.PullRequests;

/// <summary>
/// What becomes of a pull request by what is heard of it. What was heard before, or is older than what is known, changes nothing.
/// </summary>
public static class PullRules
{
    /// <summary>So many reviewers and checks are kept of one; more than any has that people read.</summary>
    public const int Most = 200;

    const int ShortestCommit = 7;
    const string Status = "status: ";

    static readonly TimeSpan ShortestPause = TimeSpan.FromMinutes(1), Believed = TimeSpan.FromHours(12);

    /// <summary>A merge is for good, whatever an older word says; of one second, that it is closed counts.</summary>
    public static PullRequest Seen(PullRequest now, SeenPull seen)
    {
        if (seen.At < now.UpdatedAt || (seen.At == now.UpdatedAt && now.IsClosed && !seen.IsClosed)) return now;
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

    /// <summary>A check of a commit has ended; the last end counts, and of one second a failure.</summary>
    public static PullRequest Checked(PullRequest now, string name, Check check)
    {
        if (now.Checks.TryGetValue(KeyOf(name, check), out var known)
            && (check.At < known.At || (check.At == known.At && known.Fails)))
            return now;
        return WithCheck(now, name, check);
    }

    /// <summary>
    /// GitHub was asked: what it says of the newest commit takes the place of all that was known of it by then, as of what was
    /// lost nobody will hear. What was heard meanwhile, or ended later, stays.
    /// </summary>
    /// <param name="now">What is known.</param>
    /// <param name="asked">What was known when GitHub was asked.</param>
    /// <param name="said">What it says.</param>
    public static PullRequest Looked(PullRequest now, PullRequest asked, LookedPull said)
    {
        var seen = said.Reviews.Aggregate(
            Seen(now, said.Seen), (known, of) => Reviewed(known, of.Reviewer, of.Review));
        var listed = said.Checks.Select(of => KeyOf(of.Name, of.Check)).ToHashSet(StringComparer.Ordinal);
        var kept = seen.Checks.Where(known => known.Value.Commit != said.Seen.Head
            || !(known.Key.StartsWith(Status, StringComparison.Ordinal) ? said.HasAllStatuses : said.HasAllRuns)
            || listed.Contains(known.Key) || asked.Checks.GetValueOrDefault(known.Key) != known.Value)
            .ToDictionary(StringComparer.Ordinal);
        return said.Checks.Aggregate(
            kept.Count == seen.Checks.Count ? seen : seen with { Checks = kept },
            (known, of) => known.Checks.GetValueOrDefault(KeyOf(of.Name, of.Check)) is { } was
                && (was.At > of.Check.At || was == of.Check) ? known : WithCheck(known, of.Name, of.Check));
    }

    /// <summary>What a status is called, which is no check that ran.</summary>
    public static string StatusName(string context) => $"{Status}{context}";

    static string KeyOf(string name, Check check) => $"{name}@{check.Commit}";

    static PullRequest WithCheck(PullRequest now, string name, Check check)
    {
        var key = KeyOf(name, check);
        var isKnown = now.Checks.ContainsKey(key);
        var kept = isKnown || now.Checks.Count < Most ? now.Checks
            : now.Checks.Where(c => c.Value.Commit == now.Head).Take(Most - 1).ToDictionary(StringComparer.Ordinal);
        return now with { Checks = With(kept, key, check) };
    }

    /// <summary>It is said to run in production: only what is merged can.</summary>
    /// <param name="now">What is known.</param>
    /// <param name="place">By which place that is known.</param>
    public static PullRequest Live(PullRequest now, string? place = null) =>
        now.IsMerged ? now with { IsLive = true, Place = place } : now;

    /// <summary>At the place where it ran there runs something without it.</summary>
    public static PullRequest Gone(PullRequest now) => now with { IsLive = false, Place = null };

    /// <summary>
    /// When what GitHub does not show is asked for again: it may be late, so soon at first, and later and later; null where it
    /// is believed.
    /// </summary>
    /// <param name="since">For how long it has been asked for.</param>
    public static TimeSpan? AskAgain(TimeSpan since) =>
        since >= Believed ? null : since > ShortestPause ? since : ShortestPause;

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
    /// Whether a conclusion, or the state of a status, in GitHub's word is a failure; null where the check has not ended. What
    /// was called off, or waits for a person, has not failed.
    /// </summary>
    public static bool? Fails(string? conclusion) => conclusion?.ToLowerInvariant() switch
    {
        null or "" or "pending" => null,
        "failure" or "error" or "timed_out" or "startup_failure" => true,
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
