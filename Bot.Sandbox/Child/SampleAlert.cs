namespace Bot.Sandbox;

/// <summary>A failed build as a CircleCI step sends it: put together by a shell, so not quite JSON.</summary>
public static class SampleAlert
{
    /// <summary>Where the samples are posted.</summary>
    public const string Path = "v2/alert_events/http/circleci";

    /// <summary>The least that an alert needs.</summary>
    public const string Least = """{"title":"dbt_build failed on main","status":"firing","deduplication_key":"dbt_build"}""";

    public const string Body = """
        {
          "title": "acme/dbt dbt_build failure",
          "description": "dbt_build failed on main",
          "status": "firing",
          "metadata": {
            "source_url": "https://circleci.example/jobs/4711",
            "repository": "acme/dbt",
            "branch": "main",
            "github_commit_url": "https://github.com/acme/dbt/commit/0a1b2c3",
            "github_commit_message": "Revert "Add refunds to orders"

        This reverts commit 9f8e7d6.",
          }
        }
        """;

    /// <summary>
    /// One line for bash or zsh that posts a body; where that has quotes or line breaks of its own, $'…' carries them.
    /// </summary>
    public static string Curl(Uri intake, string token, string body, string path = Path) =>
        Curl(intake, Bearer(token), body, path);

    /// <summary>With what a source proves itself.</summary>
    internal static IReadOnlyList<(string Name, string Value)> Bearer(string token) => [("Authorization", $"Bearer {token}")];

    internal static string Curl(Uri intake, IEnumerable<(string Name, string Value)> headers, string body, string path)
    {
        var address = new Uri(intake, path).ToString();
        if (address.Contains('&', StringComparison.Ordinal)) address = $"'{address}'";
        var call = $"curl -sS {address} {string.Concat(headers.Select(h => $"-H '{h.Name}: {h.Value}' "))}-d";
        if (body.AsSpan().IndexOfAny("'\\\n\r") < 0) return $"{call} '{body}'";
        var quoted = body.Replace("\r", "", StringComparison.Ordinal).Replace("\\", @"\\", StringComparison.Ordinal)
            .Replace("'", @"\'", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
        return $"{call} $'{quoted}'";
    }
}
