using System.Data;
using Bot.Domain.Alerts.Dbt;
using Bot.Storage;
using Dapper;

namespace Bot.Alerts.Dbt;

/// <summary>A node that is red, and the alert that says so.</summary>
/// <param name="Result">What dbt said of it last.</param>
/// <param name="Key">The deduplication key of the alert.</param>
/// <param name="Title">The title of the alert.</param>
/// <param name="Behind">The red node that it waits for, as runs skip it: the alert says nothing of it until it is run.</param>
sealed record RedNode(DbtResult Result, string Key, string Title, string? Behind = null);

/// <summary>What a job has said of its nodes.</summary>
/// <param name="Said">
/// When it was said last how a node is, unix milliseconds: runs of one job may overlap and their artifacts come in any order.
/// </param>
/// <param name="Red">What is red of them.</param>
sealed record DbtJobState(IReadOnlyDictionary<string, long> Said, IReadOnlyList<RedNode> Red)
{
    public static DbtJobState None { get; } = new(new Dictionary<string, long>(), []);

    /// <summary>The alert of that key says that a node is red.</summary>
    public bool Fires(string key) => Red.Any(r => r.Key == key && r.Behind is null);

    public DateTimeOffset SaidAt(string node) => DateTimeOffset.FromUnixTimeMilliseconds(Said.GetValueOrDefault(node));
}

/// <summary>What each job of dbt has said: one row for a job, however many nodes it has.</summary>
static class DbtStore
{
    /// <summary>The state as its row holds it: empty where a job has said nothing yet.</summary>
    public static byte[] Of(IDbConnection db, string job) =>
        db.QueryFirstOrDefault<byte[]?>("select state from dbt_jobs where job = @job", new { job }) ?? [];

    public static DbtJobState Read(byte[] state) => state.Length == 0 ? DbtJobState.None : Packed.Read<DbtJobState>(state);

    public static void Set(Tx tx, string job, byte[] state) => tx.Db.Execute(
        """
        insert into dbt_jobs (job, state, at) values (@job, @state, @Now)
        on conflict (job) do update set state = excluded.state, at = excluded.at
        """,
        new { job, state, tx.Now });

    /// <summary>Forgets jobs that have said nothing since then; returns how many.</summary>
    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        "delete from dbt_jobs where job in (select job from dbt_jobs where at < @before order by at limit @most)",
        new { before, most });
}
