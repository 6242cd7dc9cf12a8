using System.Globalization;
using System.Text.Json.Nodes;

namespace Bot.Sandbox.Page.Tools;

/// <summary>An alert as CI might send it: its name in the menu, what it shows, and its bodies.</summary>
sealed record CiAlert(string Name, string What, IReadOnlyList<string> Bodies)
{
    const int Storm = 40;

    /// <summary>Where the artifacts of the sample's hourly job are posted.</summary>
    public const string OfDbt =
        "v1/dbt/circleci/run_results?job=dbt_hourly&repository=acme/dbt&branch=main&environment=production"
        + "&url=https://circleci.example/jobs/4713";

    /// <summary>Where it is posted.</summary>
    public string Path { get; init; } = SampleAlert.Path;

    /// <summary>A body as it is sent at that time: each run of dbt is a newer one.</summary>
    public static string At(string body, DateTimeOffset now) =>
        body.Replace(DbtSample.Time, now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), StringComparison.Ordinal);

    public static IReadOnlyList<CiAlert> All { get; } =
    [
        new("Build fails on main", "CircleCI's payload as it comes from the shell: not quite JSON", [SampleAlert.Body]),
        new("The same build passes", "The same job, resolved",
            [SampleAlert.Body.Replace("firing", "resolved", StringComparison.Ordinal)]),
        new("Build fails on a pull request", "Kept, and nobody is told",
            [SampleAlert.Body.Replace("\"main\"", "\"feature/refunds\"", StringComparison.Ordinal)]),
        new("A dbt test fails in production", "Clean JSON with a job and an environment", [Job("not_null_orders_customer_id")]),
        new("An hourly dbt run fails", "Its run_results.json: a model fails, two are skipped behind it",
            [DbtSample.Run("error stg_orders", "skipped fct_orders", "skipped dim_customers", "success stg_payments")])
        { Path = OfDbt },
        new("The next dbt run, one thing more", "The same model fails, and a test found rows",
            [DbtSample.Run("error stg_orders", "skipped fct_orders", "skipped dim_customers", "fail unique_payments_id")])
        { Path = OfDbt },
        new("The next dbt run is green", "What was red is well again",
            [
                DbtSample.Run(
                    "success stg_orders", "success fct_orders", "success dim_customers", "success stg_payments",
                    "pass unique_payments_id"),
            ])
        { Path = OfDbt },
        new("A dbt run with warnings", "Nothing fails: what warns goes to the ledger, /incident warnings",
            [
                DbtSample.Run(
                    "success stg_orders", "success stg_payments", "warn not_null_orders_customer_id",
                    "warn accepted_values_orders_status"),
            ])
        { Path = OfDbt },
        new("An unreadable body", "Answered, kept, and shown as it came", ["dbt run failed: exit code 2\nno JSON anywhere"]),
        new("A storm of 40", "Forty jobs fail within a second",
            [.. Enumerable.Range(1, Storm).Select(n => Job(string.Create(CultureInfo.InvariantCulture, $"model_{n:00}")))]),
    ];

    static string Job(string job) => Json.Write(new JsonObject
    {
        ["title"] = $"acme/dbt {job} failed",
        ["description"] = $"{job} failed in production",
        ["status"] = "firing",
        ["metadata"] = new JsonObject
        {
            ["source_url"] = "https://circleci.example/jobs/4712",
            ["repository"] = "acme/dbt",
            ["branch"] = "main",
            ["environment"] = "production",
            ["job"] = job,
        },
    });
}
