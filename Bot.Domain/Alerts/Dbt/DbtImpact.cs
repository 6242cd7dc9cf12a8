namespace Bot.Domain.Alerts.Dbt;

/// <summary>
/// Who feels that nodes of dbt are red, and by what that is known: by what their authors wrote of them, of what is made from
/// them, or of the exposures that show it.
/// </summary>
/// <param name="Impact">Who.</param>
/// <param name="By">By what, as a part of a sentence; null where nothing is known.</param>
public sealed record DbtImpact(Impact Impact, string? By)
{
    static readonly DbtImpact Unknown = new(Impact.Unknown, null);

    // What people outside use; whatever else shows data is looked at inside, unless its authors say otherwise.
    static readonly string[] ForCustomers = ["application"];

    /// <param name="nodes">The nodes that are red.</param>
    /// <param name="graph">What is known of the project.</param>
    /// <param name="key">The key of <c>meta</c> that says who feels it.</param>
    public static DbtImpact Of(IReadOnlyList<string> nodes, DbtGraph graph, string key)
    {
        var about = nodes.SelectMany(id => DbtName.IsTest(id) ? graph.Tested(id).Prepend(id) : [id]).Distinct().ToList();
        var known = about.Select(graph.Find).OfType<DbtNode>().ToList();
        if (known.Count == 0) return Unknown;
        var own = known.Select(n => Said(n.Meta, key, DbtName.Of(n.Id))).OfType<DbtImpact>().ToList();
        if (own.Count > 0) return own.MaxBy(i => i.Impact)!;
        var behind = graph.Behind(about);
        return behind.Select(graph.Find).OfType<DbtNode>().Select(n => Said(n.Meta, key, $"{DbtName.Of(n.Id)} behind it"))
                .FirstOrDefault(i => i?.Impact == Impact.CustomerFacing)
            ?? graph.Exposures.Where(e => behind.Contains(e.Id)).Select(e => OfExposure(e, key)).MaxBy(i => i.Impact)
            ?? new(Impact.Internal, "nothing that is shown is made from it");
    }

    static DbtImpact OfExposure(DbtExposure exposure, string key) => Said(exposure.Meta, key, exposure.Label)
        ?? (ForCustomers.Contains(exposure.Type, StringComparer.OrdinalIgnoreCase)
            ? new(Impact.CustomerFacing, $"{exposure.Label} is an {exposure.Type!.ToLowerInvariant()}")
            : new(Impact.Internal, exposure.Type is { Length: > 0 } type
                ? $"{exposure.Label} is a {type.ToLowerInvariant()}" : $"{exposure.Label} shows it"));

    static DbtImpact? Said(IReadOnlyDictionary<string, string> meta, string key, string of) =>
        meta.FirstOrDefault(m => string.Equals(m.Key, key, StringComparison.OrdinalIgnoreCase)).Value is { } word
        && Impacts.Of(word) is { } impact and not Impact.Unknown
            ? new(impact, $"{of} says so ({key}: {word})") : null;
}
