using System.Globalization;
using System.Text.Json.Nodes;

namespace Bot.Tests.Alerts.Dbt;

/// <summary>Artifacts as dbt 1.9 writes them, each newer than the last.</summary>
static class DbtFiles
{
    static int run;

    /// <summary>
    /// run_results.json of nodes, each with how it came out: "error stg_orders", "fail not_null_users_id", "warn unique_id 52".
    /// </summary>
    public static string Run(params string[] nodes)
    {
        var number = Interlocked.Increment(ref run);
        return RunAt(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero).AddSeconds(number), nodes);
    }

    public static string RunAt(DateTimeOffset at, params string[] nodes)
    {
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["dbt_version"] = "1.9.0",
                ["generated_at"] = at.UtcDateTime.ToString("O"),
                ["invocation_id"] = $"run of {at:O}",
            },
            ["args"] = new JsonObject { ["which"] = "build" },
            ["results"] = new JsonArray([.. nodes.Select(Result)]),
        }.ToJsonString();
    }

    static JsonNode Result(string said)
    {
        var (status, name) = (said.Split(' ')[0], said.Split(' ')[1]);
        var isTest = status is "pass" or "fail" or "warn";
        var rows = said.Split(' ') is [_, _, var given] ? long.Parse(given, CultureInfo.InvariantCulture) : 3;
        return new JsonObject
        {
            ["unique_id"] = isTest ? $"test.acme.{name}.0123456789" : $"model.acme.{name}",
            ["status"] = status == "expired" ? "error" : status,
            ["message"] = status switch
            {
                "expired" => $"Database Error in model {name} (models/{name}.sql)\n  password expired for user '{name}'",
                "error" =>
                    $"Database Error in model {name} (models/{name}.sql)\n  Key (email)=(ana@example.com) of {name} exists",
                "fail" => "Got 3 results, configured to fail if != 0",
                "warn" => $"Got {rows} results, configured to warn if != 0",
                "skipped" => "Skipping due to failure upstream",
                _ => "OK",
            },
            ["failures"] = status is "fail" or "warn" ? rows : null,
        };
    }

    public const string Manifest = """
        {"metadata": {"generated_at": "2026-03-01T00:00:00Z", "project_name": "acme"},
         "nodes": {
          "model.acme.stg_orders": {"depends_on": {"nodes": []}, "config": {"meta": {"owner": "finance@example.com"} } },
          "model.acme.stg_users": {"depends_on": {"nodes": []} },
          "model.acme.fct_orders": {"depends_on": {"nodes": ["model.acme.stg_orders"]} },
          "test.acme.not_null_users_id.0123456789": {"depends_on": {"nodes": ["model.acme.stg_users"]},
            "attached_node": "model.acme.stg_users", "column_name": "id"} },
         "exposures": {"exposure.acme.revenue": {"label": "Revenue dashboard", "owner": {"email": "ana@example.com"},
            "depends_on": {"nodes": ["model.acme.fct_orders"]} } } }
        """;
}
