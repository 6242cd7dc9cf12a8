using Bot.Domain.Alerts;
using Bot.Domain.Alerts.Dbt;
using Bot.Warnings.Rows;

namespace Bot.Alerts.Dbt;

/// <summary>What becomes of an artifact; no state where it changes nothing.</summary>
sealed record ArtifactPlan(byte[]? State, IReadOnlyList<(Alert, byte[])> Alerts)
{
    /// <summary>What it says of warnings; null where it says nothing new.</summary>
    public SeenRun? Warnings { get; init; }

    /// <summary>Something ran that says how it is.</summary>
    public bool HasRun { get; init; }

    /// <summary>The run left nothing red, of this one or of those before.</summary>
    public bool HasPassed { get; init; }
}

/// <summary>What came, and what is known of it without looking at what came before.</summary>
sealed class CameArtifact(DbtJob job, DbtRun run, DbtProjects projects, OwnersInSlack owners, string impactKey)
{
    const int MostCauses = 20;

    static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    readonly Dictionary<string, string> folds = run.Results.Where(r => r.IsRed)
        .ToDictionary(r => r.Node, DbtCauses.KeyOf, StringComparer.Ordinal);

    readonly DbtWarnings warnings = new(job, run, projects, owners);

    public ArtifactPlan After(byte[] state)
    {
        var before = DbtStore.Read(state);
        var news = Copied(run.Results.Where(r => before.SaidAt(r.Node) < run.GeneratedAt), before).ToList();
        if (news.Count == 0 && run.Results.Count > 0) return new(null, [Nothing(
            job, run, "It says nothing new: all its nodes are in this artifact, which came before, or in a newer one.")]);
        if (run.Results.All(SaysNothing)) return new(null, [Nothing(job, run, NothingRan(run))]);
        // A hook that is well says nothing of the nodes.
        var ran = run.Results.Any(r => !SaysNothing(r) && !(DbtName.IsHook(r.Node) && r.Outcome == DbtOutcome.Passed));
        var had = before.Red.ToDictionary(b => b.Result.Node, b => b.Key, StringComparer.Ordinal);
        var now = Now(news, before, projects);
        var waiting = DbtCauses.Waiting(now, Skipped(news, before), projects.Graph);
        var found = DbtCauses.Of(
            [.. now.Select(r => waiting.ContainsKey(r.Node) ? r with { Outcome = DbtOutcome.Skipped } : r)],
            projects.Graph, folds);
        var causes = Keyed(job, had, Folded(found, had, Others), Others)
            .Select(c => new DbtAlert(job, run, c.Cause, c.Key, projects.Graph, impactKey)).ToList();
        var red = news.Where(r => r.IsRed).Select(r => r.Node).ToHashSet(StringComparer.Ordinal);
        List<(Alert, byte[])> alerts =
        [
            // A node that has come under another alert makes that fire, whether this run has it or not.
            .. causes.Where(c => c.Cause.Nodes.Any(n => red.Contains(n.Node)) || !before.Fires(c.Key))
                .Select(c => (c.Fires(), c.Body())),
            .. from alert in before.Red.GroupBy(b => b.Key).ExceptBy(causes.Select(c => c.Key), alert => alert.Key)
               let behind = alert.Select(b => waiting.GetValueOrDefault(b.Result.Node)).FirstOrDefault(b => b is not null)
               where behind is null || before.Fires(alert.Key)
               select DbtAlert.Recovered(job, run, alert.First(), behind),
        ];
        return new(
            Packed.Of(new DbtJobState(Said(before, news, run), [
                .. causes.SelectMany(c => c.Red),
                .. before.Red.Where(b => waiting.ContainsKey(b.Result.Node))
                    .Select(b => b with { Behind = waiting[b.Result.Node] }),
            ])),
            alerts.Count > 0 ? alerts
                : [Nothing(
                    job, run, ran ? Well(run, causes.Sum(c => c.Cause.Nodes.Count)) : NothingRan(run),
                    isGreen: ran && causes.Count == 0)])
        {
            Warnings = ran ? warnings.Of(news) : null,
            HasRun = ran,
            HasPassed = ran && causes.Count == 0,
        };
    }

    string Others => field ??= DeduplicationKey.Cut($"{job.Key}|{DbtAlert.Others}");

    static Dictionary<string, long> Said(DbtJobState before, List<DbtResult> news, DbtRun run)
    {
        var (now, old) = (
            run.GeneratedAt.ToUnixTimeMilliseconds(), (run.GeneratedAt - Remembered).ToUnixTimeMilliseconds());
        var said = before.Said.Where(s => s.Value > old).ToDictionary(StringComparer.Ordinal);
        foreach (var result in news.Where(r => !SaysNothing(r))) said[result.Node] = now;
        return said;
    }

    /// <summary>
    /// What <c>clone</c> copied was not built: of a node it has well only that it can be copied, where it could not be before.
    /// </summary>
    IEnumerable<DbtResult> Copied(IEnumerable<DbtResult> news, DbtJobState before)
    {
        if (!"clone".Equals(run.Command, StringComparison.OrdinalIgnoreCase)) return news;
        var failed = before.Red.Where(b => b.Result.IsCopy).Select(b => b.Result.Node).ToHashSet(StringComparer.Ordinal);
        return news.Select(r => r.Outcome != DbtOutcome.Passed || failed.Contains(r.Node)
            ? r with { IsCopy = true } : r with { Outcome = DbtOutcome.NotRun });
    }

