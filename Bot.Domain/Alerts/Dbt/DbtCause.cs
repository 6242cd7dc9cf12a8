namespace Bot.Domain.Alerts.Dbt;

/// <summary>One thing that is wrong, whatever number of nodes it shows in.</summary>
/// <param name="Key">What it is known by from run to run: the error that they share, or the node.</param>
/// <param name="Nodes">The nodes that are red because of it, in the order of the run.</param>
/// <param name="Skipped">The nodes that were not run because of those.</param>
public sealed record DbtCause(string Key, IReadOnlyList<DbtResult> Nodes, IReadOnlyList<string> Skipped);

/// <summary>
/// Folds what is red in a run: what was skipped behind a node belongs to it, and nodes with one error are one cause.
/// </summary>
public static class DbtCauses
{
    /// <summary>The causes, in the order in which the run came to them.</summary>
    /// <param name="results">How each node came out.</param>
    /// <param name="graph">What is known of the project.</param>
    /// <param name="keys">
    /// What <see cref="KeyOf"/> says of nodes, where it was asked before: of thousands it takes its time.
    /// </param>
    public static IReadOnlyList<DbtCause> Of(
        IReadOnlyList<DbtResult> results, DbtGraph graph, IReadOnlyDictionary<string, string>? keys = null)
    {
        var red = results.Where(r => r.IsRed).ToList();
        var behind = Behind(results, red, graph);
        string Key(DbtResult result) => keys?.GetValueOrDefault(result.Node) ?? KeyOf(result);
        return [.. red.GroupBy(Key, StringComparer.Ordinal).Select(
            cause => new DbtCause(cause.Key, [.. cause], [.. cause.SelectMany(r => behind[r.Node])]))];
    }

    /// <summary>
    /// Nodes that were red before and were not run now, each with the red node that it waits for: they are no causes of their own
    /// any more.
    /// </summary>
    /// <param name="results">How each node came out, or came out last.</param>
    /// <param name="skipped">Those that were not run, with what they are known to wait for.</param>
    /// <param name="graph">What is known of the project.</param>
    public static IReadOnlyDictionary<string, string> Waiting(
        IReadOnlyList<DbtResult> results, IReadOnlyDictionary<string, string?> skipped, DbtGraph graph)
    {
        var red = results.Where(r => r.IsRed && !skipped.ContainsKey(r.Node)).Select(r => r.Node).ToList();
        var nearest = new NearestRed(red, graph);
        string? Above(string node) => skipped[node] is { } known ? red.Find(r => r == known)
            : red is [var only] ? only : nearest.Of(node);
        return results.Where(r => r.IsRed && skipped.ContainsKey(r.Node)).Select(r => (r.Node, Above: Above(r.Node)))
            .Where(waiting => waiting.Above is not null)
            .ToDictionary(waiting => waiting.Node, waiting => waiting.Above!, StringComparer.Ordinal);
    }

    /// <summary>
    /// Rows that a test found are its own matter; an error that another node has word for word, but for names and numbers, is
    /// one.
    /// </summary>
    public static string KeyOf(DbtResult result) =>
        result.Outcome == DbtOutcome.Errored && !IsCount(result.Message)
            && ErrorSignature.Of(result.Message) is { } signature ? $"error:{signature}"
            : $"node:{result.Node}";

    /// <summary>"PARTIAL SUCCESS (3/4)", "Got 4 results": said of each node by itself.</summary>
    public static bool IsCount(string? message) =>
        message?.StartsWith("PARTIAL SUCCESS", StringComparison.OrdinalIgnoreCase) == true
        || message?.StartsWith("Got ", StringComparison.Ordinal) == true;

    /// <summary>What was skipped, by the red node that it is behind.</summary>
    static ILookup<string, string> Behind(IReadOnlyList<DbtResult> results, List<DbtResult> red, DbtGraph graph)
    {
        var skipped = results.Where(r => r.Outcome == DbtOutcome.Skipped).Select(r => r.Node).ToList();
        // Without a manifest one red node is why, and of several nobody knows which.
        if (red is [var only]) return skipped.ToLookup(_ => only.Node, StringComparer.Ordinal);
        var nearest = new NearestRed(red.Select(r => r.Node), graph);
        return skipped.Select(node => (Node: node, Red: nearest.Of(node))).Where(s => s.Red is not null)
            .ToLookup(s => s.Red!, s => s.Node, StringComparer.Ordinal);
    }
}

/// <summary>The red node that a skipped one waited for: one it is made from, or a test of one that it is made from.</summary>
sealed class NearestRed
{
    readonly DbtGraph graph;
    readonly Dictionary<string, string?> found = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> tests = new(StringComparer.Ordinal);

    public NearestRed(IEnumerable<string> red, DbtGraph graph)
    {
        this.graph = graph;
        foreach (var node in red)
        {
            found[node] = node;
            if (!DbtName.IsTest(node)) continue;
            // What a test looks at holds up all that is made from it.
            foreach (var tested in graph.Tested(node)) tests.TryAdd(tested, node);
        }
    }

    /// <summary>Null where the manifest knows of none. A project may be as deep as it likes, so nothing calls itself.</summary>
    public string? Of(string node)
    {
        var open = new Stack<string>([node]);
        while (open.TryPeek(out var current))
        {
            if (found.TryGetValue(current, out var known) && known is not null)
            {
                open.Pop();
                continue;
            }

            var parents = graph.Parents(current);
            if (found.ContainsKey(current))
            {
                found[current] = parents.Select(Above).FirstOrDefault(red => red is not null);
                open.Pop();
                continue;
            }

            // Marked before its parents are looked at, so that a circle ends.
            found[current] = null;
            foreach (var parent in parents)
                if (!found.ContainsKey(parent)) open.Push(parent);
        }

        return found[node];
    }

    string? Above(string parent) => tests.GetValueOrDefault(parent) ?? found.GetValueOrDefault(parent);
}
