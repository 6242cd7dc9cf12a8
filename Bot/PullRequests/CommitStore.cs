using System.Data;
using Bot.Domain.PullRequests;
using Bot.Storage;
using Dapper;

namespace Bot.PullRequests;

/// <summary>Commits that run in production, of which GitHub is to be asked whether they contain a pull request.</summary>
public static class CommitStore
{
    static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

    /// <summary>A commit runs of which it is not known whether it contains the merge: GitHub is asked.</summary>
    public static void Ask(Tx tx, long pull, string commit)
    {
        tx.Db.Execute(
            """
            insert into pull_commits (pull, sha, heard_at, ask_at) values (@pull, @sha, @Now, @Now)
            on conflict (pull, sha) do nothing
            """,
            new { pull, sha = commit.ToLowerInvariant(), tx.Now });
        tx.Wake(PullIds.SubjectOf(pull));
    }

    /// <summary>Those of which GitHub is to be asked now, the newest first.</summary>
    public static List<string> Due(IDbConnection db, long pull, long now) => db.Query<string>(
        "select sha from pull_commits where pull = @pull and ask_at <= @now order by heard_at desc, sha",
        new { pull, now }).ToList();

    public static void Answered(Tx tx, long pull, string commit) =>
        tx.Db.Execute("delete from pull_commits where pull = @pull and sha = @commit", new { pull, commit });

    /// <summary>GitHub does not answer.</summary>
    /// <param name="tx">The change.</param>
    /// <param name="pull">Of which.</param>
    /// <param name="wait">How long GitHub wants to be left alone, where that is longer.</param>
    public static void AskLater(Tx tx, long pull, TimeSpan wait) => tx.Db.Execute(
        "update pull_commits set ask_at = @at where pull = @pull",
        new { pull, at = (tx.Time + (wait > Again ? wait : Again)).ToUnixTimeMilliseconds() });

    /// <summary>GitHub does not show a commit: it may be late with it, and after hours is believed.</summary>
    public static void Unseen(Tx tx, long pull, string commit)
    {
        if (tx.Db.QueryFirstOrDefault<long?>(
            "select heard_at from pull_commits where pull = @pull and sha = @commit", new { pull, commit }) is not { } heard)
            return;
        if (PullRules.AskAgain(tx.Time - DateTimeOffset.FromUnixTimeMilliseconds(heard)) is { } pause)
            tx.Db.Execute(
                "update pull_commits set ask_at = @at where pull = @pull and sha = @commit",
                new { pull, commit, at = (tx.Time + pause).ToUnixTimeMilliseconds() });
        else Answered(tx, pull, commit);
    }

    /// <summary>Nothing is to be asked of one any more.</summary>
    public static void Forget(Tx tx, long pull) => tx.Db.Execute("delete from pull_commits where pull = @pull", new { pull });

    /// <summary>What runs nowhere any more says nothing of what does.</summary>
    public static void ForgetOthers(Tx tx) => tx.Db.Execute(
        """
        delete from pull_commits where not exists (
            select 1 from live_commits l where lower(l.sha) = pull_commits.sha)
        """);
}
