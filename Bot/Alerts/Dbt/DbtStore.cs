using System.Data;
using Bot.Domain.Alerts.Dbt;
using Bot.Storage;
using Dapper;

namespace Bot.Alerts.Dbt;

/// <summary>A node that is red, and the alert that says so.</summary>
/// <param name="Result">What dbt said of it last.</param>
/// <param name="Cause">The deduplication key of the alert.</param>
/// <param name="Title">The title of the alert.</param>
/// <param name="At">When dbt said so.</param>
sealed record RedNode(DbtResult Result, string Cause, string Title, DateTimeOffset At);

/// <summary>What is red of each job of dbt, and which of its artifacts came last.</summary>
static class DbtStore
{
    /// <summary>The newest artifact of this kind; null where none has come yet.</summary>
    public static (string? Invocation, DateTimeOffset GeneratedAt)? Last(IDbConnection db, string job, string kind) =>
        db.QueryFirstOrDefault<LastRow>(
            "select invocation, generated_at from dbt_jobs where job = @job and kind = @kind", new { job, kind })
            is { } last ? (last.Invocation, DateTimeOffset.FromUnixTimeMilliseconds(last.GeneratedAt)) : null;

    public static void Came(Tx tx, string job, string kind, DbtRun run) => tx.Db.Execute(
        """
        insert into dbt_jobs (job, kind, invocation, generated_at, at) values (@job, @kind, @Invocation, @generated, @Now)
        on conflict (job, kind) do update set
            invocation = excluded.invocation, generated_at = excluded.generated_at, at = excluded.at
        """,
        new { job, kind, run.Invocation, generated = run.GeneratedAt.ToUnixTimeMilliseconds(), tx.Now });

    public static IReadOnlyList<RedNode> Red(IDbConnection db, string job) =>
        db.QueryFirstOrDefault<byte[]?>("select nodes from dbt_red where job = @job", new { job }) is { } nodes
            ? Packed.Read<List<RedNode>>(nodes)
            : [];

    /// <summary>Writes what is red now in the place of what was.</summary>
    public static void Set(Tx tx, string job, IReadOnlyList<RedNode> now)
    {
        if (now.Count == 0) tx.Db.Execute("delete from dbt_red where job = @job", new { job });
        else
            tx.Db.Execute(
                """
                insert into dbt_red (job, nodes, at) values (@job, @nodes, @Now)
                on conflict (job) do update set nodes = excluded.nodes, at = excluded.at
                """,
                new { job, nodes = Packed.Of(now), tx.Now });
    }

    /// <summary>Forgets jobs that have sent nothing since then; returns how many.</summary>
    public static int Forget(Tx tx, long before, int most)
    {
        const string Old = "select job from dbt_jobs group by job having max(at) < @before order by job limit @most";
        tx.Db.Execute($"delete from dbt_red where job in ({Old})", new { before, most });
        return tx.Db.Execute($"delete from dbt_jobs where job in ({Old})", new { before, most });
    }

    sealed record LastRow(string? Invocation, long GeneratedAt);
}
