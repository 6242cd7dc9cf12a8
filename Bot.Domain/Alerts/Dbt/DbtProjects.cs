namespace Bot.Domain.Alerts.Dbt;

/// <summary>All projects that are known of one place.</summary>
/// <param name="Graph">Their nodes together, whose ids say which project they are of.</param>
/// <param name="Removed">Nodes that an earlier manifest knew and the newest does not, each with when that was written.</param>
public sealed record DbtProjects(DbtGraph Graph, IReadOnlyDictionary<string, DateTimeOffset> Removed)
{
    public static DbtProjects None { get; } = new(DbtGraph.None, new Dictionary<string, DateTimeOffset>());

    /// <summary>
    /// Whether a node was taken out of its project after that time, so that nobody can run it again. Of what no manifest has
    /// known nobody knows.
    /// </summary>
    public bool IsGone(string node, DateTimeOffset at) => Removed.TryGetValue(node, out var written) && written > at;
}
