using Bot.Api.Reading;

namespace Bot.Api.Assistants;

/// <summary>The last runs of some jobs, and what failed in them.</summary>
/// <param name="Runs">The newest first.</param>
/// <param name="Failures">What failed, since when, whether it still does, and what fixed it; the newest incident first.</param>
sealed record RecentRuns(IReadOnlyList<RunItem> Runs, IReadOnlyList<CauseItem> Failures)
{
    const int MostJobs = 5, MostRuns = 20;

    /// <param name="look">For whom.</param>
    /// <param name="causes">What failed.</param>
    /// <param name="job">A job, as it is called.</param>
    /// <param name="node">Or a node of dbt, whose jobs are those in which it failed.</param>
    public static RecentRuns Of(Look look, CauseList causes, string? job, string? node)
    {
        if (string.IsNullOrWhiteSpace(job) == string.IsNullOrWhiteSpace(node))
            throw ProblemException.Wrong("Say a job or a node: one of both.");
        return string.IsNullOrWhiteSpace(node) ? OfJob(look, causes, job!.Trim()) : OfNode(look, causes, node.Trim());
    }

    static RecentRuns OfNode(Look look, CauseList causes, string node)
    {
        var failures = Failed(look, causes, "node", node);
        var jobs = failures.Select(f => f.Job).OfType<string>().Distinct().Take(MostJobs);
        return new(
            [.. jobs.SelectMany(key => Ran(look, key)).OrderByDescending(run => run.Id).Take(MostRuns)], failures);
    }

    static RecentRuns OfJob(Look look, CauseList causes, string job)
    {
        var runs = Ran(look, job);
        // Alerts know a job by its key.
        var keys = runs.Select(run => run.JobKey).Distinct().Take(MostJobs);
        return new(
            runs,
            [.. keys.SelectMany(key => Failed(look, causes, "job", key)).OrderByDescending(f => f.Incident)
                .Take(ToolCalls.MostListed)]);
    }

    static List<RunItem> Ran(Look look, string job) =>
        [.. new RunList().Read(look with { Asked = FilterValues.With("job", job), Most = MostRuns })];

    static List<CauseItem> Failed(Look look, CauseList causes, string by, string value) =>
        [.. causes.Read(look with { Asked = FilterValues.With(by, value), Most = ToolCalls.MostListed })];
}
