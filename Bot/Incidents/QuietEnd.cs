using System.Data;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>
/// What recovers by itself ends by itself: after three green runs of its job, where nobody said or pressed anything since it was
/// opened. Where somebody did, their next brief offers Resolve.
/// </summary>
public static class QuietEnd
{
    /// <summary>What history says of it.</summary>
    public const string Why = "recovered by itself";

    /// <summary>A run of a job is well: that counts for each incident of the job that waits in Monitoring.</summary>
    /// <param name="tx">The alert's change.</param>
    /// <param name="job">The job; null where the alert is of none.</param>
    /// <param name="recovered">The incident to which the alert itself belongs.</param>
    /// <param name="run">Which run it was.</param>
    public static void Green(Tx tx, string? job, long? recovered, string? run)
    {
        foreach (var number in InMonitoring(tx.Db, job, recovered))
        {
            var incident = IncidentStore.Find(tx.Db, Viewer.Bot, number)!;
            var greens = incident.GreenRuns.After(run, tx.Time);
            if (greens == incident.GreenRuns) continue;
            IncidentStore.SetGreens(tx, number, greens);
            var step = Transitions.EndQuietly(
                IncidentStore.State(tx.Db, incident), greens, greens.AreEnough && IsQuiet(tx.Db, incident), tx.Time);
            IncidentChange.Apply(tx, incident, step, new(IncidentChange.Bot, Why));
            if (step.EndsIt) CloseByItself.Recovered(tx, number);
        }
    }

    static List<long> InMonitoring(IDbConnection db, string? job, long? recovered) => db.Query<long>(
        """
        select number from incidents where status = 'monitoring'
            and (number = @recovered or number in (select incident from incident_alerts where job = @job)) order by number
        """,
        new { job, recovered }).ToList();

    /// <summary>Nobody has said or pressed anything since it was opened.</summary>
    public static bool IsQuiet(IDbConnection db, IncidentRow incident) => db.ExecuteScalar<long>(
        """
        select exists (select 1 from history where subject = @Subject and at >= @OpenedAt and actor not in (@Alert, @Bot))
            or exists (select 1 from incidents where number = @Number and last_word_at >= @OpenedAt)
            or exists (select 1 from incident_people where incident = @Number and wrote_at >= @OpenedAt)
        """,
        new { incident.Subject, incident.Number, incident.OpenedAt, IncidentChange.Alert, IncidentChange.Bot }) == 0;
}
