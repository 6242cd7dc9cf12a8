using System.Data;
using Bot.FollowUps;
using Bot.Storage;
using Dapper;

namespace Bot.PullRequests.Issues;

/// <summary>The issues of follow-ups on GitHub: at most one of each.</summary>
public static class IssueStore
{
    const string Columns =
        """
        follow_up, repository, repository_id, mark, number, url, wanted_by, wanted_at, attempted_at, closed, seen_at,
        closing, opening, look_at, trouble
        """;

    public static IssueRow? Find(IDbConnection db, long followUp) => db.QueryFirstOrDefault<IssueRow>(
        $"select {Columns} from follow_up_issues where follow_up = @followUp", new { followUp });

    /// <summary>The one that is this issue, whatever its repository was called.</summary>
    public static IssueRow? Of(IDbConnection db, GitHubRepository repository, long number) => db.QueryFirstOrDefault<IssueRow>(
        $"""
        select {Columns} from follow_up_issues
        where number = @number and (repository_id = @Id or (key = @Key and (repository_id is null or @Id is null)))
        """,
        new { number, repository.Id, repository.Key });

    /// <summary>The repository of the issue that came last; null where none ever did.</summary>
    public static string? LastRepository(IDbConnection db) => db.QueryFirstOrDefault<string>(
        "select repository from follow_up_issues where number is not null order by wanted_at desc, follow_up desc limit 1");

    /// <summary>One is to be made, in the place of one that GitHub did not let the bot make.</summary>
    public static void Want(Tx tx, FollowUpRow of, string repository, string by)
    {
        tx.Db.Execute("delete from follow_up_issues where follow_up = @Number and number is null", new { of.Number });
        tx.Db.Execute(
            """
            insert into follow_up_issues (follow_up, repository, key, mark, wanted_by, wanted_at)
            values (@Number, @repository, @key, @mark, @by, @Now)
            """,
            new
            {
                of.Number,
                repository,
                key = repository.ToLowerInvariant(),
                mark = Guid.NewGuid().ToString("N")[..12],
                by,
                tx.Now,
            });
        tx.Note(of.Subject, IssueFacts.Wanted, by, after: repository);
        Show(tx, of);
        tx.Wake(IssueRow.SubjectOf(of.Number));
    }

    /// <summary>It is about to be made: what becomes of that may not be heard.</summary>
    public static void Attempt(Tx tx, long followUp) => tx.Db.Execute(
        "update follow_up_issues set attempted_at = @WireNow where follow_up = @followUp", new { followUp, tx.WireNow });

    /// <summary>What was to be made when a backup was made was made since, most likely.</summary>
    public static void AfterRestore(Tx tx, long asOf) => tx.Db.Execute(
        "update follow_up_issues set attempted_at = coalesce(attempted_at, @asOf) where number is null", new { asOf });

    /// <summary>GitHub has it.</summary>
    public static void Made(Tx tx, FollowUpRow of, SeenIssue seen)
    {
        var changed = tx.Db.Execute(
            """
            update follow_up_issues set repository = @Repository, key = @key, number = @Number, url = @Url, closed = @closed,
                seen_at = @seenAt, trouble = null, look_at = @Now
            where follow_up = @followUp and number is null
            """,
            new
            {
                followUp = of.Number,
                seen.Repository,
                key = seen.Repository.ToLowerInvariant(),
                seen.Number,
                seen.Url,
                closed = seen.IsClosed ? 1 : 0,
                seenAt = seen.At.ToUnixTimeMilliseconds(),
                tx.Now,
            });
        if (changed == 0) return;
        tx.Note(of.Subject, IssueFacts.Made, Find(tx.Db, of.Number)!.WantedBy, after: Find(tx.Db, of.Number)!.Label);
        Show(tx, of);
        // It may have been done meanwhile.
        tx.Wake(IssueRow.SubjectOf(of.Number));
    }

