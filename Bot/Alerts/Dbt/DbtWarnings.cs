using Bot.Domain.Alerts;
using Bot.Domain.Alerts.Dbt;
using Bot.Domain.Warnings;
using Bot.Warnings.Rows;

namespace Bot.Alerts.Dbt;

/// <summary>What a run of dbt says of warnings, for the ledger.</summary>
sealed class DbtWarnings(DbtJob job, DbtRun run, DbtProjects projects, OwnersInSlack owners)
{
    const int MostSaid = 80;

    // Worked out once, however often the rest is anew.
    readonly Dictionary<string, SeenWarning> warned = run.Results.Where(r => r.Outcome == DbtOutcome.Warned)
        .ToDictionary(r => r.Node, r => Seen(job, run, projects.Graph, owners, r), StringComparer.Ordinal);

    // Each command looks at other things; what is tried again is of a run that came before.
    string? Baseline => run.Command == "retry" ? null : DeduplicationKey.Cut($"{job.Key}|{run.Command ?? "sources"}");

    /// <param name="news">Of its results those that are newer than what is known of their nodes.</param>
    public SeenRun Of(IReadOnlyCollection<DbtResult> news) =>
        new(job.Place, Baseline, !run.IsSelected, run.GeneratedAt)
        {
            Warned = [.. news.Select(r => warned.GetValueOrDefault(r.Node)).OfType<SeenWarning>()],
            Clean = news.Where(r => r.Outcome == DbtOutcome.Passed).Select(r => r.Node).ToHashSet(StringComparer.Ordinal),
            IsGone = projects.IsGone,
        };

    static SeenWarning Seen(DbtJob job, DbtRun run, DbtGraph graph, OwnersInSlack owners, DbtResult result)
    {
        var node = graph.Find(result.Node);
        var model = DbtName.IsTest(result.Node) ? graph.Tested(result.Node) is [var tested, ..] ? tested : null : result.Node;
        var owner = node?.Owner ?? (model is null ? null : graph.Find(model)?.Owner);
        var about = new WarningAbout
        {
            Title = Title(result),
            Job = job.Name,
            Url = job.Url,
            Model = model,
            Signature = result.Failures is null ? ErrorSignature.Of(Masked.Of(result.Message, int.MaxValue)) : null,
            Path = node?.Path,
            Tags = node?.Tags ?? [],
            Group = node?.Group ?? (model is null ? null : graph.Find(model)?.Group),
            OwnerSaid = owner,
        };
        return new(job.Source, job.Place, result.Node, about)
        {
            Rows = result.Failures,
            Owner = owners.Find(owner),
            RunAt = run.GeneratedAt,
        };
    }

    // How many rows failed stands beside it, as it changes.
    static string Title(DbtResult result) => result switch
    {
        { Kind: "source" } => $"{DbtName.Of(result.Node)} is stale",
        { Failures: null } when Masked.FirstLine(result.Message, MostSaid) is { } said => $"{DbtName.Of(result.Node)}: {said}",
        _ => DbtName.Of(result.Node),
    };
}
