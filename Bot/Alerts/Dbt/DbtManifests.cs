using System.Collections.Concurrent;
using Bot.Domain.Alerts.Dbt;
using Bot.Storage;
using Dapper;

namespace Bot.Alerts.Dbt;

/// <summary>What is known of the projects of each source: their newest manifests, as far as alerts need them.</summary>
public sealed class DbtManifests(Database database)
{
    readonly ConcurrentDictionary<string, (string Version, DbtProjects Projects)> read = new(StringComparer.Ordinal);

    /// <summary>A graph as its row holds it.</summary>
    sealed record Parts(IReadOnlyList<DbtNode> Nodes, IReadOnlyList<DbtExposure> Exposures);

    /// <summary>Keeps a manifest; false where a newer one of its project is kept already.</summary>
    public Task<bool> Keep(string source, DbtManifest manifest, DateTimeOffset generatedAt)
    {
        var generated = generatedAt.ToUnixTimeMilliseconds();
        var (project, graph) = (
            manifest.Project ?? "", Packed.Of(new Parts([.. manifest.Graph.Nodes], manifest.Graph.Exposures)));
        return database.Change(tx => tx.Db.Execute(
            """
            insert into dbt_manifests (source, project, generated_at, at, graph)
            values (@source, @project, @generated, @Now, @graph)
            on conflict (source, project) do update set
                generated_at = excluded.generated_at, at = excluded.at, graph = excluded.graph
            where dbt_manifests.generated_at <= excluded.generated_at
            """,
            new { source, project, generated, tx.Now, graph }) > 0);
    }

    /// <summary>The projects of a source, read anew when one has changed.</summary>
    public DbtProjects Of(string source)
    {
        const string Asked = "select project, generated_at, at from dbt_manifests where source = @source order by project";
        var rows = database.Read(db => db.Query<Row>(Asked, new { source }).ToList());
        if (rows.Count == 0) return DbtProjects.None;
        var version = string.Join('|', rows.Select(r => $"{r.Project}:{r.At}"));
        if (read.TryGetValue(source, out var known) && known.Version == version) return known.Projects;
        var parts = rows.Select(r => Packed.Read<Parts>(database.Read(db => db.QueryFirst<byte[]>(
            "select graph from dbt_manifests where source = @source and project = @Project",
            new { source, r.Project })))).ToList();
        var projects = new DbtProjects(
            new(parts.SelectMany(p => p.Nodes), [.. parts.SelectMany(p => p.Exposures)]),
            rows.ToDictionary(r => r.Project, r => DateTimeOffset.FromUnixTimeMilliseconds(r.GeneratedAt)));
        read[source] = (version, projects);
        return projects;
    }

    sealed record Row(string Project, long GeneratedAt, long At);
}