    static bool SaysNothing(DbtResult result) => result.Outcome is DbtOutcome.Skipped or DbtOutcome.NotRun;

    /// <summary>What was not run, be it now or in the run that said so last, with what it waited for then.</summary>
    static Dictionary<string, string?> Skipped(List<DbtResult> news, DbtJobState before)
    {
        var said = news.Select(r => r.Node).ToHashSet(StringComparer.Ordinal);
        return before.Red.Where(b => b.Behind is not null && !said.Contains(b.Result.Node))
            .Select(b => (b.Result.Node, b.Behind))
            .Concat(news.Where(r => r.Outcome == DbtOutcome.Skipped).Select(r => (r.Node, Behind: (string?)null)))
            .ToDictionary(s => s.Node, s => s.Behind, StringComparer.Ordinal);
    }

    /// <summary>What this run says, and what was red before where it says nothing.</summary>
    static List<DbtResult> Now(List<DbtResult> news, DbtJobState before, DbtProjects projects)
    {
        var red = before.Red.ToDictionary(b => b.Result.Node, b => b.Result, StringComparer.Ordinal);
        var said = news.Select(r => r.Node).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. news.Select(r => SaysNothing(r) && red.TryGetValue(r.Node, out var was) ? was : r),
            .. red.Values.Where(r => !said.Contains(r.Node) && !projects.IsGone(r.Node, before.SaidAt(r.Node))),
        ];
    }

    /// <summary>
    /// So many that an incident can list them; what is more is one. Those that have an alert of their own keep it.
    /// </summary>
    static IReadOnlyList<DbtCause> Folded(
        IReadOnlyList<DbtCause> causes, Dictionary<string, string> had, string others)
    {
        if (causes.Count <= MostCauses) return causes;
        var ordered = causes.OrderBy(c => c.Nodes.Any(n => had.TryGetValue(n.Node, out var key) && key != others) ? 0 : 1)
            .ToList();
        var more = ordered.Skip(MostCauses - 1).ToList();
        return
        [
            .. ordered.Take(MostCauses - 1),
            new(DbtAlert.Others, [.. more.SelectMany(c => c.Nodes)], [.. more.SelectMany(c => c.Skipped)]),
        ];
    }

    /// <summary>
    /// A cause keeps the alert that most of its nodes have had, whatever its error says today: another text is no other failure.
    /// </summary>
    static IEnumerable<(DbtCause Cause, string Key)> Keyed(
        DbtJob job, Dictionary<string, string> had, IReadOnlyList<DbtCause> causes, string others)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal) { others };
        foreach (var cause in causes)
        {
            if (cause.Key == DbtAlert.Others)
            {
                yield return (cause, others);
                continue;
            }

            var key = cause.Nodes.Select(n => had.GetValueOrDefault(n.Node)).OfType<string>().CountBy(k => k)
                .OrderByDescending(k => k.Value).Select(k => k.Key)
                .Concat(cause.Nodes.Select(n => DeduplicationKey.Cut($"{job.Key}|{n.Node}")))
                .FirstOrDefault(k => !taken.Contains(k)) ?? DeduplicationKey.Cut($"{job.Key}|{cause.Key}");
            taken.Add(key);
            yield return (cause, key);
        }
    }

    /// <summary>What a command comes to that looked at no data.</summary>
    public static (Alert, byte[]) RanNothing(DbtJob job, DbtRun run)
    {
        var (command, failed) = (run.Command ?? "compile", run.Results.Count(r => r.IsRed));
        return Nothing(job, run, failed == 0
            ? $"dbt {command} builds and tests no data, so that it neither fails nor recovers."
            : $"{Words.Number(failed, "node", "nodes")} failed in dbt {command}, which opens nothing.");
    }

    static (Alert, byte[]) Nothing(DbtJob job, DbtRun run, string reason, bool isGreen = false) => (
        new()
        {
            Source = job.Source,
            Title = $"{job.Name}: dbt {run.Command ?? "sources"}",
            Status = run.Results.Any(r => r.IsRed) ? AlertStatus.Firing : AlertStatus.Resolved,
            DeduplicationKey = job.Key,
            SourceUrl = job.Url,
            Metadata = job.With("dbt_version", run.Version),
            OfNoInterest = reason,
            LeftNothingRed = isGreen,
        },
        DbtAlert.Body(run.Results.Where(r => r.IsRed)));

    static string NothingRan(DbtRun run)
    {
        var hooks = run.Results.Any(r => DbtName.IsHook(r.Node) && !SaysNothing(r)) ? " but hooks" : "";
        var skipped = run.Results.Count(r => r.Outcome == DbtOutcome.Skipped);
        return $"Nothing ran{hooks}{(skipped == 0 ? "" : $": {Words.Number(skipped, "node was", "nodes were")} skipped")}.";
    }

    static string Well(DbtRun run, int stillRed)
    {
        var ran = $"Nothing failed in {Words.Number(run.Results.Count, "node", "nodes")}";
        var still = stillRed == 0 ? $"{ran}, and nothing was red before."
            : $"{ran}; {Words.Number(stillRed, "other is", "others are")} still red, which it did not run.";
        var warned = run.Results.Count(r => r.Outcome == DbtOutcome.Warned);
        return warned == 0 ? still : $"{still} {Words.Number(warned, "warning is", "warnings are")} for the ledger.";
    }
}
