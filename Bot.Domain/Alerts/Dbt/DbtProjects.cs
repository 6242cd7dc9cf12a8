namespace Bot.Domain.Alerts.Dbt;

/// <summary>All projects that one source tells of.</summary>
/// <param name="Graph">Their nodes together, whose ids say which project they are of.</param>
/// <param name="Manifests">When the manifest of each project was written.</param>
public sealed record DbtProjects(DbtGraph Graph, IReadOnlyDictionary<string, DateTimeOffset> Manifests)
{
    public static DbtProjects None { get; } = new(DbtGraph.None, new Dictionary<string, DateTimeOffset>());

    /// <summary>
    /// Whether a node that was there at that time was taken out of its project since, so that nobody can run it again.
    /// </summary>
    public bool IsGone(string node, DateTimeOffset at) =>
        Graph.Find(node) is null && node.Split('.') is [_, var project, ..]
        && Manifests.TryGetValue(project, out var written) && written > at;
}
