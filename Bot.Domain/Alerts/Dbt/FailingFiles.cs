using Bot.Domain.PullRequests;

namespace Bot.Domain.Alerts.Dbt;

/// <summary>The files in which failing nodes stand, what failing tests look at, and what all of that is made from.</summary>
public static class FailingFiles
{
    public static IReadOnlyList<SuspectFile> Of(DbtGraph graph, IEnumerable<string> failing) =>
        [.. failing.Distinct(StringComparer.Ordinal).SelectMany(node => Of(graph, node)).OrderBy(file => file.By).Distinct()];

    static IEnumerable<SuspectFile> Of(DbtGraph graph, string node)
    {
        var tested = DbtName.IsTest(node) ? graph.Tested(node) : [];
        var made = tested.Count > 0 ? tested : [node];
        return Files(graph, [node], node, SuspectBy.Fails)
            .Concat(Files(graph, tested, node, SuspectBy.Tested))
            .Concat(made.SelectMany(one => Files(graph, graph.Parents(one), one, SuspectBy.Parent)));
    }

    static IEnumerable<SuspectFile> Files(DbtGraph graph, IEnumerable<string> of, string node, SuspectBy by) =>
        of.Select(id => graph.Find(id)?.Path).OfType<string>().Where(path => path.Length > 0)
            .Select(path => new SuspectFile(path, node, by));
}
