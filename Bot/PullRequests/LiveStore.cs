using System.Data;
using Bot.Domain.Alerts;
using Bot.Storage;
using Dapper;

namespace Bot.PullRequests;

/// <summary>A commit that runs in production.</summary>
/// <param name="Place">Where: an environment of a repository, or a job.</param>
/// <param name="Repository">Whose it is; null where nobody has said.</param>
/// <param name="Commit">The commit, or the beginning of it.</param>
/// <param name="Job">The job whose incidents alone it says something of; null for all.</param>
public sealed record LiveCommit(string Place, string? Repository, string Commit, string? Job = null);

/// <summary>The newest commit of each place in production: a merge may be heard of after it runs.</summary>
public static class LiveStore
{
    public static void Keep(Tx tx, LiveCommit live) => tx.Db.Execute(
        """
        insert into live_commits (place, key, job, sha, at) values (@place, @key, @Job, @Commit, @Now)
        on conflict (place) do update set key = excluded.key, job = excluded.job, sha = excluded.sha, at = excluded.at
        """,
        new
        {
            place = DeduplicationKey.Cut(live.Place),
            key = live.Repository?.ToLowerInvariant(),
            live.Job,
            live.Commit,
            tx.Now,
        });

    /// <summary>The commits that may contain a pull request, the newest first.</summary>
    public static List<string> Of(IDbConnection db, PullRow pull) => db.Query<string>(
        """
        select l.sha from live_commits l where (l.key is null or l.key = @Key)
            and (l.job is null or exists (select 1 from incident_pulls o join incident_alerts k on k.incident = o.incident
                where o.pull = @Id and k.job = l.job))
        order by l.at desc, l.place
        """,
        new { pull.Id, pull.Name.Key }).ToList();

    /// <summary>What has run nowhere for so long says nothing of what is merged now.</summary>
    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        """
        delete from live_commits where place in (select place from live_commits where at < @before order by at limit @most)
        """,
        new { before, most });
}
