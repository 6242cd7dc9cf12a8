using System.Data;
using Bot.Domain.Alerts.Dbt;
using Bot.Storage;
using Dapper;

namespace Bot.Alerts.Dbt;

/// <summary>A node that is red, and the alert that says so.</summary>
/// <param name="Result">What dbt said of it last.</param>
/// <param name="Cause">The deduplication key of the alert.</param>
/// <param name="Title">The title of the alert.</param>
sealed record RedNode(DbtResult Result, string Cause, string Title);

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

    public static List<RedNode> Red(IDbConnection db, string job) => db.Query<Row>(
        "select node, cause, title, outcome, word, message, failures from dbt_red where job = @job order by node", new { job })
        .Select(row => row.Read()).ToList();

    /// <summary>Writes what is red now in the place of what was.</summary>
    public static void Set(Tx tx, string job, IReadOnlyList<RedNode> before, IReadOnlyList<RedNode> now)
    {
        foreach (var node in before.Select(n => n.Result.Node).Except(now.Select(n => n.Result.Node)))
            tx.Db.Execute("delete from dbt_red where job = @job and node = @node", new { job, node });
        var known = before.ToHashSet();
        foreach (var red in now.Where(n => !known.Contains(n)))
            tx.Db.Execute(
                """
                insert into dbt_red (job, node, cause, title, outcome, word, message, failures, at)
                values (@job, @Node, @Cause, @Title, @outcome, @Word, @Message, @Failures, @Now)
                on conflict (job, node) do update set
                    cause = excluded.cause, title = excluded.title, outcome = excluded.outcome, word = excluded.word,
                    message = excluded.message, failures = excluded.failures, at = excluded.at
                """,
                new
                {
                    job,
                    red.Result.Node,
                    red.Cause,
                    red.Title,
                    outcome = red.Result.Outcome.ToString(),
                    red.Result.Word,
                    red.Result.Message,
                    red.Result.Failures,
                    tx.Now,
                });
    }

    /// <summary>Forgets jobs that have sent nothing since then; returns how many.</summary>
    public static int Forget(Tx tx, long before, int most)
    {
        const string Old = "select job from dbt_jobs group by job having max(at) < @before order by job limit @most";
        tx.Db.Execute($"delete from dbt_red where job in ({Old})", new { before, most });
        return tx.Db.Execute($"delete from dbt_jobs where job in ({Old})", new { before, most });
    }

    sealed record LastRow(string? Invocation, long GeneratedAt);

    sealed record Row(
        string Node, string Cause, string Title, string Outcome, string Word, string? Message, long? Failures)
    {
        public RedNode Read() => new(
            new(Node, Enum.TryParse<DbtOutcome>(Outcome, out var known) ? known : DbtOutcome.Unknown, Word, Message, Failures),
            Cause, Title);
    }
}
