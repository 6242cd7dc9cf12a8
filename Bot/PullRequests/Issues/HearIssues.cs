using System.Data;
using Bot.Domain.FollowUps;
using Bot.FollowUps;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.PullRequests.Issues;

/// <summary>
/// What becomes of a follow-up where somebody closes its issue on GitHub, opens it again, or deletes it. What is heard of what
/// the bot did itself changes nothing.
/// </summary>
static class HearIssues
{
    const int LongestReason = 100;

    /// <summary>Whether a delivery is about the issue of a follow-up.</summary>
    public static bool IsAbout(IDbConnection db, GitHubEvent heard) =>
        heard is GitHubEvent.Issue issue && IssueStore.Of(db, issue.Repository, issue.Number) is not null;

    /// <summary>The same inside the change that handles it.</summary>
    public static void Hear(Tx tx, GitHubEvent heard)
    {
        if (heard is not GitHubEvent.Issue issue || IssueStore.Of(tx.Db, issue.Repository, issue.Number) is not { } row) return;
        if (issue.Action == "deleted")
        {
            IssueStore.Gone(tx, row);
            return;
        }

        if (issue.Action == "transferred")
        {
            // Under its old number it answers from where it is now.
            IssueStore.LookAgain(tx, row.FollowUp, tx.Time, null);
            tx.Wake(row.Subject);
            return;
        }

        // Deliveries overtake one another.
        var at = issue.At.ToUnixTimeMilliseconds();
        if (row.SeenAt > at) return;
        if (row.SeenAt == at && row.Closed != issue.IsClosed && !row.IsAsked(issue.IsClosed))
        {
            // GitHub's times are whole seconds: which of two of the same second came last is seen there.
            IssueStore.LookAgain(tx, row.FollowUp, tx.Time, row.Trouble);
            tx.Wake(row.Subject);
            return;
        }

        Turn(tx, row, issue.IsClosed, issue.Reason);
        IssueStore.Heard(tx, row, issue.Repository, issue.IsClosed, issue.At);
        // Meanwhile somebody may have said otherwise here, and that is to be said there.
        if (row.IsAsked(issue.IsClosed)) tx.Wake(row.Subject);
    }

    /// <summary>
    /// It stands so on GitHub: where that is new, the follow-up does as well. Where the bot asked for just that, nobody did it.
    /// </summary>
    public static void Turn(Tx tx, IssueRow row, bool isClosed, string? reason)
    {
        if (row.Closed == isClosed || row.IsAsked(isClosed)
            || FollowUpStore.Find(tx.Db, Viewer.Bot, row.FollowUp) is not { } of || of.FollowUp.IsOutstanding != isClosed) return;
        var to = !isClosed ? FollowUpRules.Reopened(of.FollowUp)
            : NotDone(reason) is { } why ? FollowUpRules.NotDoing(of.FollowUp, IssueFacts.GitHub, $"closed on GitHub as {why}")
            : FollowUpRules.Done(of.FollowUp, IssueFacts.GitHub);
        FollowUpStore.Change(tx, of, to, IssueFacts.GitHub);
    }

    // Whatever GitHub may add one day, it is not "done".
    static string? NotDone(string? reason) => reason switch
    {
        null or "completed" => null,
        "duplicate" => "a duplicate",
        _ => Limits.First(reason.Replace('_', ' '), LongestReason),
    };
}
