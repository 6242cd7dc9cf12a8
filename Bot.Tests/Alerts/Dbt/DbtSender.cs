using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Bot.Tests.Alerts.Dbt;

/// <summary>Sends artifacts as a job does.</summary>
static class DbtSender
{
    public const string Job = "?job=dbt_build&environment=prod&branch=main&repository=acme/dbt";

    /// <summary>run_results.json of nodes, each with how it came out.</summary>
    public static Task Runs(this Afternoon afternoon, params string[] nodes) => afternoon.Sends(DbtFiles.Run(nodes));

    /// <summary>A run, and an hour until the next.</summary>
    public static async Task Hourly(this Afternoon afternoon, params string[] nodes)
    {
        await afternoon.Runs(nodes);
        await afternoon.Pass(TimeSpan.FromHours(1));
    }

    /// <summary>Ana is on call, and for an hour a model has been red.</summary>
    public static async Task<Afternoon> Red()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Hourly("error stg_orders");
        return afternoon;
    }

    public static async Task Sends(this Afternoon afternoon, string artifact, string job = Job)
    {
        using var answer = await afternoon.Puts(HttpMethod.Post, $"run_results{job}", artifact);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await afternoon.Settle();
    }

    public static async Task<HttpResponseMessage> Puts(this Afternoon afternoon, HttpMethod method, string what, string body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(afternoon.Url, $"/v1/dbt/circleci/{what}"))
        {
            Content = new StringContent(body, Encoding.UTF8),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Afternoon.IntakeToken) },
        };
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>What CI says of the job as a whole.</summary>
    public static Task<HttpResponseMessage> Plain(this Afternoon afternoon, string status, string environment = "prod") =>
        afternoon.Alert(new
        {
            title = "dbt_build failed",
            status,
            metadata = new { repository = "acme/dbt", branch = "main", environment, job = "dbt_build" },
        });
}
