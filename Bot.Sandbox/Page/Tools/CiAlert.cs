using System.Globalization;
using System.Text.Json.Nodes;

namespace Bot.Sandbox.Page.Tools;

/// <summary>An alert as CI might send it: its name in the menu, what it shows, and its bodies.</summary>
sealed record CiAlert(string Name, string What, IReadOnlyList<string> Bodies)
{
    const int Storm = 40;

    const string Hourly = "?job=dbt_hourly&repository=acme/dbt&branch=main&environment=production"
        + "&url=https://circleci.example/jobs/4713";

    /// <summary>Where the artifacts of the sample's hourly job are posted, and the manifest of its project.</summary>
    public const string OfDbt = $"v1/dbt/circleci/run_results{Hourly}", OfProject = $"v1/dbt/circleci/manifest{Hourly}";

    const string OfAlertmanager = "v1/alertmanager/circleci";

    /// <summary>Where it is posted.</summary>
    public string Path { get; init; } = SampleAlert.Path;

    /// <summary>What is posted in front of it: the manifest of its project; null where nothing is.</summary>
    public string? Manifest { get; init; }

    /// <summary>What GitHub calls it; null for what CI posts.</summary>
    public string? OfGitHub { get; init; }

    /// <summary>With what its sender proves itself.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers(string body) =>
        OfGitHub is { } kind ? GitHubSample.Headers(kind, body) : SampleAlert.Bearer(BotProcessOptions.SampleToken);

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
        new("An hourly dbt run fails", "Its run_results.json: a model fails, two are skipped because of it",
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
        new("What customers see fails in dbt", "Its manifest knows an application that shows it: by night, routes call engineers",
            [DbtSample.Run("error stg_invoices", "skipped fct_invoices", "success stg_orders")])
        { Path = OfDbt, Manifest = DbtSample.Manifest },
        new("Alertmanager fires", "Prometheus says that the warehouse's disk fills up", [Fills("firing", "0001-01-01T00:00:00Z")])
        { Path = OfAlertmanager },
        new("Alertmanager says it is resolved", "The same alert, by its fingerprint", [Fills("resolved", DbtSample.Time)])
        { Path = OfAlertmanager },
        GitHub("A pull request is opened", $"First post its link in an incident's channel: {GitHubSample.Link}",
            "pull_request", GitHubSample.Pull()),
        GitHub("It is approved", "The card says so", "pull_request_review", GitHubSample.Pull(review: "approved")),
        GitHub("It is merged", "Not live yet", "pull_request", GitHubSample.Pull(isMerged: true)),
        GitHub("It is deployed", "The fix is live, and the lead is told once", "deployment_status", GitHubSample.Deployed()),
        new("An unreadable body", "Answered, kept, and shown as it came", ["dbt run failed: exit code 2\nno JSON anywhere"]),
        new("A storm of 40", "Forty jobs fail within a second",
            [.. Enumerable.Range(1, Storm).Select(n => Job(string.Create(CultureInfo.InvariantCulture, $"model_{n:00}")))]),
    ];

    static CiAlert GitHub(string name, string what, string kind, string body) =>
        new(name, what, [body]) { Path = GitHubSample.Path, OfGitHub = kind };

    /// <summary>The webhook of Alertmanager, version 4, with one alert.</summary>
    static string Fills(string status, string ends) => Json.Write(new JsonObject
    {
        ["version"] = "4",
        ["groupKey"] = "{}:{alertname=\"DiskFillsUp\"}",
        ["truncatedAlerts"] = 0,
        ["status"] = status,
        ["receiver"] = "data-responder",
        ["externalURL"] = "http://alertmanager.example:9093",
        ["alerts"] = new JsonArray(new JsonObject
        {
            ["status"] = status,
            ["labels"] = new JsonObject
            {
                ["alertname"] = "DiskFillsUp",
                ["instance"] = "warehouse-1",
                ["severity"] = "warning",
                ["team"] = "data",
            },
            ["annotations"] = new JsonObject { ["summary"] = "The warehouse's disk is full in four hours" },
            ["startsAt"] = DbtSample.Time,
            ["endsAt"] = ends,
            ["generatorURL"] = "http://prometheus.example:9090/graph",
            ["fingerprint"] = "6e1b0c4f2d9a8e37",
        }),
    });

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
