using System.Text.Json;
using Bot.Domain.Alerts.Dbt;

namespace Bot.Alerts.Dbt;

/// <summary>What a manifest says of a project, and which command wrote it.</summary>
/// <param name="Invocation">The command's id, which its other artifacts have too.</param>
/// <param name="GeneratedAt">When it was written, as dbt says it.</param>
/// <param name="Project">The project's name; null where none is named.</param>
/// <param name="Graph">Its nodes and exposures.</param>
public sealed record DbtManifest(string? Invocation, string? GeneratedAt, string? Project, DbtGraph Graph);

/// <summary>
/// Reads <c>manifest.json</c> as it comes over the line, and keeps of each node only what an alert needs: a project's code makes
/// most of it.
/// </summary>
public static class ReadManifest
{
    const string Nodes = "nodes", Sources = "sources", Exposures = "exposures", Groups = "groups",
        UnitTests = "unit_tests", Metadata = "metadata";

    const int Most = 200_000;

    /// <summary>Throws <see cref="JsonException"/> where it is no manifest.</summary>
    public static async Task<DbtManifest> From(Stream stream, CancellationToken stop)
    {
        var nodes = new List<DbtNode>();
        var exposures = new List<DbtExposure>();
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        var about = new Dictionary<string, string?>(StringComparer.Ordinal);
        var isManifest = false;
        await new JsonMembers(stream).Walk(
            (within, name, bytes) =>
            {
                if (within is not (Metadata or Nodes or Sources or UnitTests or Exposures or Groups)) return;
                using var json = JsonDocument.Parse(bytes);
                var one = json.RootElement;
                if (within == Metadata) about[name] = one.ValueKind == JsonValueKind.String ? Field.Said(one) : null;
                else if (within == Exposures) exposures.Add(Exposure(name, one));
                else if (within == Groups) AddOwner(owners, one);
                else if (nodes.Count < Most) nodes.Add(Node(name, one));
                else throw new JsonException($"It lists more than {Most:N0} nodes.");
                isManifest |= within == Nodes;
            },
            stop);
        if (!isManifest) throw new JsonException("It lists no nodes. Send manifest.json as dbt wrote it.");
        return new(
            about.GetValueOrDefault("invocation_id"), about.GetValueOrDefault("generated_at"),
            about.GetValueOrDefault("project_name") ?? ProjectOf(nodes),
            new DbtGraph(nodes.Select(n => Owned(n, owners)), exposures));
    }

    static void AddOwner(Dictionary<string, string> owners, JsonElement group)
    {
        if (Field.Text(group, "name") is { } name && Owner(Field.Of(group, "owner")) is { } owner) owners[name] = owner;
    }

    static string? ProjectOf(List<DbtNode> nodes) =>
        nodes.Select(n => n.Id.Split('.')).FirstOrDefault(parts => parts.Length > 2)?[1];

    static DbtNode Owned(DbtNode node, Dictionary<string, string> owners) =>
        node is { Owner: null, Group: { } group } && owners.TryGetValue(group, out var owner)
            ? node with { Owner = owner }
            : node;

    static DbtNode Node(string id, JsonElement json)
    {
        var config = Field.Of(json, "config");
        var meta = Meta(Field.Of(config, "meta"), Field.Of(json, "meta"));
        var parents = Parents(json);
        return new()
        {
            Id = id,
            Path = Field.Text(json, "original_file_path")?.Replace('\\', '/'),
            Parents = parents,
            Owner = meta.GetValueOrDefault("owner"),
            Group = Field.Text(json, "group") ?? Field.Text(config, "group"),
            Tags = Field.Texts(json, "tags"),
            Meta = meta,
            Tested = DbtName.IsTest(id) ? Tested(json, parents) : null,
            Column = Field.Text(json, "column_name")
                ?? Field.Text(Field.Of(Field.Of(json, "test_metadata"), "kwargs"), "column_name"),
        };
    }

    /// <summary>
    /// dbt 1.5 and later names it, but for tests of sources and singular ones; of a relationship it is the last that it depends
    /// on. One that somebody wrote over several looks at all of them.
    /// </summary>
    static string? Tested(JsonElement json, IReadOnlyList<string> parents) =>
        Field.Text(json, "attached_node")
            ?? (parents.Count == 1 || Field.Of(json, "test_metadata").ValueKind == JsonValueKind.Object
            ? parents is [.., var last] ? last : null : null);

    static IReadOnlyList<string> Parents(JsonElement json) => Field.Texts(Field.Of(json, "depends_on"), "nodes");

    static DbtExposure Exposure(string id, JsonElement json) => new()
    {
        Id = id,
        Label = Field.Text(json, "label") ?? Field.Text(json, "name") ?? DbtName.Of(id),
        Owner = Owner(Field.Of(json, "owner")),
        Type = Field.Text(json, "type"),
        Url = Field.Text(json, "url"),
        Parents = Parents(json),
        Tags = Field.Texts(json, "tags"),
        Meta = Meta(Field.Of(Field.Of(json, "config"), "meta"), Field.Of(json, "meta")),
    };

    // Who can be found in Slack by it comes first.
    static string? Owner(JsonElement owner) => owner.ValueKind == JsonValueKind.String
        ? Field.Said(owner)
        : Field.Text(owner, "email") ?? Field.Text(owner, "name");

    // Several owners are a list of texts.
    static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Field.Said(value),
        JsonValueKind.Array when value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String) =>
            string.Join(", ", value.EnumerateArray().Select(Field.Said)),
        _ => value.GetRawText(),
    };

    static Dictionary<string, string> Meta(params ReadOnlySpan<JsonElement> both)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var meta in both)
            if (meta.ValueKind == JsonValueKind.Object)
                foreach (var one in meta.EnumerateObject())
                    read[one.Name] = Value(one.Value);
        return read;
    }
}