    /// <summary>GitHub is about to be asked to close it, or to open it again: what becomes of that may not be heard.</summary>
    public static void Ask(Tx tx, long followUp, bool isClosed) => tx.Db.Execute(
        $"update follow_up_issues set {Asked(isClosed)} = @WireNow where follow_up = @followUp",
        new { followUp, tx.WireNow });

    /// <summary>GitHub did not take that.</summary>
    public static void Unasked(Tx tx, long followUp, bool isClosed) => tx.Db.Execute(
        $"update follow_up_issues set {Asked(isClosed)} = null where follow_up = @followUp", new { followUp });

    static string Asked(bool isClosed) => isClosed ? "closing" : "opening";

    /// <summary>GitHub has said how it stands, and where it is now: nothing is open that was asked before.</summary>
    public static void Knows(Tx tx, IssueRow row, SeenIssue seen) => tx.Db.Execute(
        """
        update follow_up_issues set closed = @closed, seen_at = @seenAt, closing = null, opening = null, trouble = null,
            repository = @Repository, key = @key, number = @Number, url = @Url,
            repository_id = case when @Repository = repository then repository_id end
        where follow_up = @FollowUp
        """,
        new
        {
            row.FollowUp,
            closed = seen.IsClosed ? 1 : 0,
            seenAt = seen.At.ToUnixTimeMilliseconds(),
            seen.Repository,
            key = seen.Repository.ToLowerInvariant(),
            seen.Number,
            seen.Url,
        });

    /// <summary>GitHub has delivered how it stands.</summary>
    public static void Heard(Tx tx, IssueRow row, GitHubRepository repository, bool isClosed, DateTimeOffset at) => tx.Db.Execute(
        """
        update follow_up_issues set closed = @closed, seen_at = @seenAt, closing = @closing, opening = @opening,
            repository_id = coalesce(@Id, repository_id), repository = @Name, key = @Key
        where follow_up = @FollowUp
        """,
        new
        {
            row.FollowUp,
            closed = isClosed ? 1 : 0,
            seenAt = at.ToUnixTimeMilliseconds(),
            closing = isClosed ? null : row.Closing,
            opening = isClosed ? row.Opening : null,
            repository.Id,
            repository.Name,
            repository.Key,
        });

    /// <summary>GitHub is asked again then.</summary>
    /// <param name="next">Null where nothing is expected of that.</param>
    /// <param name="trouble">Why it is not as it should be.</param>
    public static void LookAgain(Tx tx, long followUp, DateTimeOffset? next, string? trouble) => tx.Db.Execute(
        "update follow_up_issues set look_at = @at, trouble = @trouble where follow_up = @followUp",
        new { followUp, at = next?.ToUnixTimeMilliseconds(), trouble });

    /// <summary>GitHub does not let the bot make it: there is none, and another repository may be chosen.</summary>
    public static void Refuse(Tx tx, FollowUpRow of, string trouble)
    {
        tx.Db.Execute(
            "update follow_up_issues set attempted_at = null, look_at = null, trouble = @trouble where follow_up = @Number",
            new { of.Number, trouble });
        Show(tx, of);
    }

    /// <summary>It was deleted there: the follow-up goes on without it.</summary>
    public static void Gone(Tx tx, IssueRow row)
    {
        tx.Db.Execute("delete from follow_up_issues where follow_up = @FollowUp", new { row.FollowUp });
        tx.Note(FollowUpRow.SubjectOf(row.FollowUp), IssueFacts.Gone, IssueFacts.GitHub, before: row.Label);
        tx.WakeHomes();
    }

    /// <summary>Those of which GitHub is to be asked now.</summary>
    public static List<long> Due(IDbConnection db, long now) =>
        db.Query<long>("select follow_up from follow_up_issues where look_at <= @now", new { now }).ToList();

    static void Show(Tx tx, FollowUpRow of)
    {
        tx.Wake(of.Subject);
        tx.WakeHomes();
    }
}
