using Bot.Domain.Alerts;
using Bot.Domain.Alerts.Dbt;
using Bot.Slack;

namespace Bot.Alerts.Dbt;

/// <summary>
/// The run that an artifact is of, as its sender names it in the address or in headers: <c>?job=dbt_build</c> or
/// <c>X-Dbt-Job: dbt_build</c>.
/// </summary>
sealed record DbtJob(string Source, IReadOnlyDictionary<string, string> Metadata, string? Url)
{
    const int Longest = 300;

    // Whatever command it runs: what `dbt build` left red, `dbt retry` may have well.
    const string Unnamed = "dbt";

    static readonly string[] Names =
        ["job", "environment", "branch", "repository", "workflow", "target", "commit", "commit_url", "author", "url"];

    public static DbtJob Of(string source, HttpRequest request)
    {
        var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in Names)
            if (Said.Of(First(request, name)) is { } value) said[name] = Limits.First(value, Longest);
        said.Remove("url", out var url);
        said.TryAdd("job", Unnamed);
        return new(source, said, AlertBody.Url(url));
    }

    /// <summary>The same with what the artifact says of it: in dbt Cloud its number and that of the run.</summary>
    public DbtJob Of(DbtRun run)
    {
        var said = new Dictionary<string, string>(Metadata, StringComparer.OrdinalIgnoreCase);
        if (run.CloudJob is { } number) said[JobKey.OfDbtCloud] = Limits.First(number, Longest);
        if (run.CloudRun is { } one) said["dbt_run"] = Limits.First(one, Longest);
        return new(Source, said, Url);
    }

    static string? First(HttpRequest request, string name) =>
        request.Query[name].Append(request.Headers[$"X-Dbt-{name.Replace('_', '-')}"].ToString())
            .Select(v => VisibleText.Of(v ?? "").Trim()).FirstOrDefault(v => v.Length > 0);

    /// <summary>What all its runs are known by, see <see cref="JobKey"/>.</summary>
    public string Key => field ??= JobKey.Of(Source, With("dbt_node", "any"))!;

    /// <summary>Where it runs, with all that run there.</summary>
    public string Place => field ??= JobKey.Place(Source, Metadata);

    public string Name => Metadata["job"];

    public Dictionary<string, string> With(string name, string value) =>
        new(Metadata, StringComparer.OrdinalIgnoreCase) { [name] = value };
}
