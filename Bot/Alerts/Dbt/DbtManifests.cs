using System.Collections.Concurrent;
using Bot.Domain.Alerts.Dbt;
using Bot.Storage;
using Dapper;

namespace Bot.Alerts.Dbt;

/// <summary>
/// What is known of the projects of each repository, branch and environment: their newest manifests, as far as alerts need them.
/// </summary>
public sealed class DbtManifests(Database database)
{
    const int MostRead = 8, MostRemoved = 5000;

    readonly ConcurrentDictionary<string, (string Version, DbtProjects Projects)> read = new(StringComparer.Ordinal);

    /// <summary>A project as its row holds it.</summary>
    sealed record Parts(
        IReadOnlyList<DbtNode> Nodes, IReadOnlyList<DbtExposure> Exposures, IReadOnlyDictionary<string, DateTimeOffset> Removed);

    /// <summary>Keeps a manifest; false where a newer one of its project is kept already.</summary>
    public Task<bool> Keep(string place, DbtManifest manifest, DateTimeOffset generatedAt)
    {
        var (project, now) = (manifest.Project ?? "", DateTimeOffset.FromUnixTimeMilliseconds(database.WireNow));
        // None that is right is kept out by a clock that is fast.
        var generated = Math.Min(DbtTime.Of(generatedAt, now).ToUnixTimeMilliseconds(), database.WireNow);
        var graph = Packed.Of(new Parts(
            [.. manifest.Graph.Nodes], manifest.Graph.Exposures, Removed(
                Find(place, project), manifest.Graph, DateTimeOffset.FromUnixTimeMilliseconds(generated))));
        return database.Change(tx => tx.Db.Execute(
            """
            insert into dbt_manifests (place, project, generated_at, at, graph)
            values (@place, @project, @generated, @Now, @graph)
            on conflict (place, project) do update set
                generated_at = excluded.generated_at, at = excluded.at, graph = excluded.graph
            where dbt_manifests.generated_at <= excluded.generated_at
            """,
            new { place, project, generated, tx.Now, graph }) > 0);
    }

    static Dictionary<string, DateTimeOffset> Removed(Parts? before, DbtGraph now, DateTimeOffset at) => before is null
        ? []
        : before.Removed.Concat(before.Nodes.Select(n => KeyValuePair.Create(n.Id, at)))
            .Where(node => now.Find(node.Key) is null).TakeLast(MostRemoved)
            .DistinctBy(node => node.Key).ToDictionary(StringComparer.Ordinal);

    Parts? Find(string place, string project) => database.Read(db => db.QueryFirstOrDefault<byte[]?>(
        "select graph from dbt_manifests where place = @place and project = @project", new { place, project }))
        is { } graph ? Packed.Read<Parts>(graph) : null;

    /// <summary>The projects of a place, read anew when one has changed.</summary>
    public DbtProjects Of(string place)
    {
        const string Asked =
            "select project, generated_at, at, length(graph) as length from dbt_manifests where place = @place order by project";
        var rows = database.Read(db => db.Query<Row>(Asked, new { place }).ToList());
        if (rows.Count == 0) return DbtProjects.None;
        var version = string.Join('|', rows.Select(r => $"{r.Project}:{r.GeneratedAt}:{r.At}:{r.Length}"));
        if (read.TryGetValue(place, out var known) && known.Version == version) return known.Projects;
        var parts = rows.Select(r => Find(place, r.Project)).OfType<Parts>().ToList();
        var projects = new DbtProjects(
            new(parts.SelectMany(p => p.Nodes), [.. parts.SelectMany(p => p.Exposures)]),
            parts.SelectMany(p => p.Removed).DistinctBy(r => r.Key).ToDictionary(StringComparer.Ordinal));
        if (read.Count >= MostRead) read.Clear();
        read[place] = (version, projects);
        return projects;
    }

    /// <summary>Forgets those that nobody has sent since then; returns how many.</summary>
    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        """
        delete from dbt_manifests where place in (
            select place from dbt_manifests group by place having max(at) < @before order by max(at) limit @most)
        """,
        new { before, most });

    sealed class Row
    {
        public string Project { get; init; } = "";
        public long GeneratedAt { get; init; }
        public long At { get; init; }
        public long Length { get; init; }
    }
}
