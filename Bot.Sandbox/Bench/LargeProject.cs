using System.Globalization;
using System.Text.Json;

namespace Bot.Sandbox;

/// <summary>A project of dbt that is made up: layers of models with tests, each with as much code as people write.</summary>
/// <param name="nodes">How many nodes it has.</param>
sealed class LargeProject(int nodes)
{
    // With it a node of the manifest has 2.5 KB, as in large projects.
    static readonly string Code = string.Concat(Enumerable.Repeat(
        "select order_id, customer_id, amount_eur, coalesce(refunded_eur, 0) as refunded_eur from {{ ref('orders') }}\n", 19));

    static readonly string[] Errors =
    [
        "password expired for user 'loader'", "canceling statement due to lock timeout", "no space left on device",
        "relation \"orders\" does not exist", "connection reset by peer",
    ];

    public int Nodes => nodes;

    public int Failures => (nodes + 3) / 4;

    static bool IsTest(int n) => n % 4 == 0;

    static string Id(int n) => IsTest(n) ? $"test.large.not_null_model_{n}_id.{n:x10}" : $"model.large.model_{n}";

    // A test looks at the model behind it; a model is made from two before it.
    static string[] Parents(int n) => IsTest(n) ? [Id(n + 1)]
        : [.. new[] { n / 2, n / 3 }.Where(p => p > 0 && p < n && !IsTest(p)).Distinct().Select(Id)];

    public byte[] Manifest() => Written(json =>
    {
        json.WriteStartObject("metadata");
        json.WriteString("dbt_schema_version", "https://schemas.getdbt.com/dbt/manifest/v12.json");
        json.WriteString("generated_at", "2026-03-02T09:00:00Z");
        json.WriteString("project_name", "large");
        json.WriteEndObject();
        json.WriteStartObject("nodes");
        for (var n = 0; n < nodes; n++) Node(json, n);
        json.WriteEndObject();
        json.WriteStartObject("exposures");
        json.WriteEndObject();
    });

    static void Node(Utf8JsonWriter json, int n)
    {
        json.WriteStartObject(Id(n));
        json.WriteString("resource_type", IsTest(n) ? "test" : "model");
        json.WriteString("original_file_path", $"models/marts/model_{n}.sql");
        json.WriteString("raw_code", Code);
        if (IsTest(n)) json.WriteString("attached_node", Id(n + 1));
        json.WriteStartObject("config");
        json.WriteStartObject("meta");
        json.WriteString("owner", $"team-{n % 20}@example.com");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("tags");
        json.WriteStringValue("hourly");
        json.WriteEndArray();
        json.WriteStartObject("depends_on");
        json.WriteStartArray("nodes");
        foreach (var parent in Parents(n)) json.WriteStringValue(parent);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>run_results.json of a run in which each test fails or cannot run, and each model is skipped.</summary>
    /// <param name="nth">The later, the newer.</param>
    public byte[] Run(int nth) => Written(json =>
    {
        json.WriteStartObject("metadata");
        json.WriteString("dbt_schema_version", "https://schemas.getdbt.com/dbt/run-results/v6.json");
        json.WriteString("dbt_version", "1.9.1");
        json.WriteString("generated_at", string.Create(CultureInfo.InvariantCulture, $"2026-03-02T10:{nth:00}:00Z"));
        json.WriteString("invocation_id", string.Create(CultureInfo.InvariantCulture, $"run {nth}"));
        json.WriteEndObject();
        json.WriteStartObject("args");
        json.WriteString("which", "build");
        json.WriteEndObject();
        json.WriteStartArray("results");
        for (var n = 0; n < nodes; n++) Result(json, n);
        json.WriteEndArray();
    });

    // Half of the tests found rows, each of them a cause of its own; of the others all have one of five errors.
    static void Result(Utf8JsonWriter json, int n)
    {
        var found = n % 8 == 0;
        json.WriteStartObject();
        json.WriteString("unique_id", Id(n));
        json.WriteString("status", !IsTest(n) ? "skipped" : found ? "fail" : "error");
        if (IsTest(n))
            json.WriteString(
                "message", found ? $"Got {n + 1} results, configured to fail if != 0"
                    : $"Database Error in test {Id(n)} (models/schema.yml)\n  {Errors[n / 8 % Errors.Length]}");
        if (found) json.WriteNumber("failures", n + 1);
        json.WriteNumber("execution_time", 0.25);
        json.WriteEndObject();
    }

    static byte[] Written(Action<Utf8JsonWriter> write)
    {
        using var to = new MemoryStream();
        using (var json = new Utf8JsonWriter(to))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return to.ToArray();
    }
}
