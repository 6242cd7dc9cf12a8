using Bot.Domain.Alerts;

namespace Bot.Alerts.Dbt;

/// <summary>
/// The run that an artifact is of, as its sender names it in the address or in headers: <c>?job=dbt_build</c> or
/// <c>X-Dbt-Job: dbt_build</c>.
/// </summary>
sealed record DbtJob(string Source, IReadOnlyDictionary<string, string> Metadata, string? Url)
{
    const int Longest = 300;

    static readonly string[] Names =
        ["job", "environment", "branch", "repository", "workflow", "target", "commit", "commit_url", "author", "url"];

    public static DbtJob Of(string source, HttpRequest request)
    {
        var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in Names)
            if (Said.Of(First(request, name)) is { } value) said[name] = value.Length <= Longest ? value : value[..Longest];
        said.Remove("url", out var url);
        return new(source, said, AlertBody.Url(url));
    }

    static string? First(HttpRequest request, string name) =>
        request.Query[name].Append(request.Headers[$"X-Dbt-{name.Replace('_', '-')}"].ToString())
            .Select(v => VisibleText.Of(v ?? "").Trim()).FirstOrDefault(v => v.Length > 0);

    /// <summary>
    /// What its alerts are known by: see <see cref="JobKey"/>. A run that names no job is known by dbt's command.
    /// </summary>
    public DbtJob RunBy(string? command) => Metadata.ContainsKey("job")
        ? this
        : this with
        {
            Metadata = new Dictionary<string, string>(Metadata, StringComparer.OrdinalIgnoreCase)
            {
                ["job"] = command is null ? "dbt" : $"dbt {command}",
            },
        };

    /// <summary>The same for all its runs.</summary>
    public string Key => JobKey.Of(Source, With("dbt_node", "any"))!;

    public string Name => Metadata["job"];

    public Dictionary<string, string> With(string name, string value) =>
        new(Metadata, StringComparer.OrdinalIgnoreCase) { [name] = value };
}
