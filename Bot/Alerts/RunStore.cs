using Bot.Domain.Alerts;
using Bot.Storage;
using Dapper;

namespace Bot.Alerts;

/// <summary>
/// The runs of jobs in production, each known to have been red or green: a job is red from a red run to its next one.
/// </summary>
public static class RunStore
{
    // So long after another word the same run may be told of; a link may be that of the job, and the same for all its runs.
    static readonly TimeSpan Apart = TimeSpan.FromMinutes(30);

    sealed class Last
    {
        public long Id { get; init; }
        public long At { get; init; }
        public string? Run { get; init; }
    }

    /// <summary>An alert that is no artifact of dbt says how a run of its job was; most say nothing of that.</summary>
    public static void Heard(Tx tx, Alert alert)
    {
        if (alert is not { IsOfDbt: false, OfNoInterest: null, Problem: null, Gone: null }) return;
        if (alert.Status == AlertStatus.Firing) Note(tx, alert, alert.Job, isRed: true);
        else if (alert.IsGreenRun) Note(tx, alert, alert.Job, isRed: false);
    }

    /// <summary>Writes a run down; of a run of which several messages tell, each that says red makes it so.</summary>
    /// <param name="tx">The change that takes it in.</param>
    /// <param name="alert">What told of it.</param>
    /// <param name="job">The job; null where it is of none.</param>
    /// <param name="isRed">It failed, or left something red.</param>
    public static void Note(Tx tx, Alert alert, string? job, bool isRed)
    {
        if (job is null || !IsProduction(tx, alert)) return;
        var last = tx.Db.QueryFirstOrDefault<Last>(
            "select id, at, run from runs where job = @job and until_at is null", new { job });
        if (last?.Run is { } run && run == alert.Run && tx.Now - last.At < Apart.TotalMilliseconds)
        {
            if (isRed) tx.Db.Execute("update runs set red = 1 where id = @Id", new { last.Id });
            return;
        }

        if (last is not null) tx.Db.Execute("update runs set until_at = @Now where id = @Id", new { last.Id, tx.Now });
        tx.Db.Execute(
            """
            insert into runs (at, source, job, name, run, red) values (@Now, @Source, @job, @name, @Run, @red)
            """,
            new { tx.Now, alert.Source, job, name = alert["job"] ?? alert.Title, alert.Run, red = isRed ? 1 : 0 });
    }

    // What a branch comes to is nobody's debt.
    static bool IsProduction(Tx tx, Alert alert) =>
        tx.Common("production", () => AlertSettings.Production(tx.Db)).Beside(alert) is null;

    /// <summary>Forgets those that were over before then; returns how many.</summary>
    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        "delete from runs where id in (select id from runs where until_at < @before order by until_at limit @most)",
        new { before, most });
}
