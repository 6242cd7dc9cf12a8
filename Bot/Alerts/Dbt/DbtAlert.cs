using System.Text.Json;
using Bot.Domain.Alerts;
using Bot.Domain.Alerts.Dbt;
using Bot.Slack;

namespace Bot.Alerts.Dbt;

/// <summary>One cause of a red job as an alert: what failed, what that holds up, and whose it is.</summary>
sealed class DbtAlert(DbtJob job, DbtRun run, DbtCause cause, string key, DbtGraph graph, string impactKey)
{
    /// <summary>The key of all causes beyond those that are told apart.</summary>
    public const string Others = "others";

    const int MostMessage = 600, MostShort = 80, MostTitle = 300, MostNames = 5, MostKept = 200, MostStored = 2000;

    public DbtCause Cause => cause;

    public string Key => key;

    DbtResult First => cause.Nodes[0];

    /// <summary>Its nodes, as they are remembered until a run has them well.</summary>
    public IEnumerable<RedNode> Red => cause.Nodes.Select(n => new RedNode(
        n with { Message = n.Message is { } said ? Limits.First(said, MostStored) : null, Seconds = null }, key, Title));

    public Alert Fires() => new()
    {
        Source = job.Source,
        Title = Title,
        Description = string.Join('\n', Lines().Where(l => l.Length > 0)),
        StatusWord = "firing",
        DeduplicationKey = Key,
        SourceUrl = job.Url,
        Metadata = Metadata(),
    };

    /// <summary>A run has all its nodes well, or has skipped them behind another.</summary>
    public static (Alert, byte[]) Recovered(DbtJob job, DbtRun run, RedNode was, string? behind)
    {
        var said = job.With("dbt_node", was.Result.Node);
        if (run.Version.Length > 0) said["dbt_version"] = run.Version;
        if (behind is not null) said["behind"] = Name(behind);
        return (
            new()
            {
                Source = job.Source,
                Title = was.Title,
                Status = AlertStatus.Resolved,
                StatusWord = "resolved",
                DeduplicationKey = was.Key,
                SourceUrl = job.Url,
                Metadata = said,
            },
            Body([]));
    }

    /// <summary>What the ledger keeps of it.</summary>
    public byte[] Body() => Body(cause.Nodes);

    public static byte[] Body(IEnumerable<DbtResult> nodes) => JsonSerializer.SerializeToUtf8Bytes(nodes.Take(MostKept).Select(
        n => new { unique_id = n.Node, status = n.Word, message = Limits.First(n.Message ?? "", MostStored), n.Failures }));

    // Asked for each of its nodes.
    string Title => field ??= Limits.First(What, MostTitle);

    string What => cause switch
    {
        { Key: Others } => $"{Words.Number(cause.Nodes.Count, "more node", "more nodes")} failed",
        { Nodes.Count: > 1 } => $"{Words.Number(cause.Nodes.Count, "node", "nodes")}, one error{Said(": ")}",
        _ => First.Outcome switch
        {
            DbtOutcome.Unknown when First.Word.Trim().Length == 0 => $"{Name(First.Node)} ended without a word",
            DbtOutcome.Unknown => $"{Name(First.Node)}: {First.Word}",
            DbtOutcome.Failed when First.Kind == "source" => $"{Name(First.Node)} is stale",
            // What it counts is that it failed, not rows.
            DbtOutcome.Failed when First.Kind == "unit_test" => $"{Name(First.Node)} failed: actual differs from expected",
            DbtOutcome.Failed when First.Failures is { } rows =>
                $"{Name(First.Node)} failed: {Words.Number(rows, "row", "rows")}",
            _ => $"{Name(First.Node)} failed{Said(": ")}",
        },
    };

    string Said(string before) => Masked.FirstLine(First.Message, MostShort) is { } line ? $"{before}{line}" : "";

    IEnumerable<string> Lines()
    {
        // As code, so that nothing in it is taken for a format.
        if (cause.Key != Others && Masked.Of(First.Message, MostMessage) is { Length: > 0 } said)
            yield return $"```\n{said.Replace("```", "'''", StringComparison.Ordinal)}\n```";
        if (graph.Find(First.Node) is { Tested: { } tested } test)
            yield return $"It tests {Name(tested)}{(test.Column is { } column ? $".{column}" : "")}.";
        if (cause.Nodes.Count > 1) yield return $"Failed: {Names(cause.Nodes.Select(n => n.Node))}.";
        if (cause.Skipped.Count > 0)
            yield return $"{Words.Number(cause.Skipped.Count, "node", "nodes")} skipped because of it: {Names(cause.Skipped)}.";
        if (Owner is { } owner) yield return $"Owner: {owner}.";
        if (Impact is { Impact: Domain.Alerts.Impact.CustomerFacing, By: { } by }) yield return $"Customers feel it: {by}.";
        if (Exposures.Count > 0) yield return $"Shown in: {string.Join(", ", Exposures.Take(MostNames).Select(Shown))}.";
    }

    static string Shown(DbtExposure exposure) => exposure.Owner is { } owner ? $"{exposure.Label} ({owner})" : exposure.Label;

    IReadOnlyList<DbtExposure> Exposures => field ??= graph.Hit(cause.Nodes.Select(n => n.Node));

    /// <summary>Who feels it; what the sender says of the job counts more.</summary>
    DbtImpact Impact => field ??= DbtImpact.Of([.. cause.Nodes.Select(n => n.Node)], graph, impactKey);

    string? Owner => graph.Find(First.Node) is { } node
        ? node.Owner ?? (node.Tested is { } tested ? graph.Find(tested)?.Owner : null)
        : null;

    Dictionary<string, string> Metadata()
    {
        var said = job.With("dbt_node", First.Node);
        if (cause.Nodes.Count > 1)
            said[Expectation.SeveralNodes] = cause.Nodes.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (graph.Find(First.Node) is { } node)
        {
            if (node.Tested is { } tested) said[Expectation.Tested] = tested;
            if (node.Tags.Count > 0) said[Expectation.Tags] = string.Join(", ", node.Tags);
        }

        if (run.Command is { } command) said["dbt_command"] = command;
        if (run.Version.Length > 0) said["dbt_version"] = run.Version;
        if (Owner is { } owner) said["dbt_owner"] = owner;
        if (Impact is { By: not null } felt) said["impact"] = felt.Impact.Word();
        if (Exposures.Count > 0) said["exposure"] = AlertAttributes.List(Exposures.Select(e => e.Label));
        return said;
    }

    static string Name(string node) => DbtName.Of(node);

    static string Names(IEnumerable<string> nodes)
    {
        var all = nodes.Select(Name).ToList();
        return all.Count <= MostNames ? string.Join(", ", all)
            : $"{string.Join(", ", all.Take(MostNames))} and {Words.Number(all.Count - MostNames, "other", "others")}";
    }
}
