namespace Bot.Domain.Alerts.Dbt;

/// <summary>What the manifest says of a node.</summary>
public sealed record DbtNode
{
    public required string Id { get; init; }
    /// <summary>The file that it stands in, from the project's root; null where none is named.</summary>
    public string? Path { get; init; }
    /// <summary>What it is made from.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];
    /// <summary>Whoever is named as its owner, a name or an e-mail address.</summary>
    public string? Owner { get; init; }
    public string? Group { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    /// <summary>What its authors wrote of it, values other than texts as their JSON.</summary>
    public IReadOnlyDictionary<string, string> Meta { get; init; } = new Dictionary<string, string>();
    /// <summary>Of a test: the node that it looks at, and the column.</summary>
    public string? Tested { get; init; }
    public string? Column { get; init; }
}

/// <summary>Who looks at what dbt makes: a dashboard, an application.</summary>
public sealed record DbtExposure
{
    public required string Id { get; init; }
    public required string Label { get; init; }

    /// <summary>dbt's own word: dashboard, notebook, analysis, ml or application.</summary>
    public string? Type { get; init; }
    public string? Owner { get; init; }
    public string? Url { get; init; }
    public IReadOnlyList<string> Parents { get; init; } = [];
    public IReadOnlyList<string> Tags { get; init; } = [];
    public IReadOnlyDictionary<string, string> Meta { get; init; } = new Dictionary<string, string>();
}

/// <summary>A project's nodes and what they are made from, as far as an alert needs it.</summary>
public sealed class DbtGraph
{
    readonly Dictionary<string, DbtNode> nodes = new(StringComparer.Ordinal);
    readonly Lazy<ILookup<string, string>> children;

    public DbtGraph(IEnumerable<DbtNode> nodes, IReadOnlyList<DbtExposure> exposures)
    {
        foreach (var node in nodes) this.nodes[node.Id] = node;
        Exposures = exposures;
        children = new(() => this.nodes.Values.SelectMany(n => n.Parents.Select(p => (Parent: p, n.Id)))
            .Concat(exposures.SelectMany(e => e.Parents.Select(p => (Parent: p, e.Id))))
            .ToLookup(link => link.Parent, link => link.Id, StringComparer.Ordinal));
    }

    /// <summary>Nothing is known of the project.</summary>
    public static DbtGraph None { get; } = new([], []);

    public IReadOnlyCollection<DbtNode> Nodes => nodes.Values;
    public IReadOnlyList<DbtExposure> Exposures { get; }

    public DbtNode? Find(string id) => nodes.GetValueOrDefault(id);

    public IReadOnlyList<string> Parents(string id) => Find(id)?.Parents ?? [];

    /// <summary>All that is made from one of these, near or far, and they themselves.</summary>
    public IReadOnlySet<string> Behind(IEnumerable<string> ids)
    {
        var found = new HashSet<string>(ids, StringComparer.Ordinal);
        var open = new Queue<string>(found);
        while (open.TryDequeue(out var id))
            foreach (var child in children.Value[id])
                if (found.Add(child)) open.Enqueue(child);
        return found;
    }

    /// <summary>What a test looks at: the node that it was written for, or all that it reads.</summary>
    public IReadOnlyList<string> Tested(string test) => Find(test)?.Tested is { } one ? [one] : Parents(test);

    /// <summary>Who looks at one of these or at what is made from them; a test is about what it looks at.</summary>
    public IReadOnlyList<DbtExposure> Hit(IEnumerable<string> ids)
    {
        var behind = Behind(ids.SelectMany(id => DbtName.IsTest(id) ? Tested(id) : [id]));
        return [.. Exposures.Where(e => behind.Contains(e.Id))];
    }
}
