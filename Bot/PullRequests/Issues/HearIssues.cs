using System.Data;
using Bot.Domain.FollowUps;
using Bot.FollowUps;
using Bot.People;
using Bot.Storage;

namespace Bot.PullRequests.Issues;

/// <summary>
/// What becomes of a follow-up where somebody closes its issue on GitHub, opens it again, or deletes it. What is heard of what
/// the bot did itself changes nothing.
/// </summary>
static class HearIssues
{
    const string NotPlanned = "closed on GitHub as not planned";

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
        if (row.SeenAt > issue.At.ToUnixTimeMilliseconds()) return;
        Turn(tx, row, issue.IsClosed, issue.IsNotPlanned);
        IssueStore.Heard(tx, row, issue.Repository, issue.IsClosed, issue.At);
    }

    /// <summary>It stands so on GitHub: where that is new, the follow-up does as well.</summary>
    public static void Turn(Tx tx, IssueRow row, bool isClosed, bool isNotPlanned)
    {
        if (row.Closed == isClosed || FollowUpStore.Find(tx.Db, Viewer.Bot, row.FollowUp) is not { } of
            || of.FollowUp.IsOutstanding != isClosed) return;
        var to = (isClosed, isNotPlanned) switch
        {
            (false, _) => FollowUpRules.Reopened(of.FollowUp),
            (_, true) => FollowUpRules.NotDoing(of.FollowUp, IssueFacts.GitHub, NotPlanned),
            _ => FollowUpRules.Done(of.FollowUp, IssueFacts.GitHub),
        };
        FollowUpStore.Change(tx, of, to, IssueFacts.GitHub);
    }
}
