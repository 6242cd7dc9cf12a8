namespace Bot.Domain.Alerts;

/// <summary>
/// What is one job: whatever its runs report belongs to one incident, also where it is about several things that are broken.
/// </summary>
public static class JobKey
{
    /// <summary>dbt Cloud's number of a job, which its webhook and its artifacts say alike.</summary>
    public const string OfDbtCloud = "dbt_cloud_job";

    /// <summary>
    /// Source, repository, branch, environment and job in lower case; null of what is no job of CI. Prometheus calls the group of
    /// what it watches a job too, so a name alone makes none, nor does one beside the name of a rule.
    /// </summary>
    public static string? Of(string source, IReadOnlyDictionary<string, string> metadata)
    {
        string? Value(string name) => Said.Of(Alert.Find(metadata, name));
        if (Value(OfDbtCloud) is { } number) return DeduplicationKey.Cut($"{source}|{OfDbtCloud}|{number}".ToLowerInvariant());
        var isRule = Value("alertname") is not null;
        return Value("job") is { } job
            && (Value("repository") ?? GitBranch.Named(Value("branch")) ?? Value("dbt_node") ?? Value("dbt_version")
                ?? (isRule ? null : Value("environment"))) is not null
            ? DeduplicationKey.Cut($"{Place(source, metadata)}|{job.ToLowerInvariant()}")
            : null;
    }

    /// <summary>Where jobs run: source, repository, branch and environment.</summary>
    public static string Place(string source, IReadOnlyDictionary<string, string> metadata) =>
        DeduplicationKey.Cut(string.Join('|', Parts(source, metadata).Select(p => (p ?? "").ToLowerInvariant())));

    /// <summary>How the places of a source begin.</summary>
    public static string PlacesOf(string source) => $"{source.ToLowerInvariant()}|";

    /// <summary>What tells one place from another; what was not said is null.</summary>
    internal static IEnumerable<string?> Parts(string source, IReadOnlyDictionary<string, string> metadata)
    {
        string? Value(string name) => Said.Of(Alert.Find(metadata, name));
        return [source, Value("repository"), GitBranch.Named(Value("branch")), Value("environment")];
    }
}
