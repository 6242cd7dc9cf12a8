using System.Text.Json.Nodes;

namespace Bot.Sandbox.Page.Tools;

/// <summary>run_results.json of a small project, as dbt 1.9 writes it.</summary>
static class DbtSample
{
    /// <summary>Stands where the time belongs until it is sent.</summary>
    public const string Time = "TIME";

    /// <summary>
    /// manifest.json of the same project, as far as it matters: what is made from what, whose it is, and who sees it.
    /// </summary>
    public const string Manifest = $$"""
        {
          "metadata": { "generated_at": "{{Time}}", "project_name": "acme" },
          "nodes": {
            "model.acme.stg_orders": { "depends_on": { "nodes": [] }, "tags": ["hourly"] },
            "model.acme.stg_payments": { "depends_on": { "nodes": [] }, "tags": ["hourly"] },
            "model.acme.fct_orders": { "depends_on": { "nodes": ["model.acme.stg_orders"] } },
            "model.acme.dim_customers": { "depends_on": { "nodes": ["model.acme.stg_orders"] } },
            "model.acme.stg_invoices": { "depends_on": { "nodes": [] }, "config": { "meta": { "owner": "Dev Patel" } } },
            "model.acme.fct_invoices": { "depends_on": { "nodes": ["model.acme.stg_invoices"] } }
          },
          "exposures": {
            "exposure.acme.revenue": {
              "label": "Revenue dashboard", "type": "dashboard", "depends_on": { "nodes": ["model.acme.fct_orders"] }
            },
            "exposure.acme.portal": {
              "label": "Invoices in the portal", "type": "application", "depends_on": { "nodes": ["model.acme.fct_invoices"] }
            }
          }
        }
        """;

    /// <summary>How nodes came out: "error stg_orders", "fail unique_payments_id".</summary>
    public static string Run(params IEnumerable<string> nodes) => Json.Write(new JsonObject
    {
        ["metadata"] = new JsonObject
        {
            ["dbt_schema_version"] = "https://schemas.getdbt.com/dbt/run-results/v6.json",
            ["dbt_version"] = "1.9.1",
            ["generated_at"] = Time,
            ["invocation_id"] = $"run of {Time}",
        },
        ["args"] = new JsonObject { ["which"] = "build" },
        ["results"] = new JsonArray([.. nodes.Select(n => Node(n.Split(' ')[0], n.Split(' ')[1]))]),
    });

    static JsonNode Node(string status, string name) => new JsonObject
    {
        ["status"] = status,
        ["unique_id"] = status is "pass" or "fail" or "warn" ? $"test.acme.{name}.0123456789" : $"model.acme.{name}",
        ["message"] = status switch
        {
            "error" => $"Database Error in model {name} (models/staging/{name}.sql)\n  column \"amount_eur\" does not exist",
            "fail" => "Got 3 results, configured to fail if != 0",
            "warn" => "Got 52 results, configured to warn if != 0",
            "skipped" => "Skipping due to fail in upstream node",
            _ => "OK",
        },
        ["failures"] = status switch { "fail" => 3, "warn" => 52, _ => null },
    };
}
