using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json;
using Bot.Domain.Alerts.Dbt;
using Bot.Storage;
using Dapper;

namespace Bot.Alerts.Dbt;

/// <summary>What is known of each source's project: its newest manifest, as far as alerts need it.</summary>
public sealed class DbtManifests(Database database)
{
    readonly ConcurrentDictionary<string, (long At, DbtGraph Graph)> read = new(StringComparer.Ordinal);

    sealed record Packed(IReadOnlyList<DbtNode> Nodes, IReadOnlyList<DbtExposure> Exposures);

    /// <summary>Keeps a manifest; false where a newer one is kept already.</summary>
    public Task<bool> Keep(string source, DbtManifest manifest, DateTimeOffset generatedAt)
    {
        var (generated, graph) = (generatedAt.ToUnixTimeMilliseconds(), Pack(manifest.Graph));
        return database.Change(tx => tx.Db.Execute(
            """
            insert into dbt_manifests (source, project, generated_at, at, graph)
            values (@source, @Project, @generated, @Now, @graph)
            on conflict (source) do update set
                project = excluded.project, generated_at = excluded.generated_at, at = excluded.at, graph = excluded.graph
            where dbt_manifests.generated_at <= excluded.generated_at
            """,
            new { source, manifest.Project, generated, tx.Now, graph }) > 0);
    }

    /// <summary>The project of a source; empty where none has come.</summary>
    public DbtGraph Of(string source)
    {
        const string Asked = "select at from dbt_manifests where source = @source";
        if (database.Read(db => db.QueryFirstOrDefault<long?>(Asked, new { source })) is not { } at) return DbtGraph.None;
        if (read.TryGetValue(source, out var known) && known.At == at) return known.Graph;
        var row = database.Read(db => db.QueryFirst<Row>(
            "select at, graph from dbt_manifests where source = @source", new { source }));
        return (read[source] = (row.At, Unpack(row.Graph))).Graph;
    }

    sealed record Row(long At, byte[] Graph);

    static byte[] Pack(DbtGraph graph)
    {
        using var to = new MemoryStream();
        using (var packed = new GZipStream(to, CompressionLevel.Fastest))
            JsonSerializer.Serialize(packed, new Packed([.. graph.Nodes], graph.Exposures));
        return to.ToArray();
    }

    static DbtGraph Unpack(byte[] packed)
    {
        using var from = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        var graph = JsonSerializer.Deserialize<Packed>(from)!;
        return new(graph.Nodes, graph.Exposures);
    }
}
