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
public sealed record LiveCommit(string Place, string? Repository, string Commit, string? Job = null)
{
    /// <summary>Since when it runs, as its sender says; null where nobody has said.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>The newest commit of each place in production: a merge may be heard of after it runs.</summary>
public static class LiveStore
{
    /// <summary>It runs from then on; false where another one is known to have come later.</summary>
    public static bool Keep(Tx tx, LiveCommit live) => tx.Db.Execute(
        """
        insert into live_commits (place, key, job, sha, at, ran_at) values (@place, @key, @Job, @Commit, @Now, @ran)
        on conflict (place) do update set key = excluded.key, job = excluded.job, sha = excluded.sha, at = excluded.at,
            ran_at = excluded.ran_at
        where live_commits.ran_at is null or excluded.ran_at is null or live_commits.ran_at <= excluded.ran_at
        """,
        new
        {
            place = PlaceOf(live),
            key = live.Repository?.ToLowerInvariant(),
            live.Job,
            live.Commit,
            tx.Now,
            ran = live.At?.ToUnixTimeMilliseconds(),
        }) > 0;

    public static string PlaceOf(LiveCommit live) => DeduplicationKey.Cut(live.Place);

    /// <summary>What runs at a place; null where nothing is known of it.</summary>
    public static string? At(IDbConnection db, string place) =>
        db.QueryFirstOrDefault<string>("select sha from live_commits where place = @place", new { place });

    /// <summary>The commits that may contain a pull request and the places where they run, the newest first.</summary>
    public static List<(string Commit, string Place)> Of(IDbConnection db, PullRow pull) => db.Query<(string, string)>(
        """
        select l.sha, l.place from live_commits l where (l.key is null or l.key = @Key)
            and (l.job is null or exists (select 1 from incident_pulls o join incident_alerts k on k.incident = o.incident
                where o.pull = @Id and k.job = l.job))
        order by l.at desc, l.place
        """,
        new { pull.Id, pull.Name.Key }).ToList();

    /// <summary>The last commit with which a job passed, and whose it is; null where none is known.</summary>
    /// <param name="db">Where it is read.</param>
    /// <param name="places">What the job may be called here.</param>
    public static (string Commit, string? Repository)? Green(IDbConnection db, IEnumerable<string> places) =>
        db.QueryFirstOrDefault<(string Commit, string? Repository)?>(
            "select sha, key from live_commits where place in @places order by at desc, place limit 1",
            new { places = places.Select(DeduplicationKey.Cut) });

    /// <summary>What has run nowhere for so long says nothing of what is merged now.</summary>
    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        """
        delete from live_commits where place in (select place from live_commits where at < @before order by at limit @most)
        """,
        new { before, most });
}
