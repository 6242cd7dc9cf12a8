namespace Bot.Domain.Alerts;

/// <summary>
/// What is one job: whatever its runs report belongs to one incident, also where it is about several things that are broken.
/// </summary>
public static class JobKey
{
    /// <summary>
    /// Source, repository, branch, environment and job in lower case; null of what is no job of CI. Prometheus calls the group of
    /// what it watches a job too, so a name alone makes none.
    /// </summary>
    public static string? Of(string source, IReadOnlyDictionary<string, string> metadata)
    {
        string? Value(string name) => Said.Of(Alert.Find(metadata, name));
        var (repository, branch, job) = (Value("repository"), GitBranch.Named(Value("branch")), Value("job"));
        return job is null || (repository ?? branch ?? Value("dbt_node")) is null
            ? null
            : DeduplicationKey.Cut(string.Join(
                '|', new[] { source, repository, branch, Value("environment"), job }.Select(p => (p ?? "").ToLowerInvariant())));
    }
}
