using Bot.Domain.Alerts;
using Bot.Domain.Alerts.Dbt;
using Bot.Storage;

namespace Bot.Alerts.Dbt;

/// <summary>
/// Takes an artifact of dbt in: what is red in it, folded into causes, are alerts of one job; what was red and is well now
/// recovers. A node that a run leaves out keeps its state.
/// </summary>
sealed class ReceiveArtifact(ReceiveAlert receive, DbtManifests manifests)
{
    const int MostCauses = 20;

    /// <param name="job">The run that it is of.</param>
    /// <param name="kind">Which artifact it is, <c>run_results</c> or <c>sources</c>.</param>
    /// <param name="body">As dbt wrote it.</param>
    public async Task<IReadOnlyList<(Alert Alert, Outcome Outcome)>> Receive(DbtJob job, string kind, byte[] body)
    {
        switch (ReadArtifact.Of(body))
        {
            case Artifact.Run { Said: var run }:
                var named = job.RunBy(run.Command);
                var graph = manifests.Of(job.Source);
                return await receive.Receive(tx => Alerts(tx, named, kind, run, graph));
            case Artifact.Unreadable { Problem: var problem }:
                var alert = AlertBody.NoArtifact(job.Source, problem, body);
                return await receive.Receive(_ => [(alert, AlertBody.Cut(body))]);
            case var other:
                throw new InvalidOperationException($"{other.GetType().Name} is an artifact of which nobody knows what to do.");
        }
    }

    static IReadOnlyList<(Alert, byte[])> Alerts(Tx tx, DbtJob job, string kind, DbtRun run, DbtGraph graph)
    {
        if (WhyNot(DbtStore.Last(tx.Db, job.Key, kind), run) is { } reason) return [Nothing(job, run, reason)];
        DbtStore.Came(tx, job.Key, kind, run);
        var before = DbtStore.Red(tx.Db, job.Key);
        var causes = Folded(DbtCauses.Of(Now(run, before, graph), graph))
            .Select(cause => new DbtAlert(job, run, cause, graph)).ToList();
        DbtStore.Set(tx, job.Key, before, [.. causes.SelectMany(c => c.Red)]);
        var ran = run.Results.Where(r => r.IsRed).Select(r => r.Node).ToHashSet(StringComparer.Ordinal);
        List<(Alert, byte[])> alerts =
        [
            .. causes.Where(c => c.Cause.Nodes.Any(n => ran.Contains(n.Node))).Select(c => (c.Fires(), c.Body())),
            .. before.Select(b => (b.Cause, b.Title)).DistinctBy(b => b.Cause)
                .ExceptBy(causes.Select(c => c.Key), b => b.Cause).Select(b => DbtAlert.Recovered(job, run, b.Cause, b.Title)),
        ];
        return alerts.Count > 0 ? alerts : [Nothing(job, run, Well(run, causes.Sum(c => c.Cause.Nodes.Count)))];
    }

    static string? WhyNot((string? Invocation, DateTimeOffset GeneratedAt)? last, DbtRun run) =>
        !run.Executed ? $"dbt {run.Command ?? "compile"} runs nothing, so that it neither fails nor recovers."
        : last is null ? null
        : run.Invocation is not null && run.Invocation == last.Value.Invocation
            ? "The same artifact came before, so that it changes nothing."
        : run.GeneratedAt < last.Value.GeneratedAt
            ? "A newer artifact of this job came before, so that it changes nothing." : null;

    /// <summary>What this run says, and what was red before where it says nothing.</summary>
    static List<DbtResult> Now(DbtRun run, List<RedNode> before, DbtGraph graph)
    {
        var red = before.ToDictionary(b => b.Result.Node, b => b.Result, StringComparer.Ordinal);
        var said = run.Results.Select(r => r.Node).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. run.Results.Select(
                r => r.Outcome is DbtOutcome.Skipped or DbtOutcome.NotRun && red.TryGetValue(r.Node, out var was) ? was : r),
            // What a newer manifest does not know any more was taken out of the project, and nobody can run it again.
            .. before.Select(b => b.Result)
                .Where(b => !said.Contains(b.Node) && (graph.Nodes.Count == 0 || graph.Find(b.Node) is not null)),
        ];
    }

    /// <summary>So many that an incident can list them; what is more is one.</summary>
    static IReadOnlyList<DbtCause> Folded(IReadOnlyList<DbtCause> causes) => causes.Count <= MostCauses
        ? causes
        :
        [
            .. causes.Take(MostCauses - 1),
            new(DbtAlert.Others, [.. causes.Skip(MostCauses - 1).SelectMany(c => c.Nodes)],
                [.. causes.Skip(MostCauses - 1).SelectMany(c => c.Skipped)]),
        ];

    static (Alert, byte[]) Nothing(DbtJob job, DbtRun run, string reason) => (
        new()
        {
            Source = job.Source,
            Title = $"{job.Name}: dbt {run.Command ?? "sources"}",
            Status = run.Results.Any(r => r.IsRed) ? AlertStatus.Firing : AlertStatus.Resolved,
            DeduplicationKey = job.Key,
            SourceUrl = job.Url,
            Metadata = job.With("dbt_version", run.Version),
            OfNoInterest = reason,
        },
        DbtAlert.Body(run.Results.Where(r => r.IsRed)));

    static string Well(DbtRun run, int stillRed)
    {
        var ran = $"Nothing failed in {Words.Number(run.Results.Count, "node", "nodes")}";
        return stillRed == 0 ? $"{ran}, and nothing was red before."
            : $"{ran}; {Words.Number(stillRed, "other is", "others are")} still red, which it did not run.";
    }
}
