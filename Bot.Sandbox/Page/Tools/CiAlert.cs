using System.Globalization;
using System.Text.Json.Nodes;

namespace Bot.Sandbox.Page.Tools;

/// <summary>An alert as CI might send it: its name in the menu, what it shows, and its bodies.</summary>
sealed record CiAlert(string Name, string What, IReadOnlyList<string> Bodies)
{
    const int Storm = 40;

    public static IReadOnlyList<CiAlert> All { get; } =
    [
        new("Build fails on main", "CircleCI's payload as it comes from the shell: not quite JSON", [SampleAlert.Body]),
        new("The same build passes", "The same job, resolved",
            [SampleAlert.Body.Replace("firing", "resolved", StringComparison.Ordinal)]),
        new("Build fails on a pull request", "Kept, and nobody is told",
            [SampleAlert.Body.Replace("\"main\"", "\"feature/refunds\"", StringComparison.Ordinal)]),
        new("A dbt test fails in production", "Clean JSON with a job and an environment", [Job("not_null_orders_customer_id")]),
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
