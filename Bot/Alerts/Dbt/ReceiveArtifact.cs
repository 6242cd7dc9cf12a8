using Bot.Domain.Alerts;
using Bot.Storage;
using Bot.Warnings.Rows;

namespace Bot.Alerts.Dbt;

/// <summary>
/// Takes an artifact of dbt in: what is red in it, folded into causes, are alerts of one job; what was red and is well now
/// recovers. A node that a run leaves out keeps its state.
/// </summary>
sealed class ReceiveArtifact(Database database, ReceiveAlert receive, PassedRuns passed, DbtManifests manifests)
{
    /// <param name="job">The run that it is of.</param>
    /// <param name="body">As dbt wrote it.</param>
    /// <param name="problem">Why the body is not whole; null where it is.</param>
    public async Task<IReadOnlyList<(Alert Alert, Outcome Outcome)>> Receive(DbtJob job, byte[] body, string? problem)
    {
        var artifact = problem is null ? ReadArtifact.Of(body) : new Artifact.Unreadable(problem);
        if (artifact is Artifact.Unreadable { Problem: var why })
        {
            var alert = AlertBody.NoArtifact(job.Source, why, job.Metadata, job.Url);
            return await receive.Receive(_ => [(alert, AlertBody.Cut(body))]);
        }

        var run = ((Artifact.Run)artifact).Said;
        run = run with { GeneratedAt = DbtTime.Of(run.GeneratedAt, DateTimeOffset.FromUnixTimeMilliseconds(database.WireNow)) };
        if (!run.Executed)
        {
            var nothing = CameArtifact.RanNothing(job, run);
            return await receive.Receive(_ => [nothing]);
        }

        // Everybody's changes wait while one is made, so all is worked out before, and anew only where it has changed.
        job = job.Of(run);
        var (owners, impactKey, before) = database.Read(db => (
            OwnersInSlack.Read(db), AlertSettings.ImpactKey.Now(db), DbtStore.Of(db, job.Key)));
        var came = new CameArtifact(job, run, manifests.Of(job.Place), owners, impactKey);
        var plan = came.After(before);
        return await receive.Receive(tx =>
        {
            var now = DbtStore.Of(tx.Db, job.Key);
            var made = now.AsSpan().SequenceEqual(before) ? plan : came.After(now);
            if (made.State is { } state) DbtStore.Set(tx, job.Key, state);
            if (made.Warnings is { } warnings && IsProduction(tx, job)) WarningStore.Take(tx, warnings);
            if (made.HasRun) RunStore.Note(tx, Any(job), job.Key, isRed: !made.HasPassed);
            if (made.HasPassed) passed.Heard(tx, new(Any(job), IsOfDbt: true, run.GeneratedAt));
            return made.Alerts;
        });
    }

    // What warns on a branch, or where somebody tries things, is nobody's debt.
    static bool IsProduction(Tx tx, DbtJob job) => AlertSettings.Production(tx.Db).Beside(Any(job)) is null;

    static Alert Any(DbtJob job) =>
        new() { Source = job.Source, Title = job.Name, DeduplicationKey = job.Key, Metadata = job.Metadata };
}
